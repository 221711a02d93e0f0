import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isMap, parse, parseDocument, visit } from 'yaml';
import { loadConfiguration } from '../../landfall/config/load';

/** Names that every account's own stack publishes, and products may read. */
const contract = new Set([
  '/vpc/id',
  '/vpc/sg/id',
  '/vpc/subnets/private/ids',
  '/vpc/subnets/isolated/ids',
  '/ml-central-account-id',
  '/mlops/role/data-scientist',
  '/mlops/role/lead-data-scientist',
  '/mlops/role/default',
]);

const organizations = ['landing-zone', 'examples/minimal'];
const templates = organizations.flatMap((organization) => {
  const folder = join(organization, 'products');
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => join(folder, name))
    .sort();
});

/** Functions such as !Sub are tags that the YAML library doesn't know and leaves as strings and lists. */
function documentOf(file: string): ReturnType<typeof parseDocument> {
  return parseDocument(readFileSync(file, 'utf8'), { logLevel: 'silent' });
}

describe.each(templates)('the product template %s', (file) => {
  it('is a template with a description, parameters that explain themselves, and resources', () => {
    const document = documentOf(file);
    expect(document.errors).toEqual([]);
    expect(document.get('AWSTemplateFormatVersion')).toBe('2010-09-09');
    expect(document.get('Description')).toEqual(expect.any(String));
    expect(document.get('Resources')).toBeDefined();
    const parameters: unknown = document.get('Parameters');
    const undescribed = isMap(parameters)
      ? parameters.items.filter(({ value }) => isMap(value) && !value.has('Description')).map(({ key }) => String(key))
      : ['none'];
    expect(undescribed).toEqual([]);
  });

  it('has no anchors, which CloudFormation refuses', () => {
    const anchors: string[] = [];
    visit(documentOf(file), {
      Alias: (_, { source }) => void anchors.push(source),
    });
    expect(anchors).toEqual([]);
  });

  it('reads only parameters that every account publishes', () => {
    const text = readFileSync(file, 'utf8');
    const read = [...text.matchAll(/AWS::SSM::Parameter::Value<[\s\S]*?Default: (\S+)/g)].map(([, name]) => name);
    expect(read.filter((name) => name === undefined || !contract.has(name))).toEqual([]);
  });

  it('lets nobody read a bucket without TLS or from outside', () => {
    const text = readFileSync(file, 'utf8');
    const count = (pattern: RegExp): number => [...text.matchAll(pattern)].length;
    const buckets = count(/Type: AWS::S3::Bucket$/gm);
    expect(count(/RestrictPublicBuckets: true/g)).toBe(buckets);
    expect(count(/'aws:SecureTransport': 'false'/g)).toBe(buckets);
    expect(count(/BucketEncryption:/g)).toBe(buckets);
  });

  it('names no account', () => {
    expect(readFileSync(file, 'utf8')).not.toMatch(/\b\d{12}\b/);
  });
});

describe.each(organizations)('the portfolios of %s', (organization) => {
  const { configuration } = loadConfiguration(organization);
  const portfolios = Object.values(configuration?.portfolios.portfolios ?? {});

  it('use every template that is there, and none that is not', () => {
    const used = portfolios.flatMap(({ products }) =>
      Object.values(products).flatMap(({ versions }) => Object.values(versions).map(({ template }) => template)),
    );
    const there = templates
      .filter((file) => file.startsWith(`${organization}/`))
      .map((file) => file.slice(join(organization, 'products/').length));
    expect([...new Set(used)].sort()).toEqual(there);
  });

  it('launch what teams share with a role of its own for each product', () => {
    const roles = portfolios
      .filter(({ shares }) => (shares ?? []).length > 0)
      .flatMap(({ products }) => Object.values(products).map(({ launchRole }) => launchRole));
    expect(roles).not.toContain(undefined);
    expect(new Set(roles).size).toBe(roles.length);
  });

  it('never share to Sandbox', () => {
    expect(portfolios.flatMap(({ shares }) => shares ?? [])).not.toContain('Sandbox');
  });
});

test('the pipeline of the product model-build is JSON once its variables are filled in', () => {
  const text = readFileSync('landing-zone/products/ml/model-build.yaml', 'utf8');
  const body = /- \|\n([\s\S]*?)\n +- Subnets/.exec(text)?.[1] ?? '';
  const definition: unknown = parse(body.replace(/\$\{\w+\}/g, 'x'));
  expect(definition).toMatchObject({ Version: '2020-12-01', Steps: [{ Type: 'Training' }, { Type: 'RegisterModel' }] });
});
