import fc from 'fast-check';
import { breaksOwnRule, brokenRules, checkOwnStacks, ownRules } from '../../../../landfall/checks/own-rules';
import { cataloguedControl } from '../../../../landfall/model/control-catalogue';
import { checkOrganization } from '../../../../landfall/checks';
import { previewSlices, zoneGraph } from '../../../../landfall/model/plan';
import { renderStack } from '../../../../stacks';
import { Template } from '../../../support/template';

type Resources = Readonly<Record<string, Readonly<Record<string, object>>>>;

const open = { block_public_acls: true, block_public_policy: true, ignore_public_acls: true };
const closed = { ...open, restrict_public_buckets: true };
const block = (bucket: string, settings: object = closed): object => ({ bucket, ...settings });
const quiet = { direct_internet_access: 'Disabled', root_access: 'Disabled', subnet_id: 'subnet-1' };

/** Controls that some resources break, with the address and the problem. */
function broken(resource: Resources): readonly string[] {
  return brokenRules({ resource }).map(({ address, problem, rule }) => `${rule.control}: ${address} ${problem}`);
}

describe('rules for our own stacks', () => {
  test.each(ownRules.map((rule) => [rule.control, rule] as const))('%s is a proactive control', (control, rule) => {
    expect(cataloguedControl(control)?.behavior).toBe('proactive');
    expect(rule.types.filter((type) => !type.startsWith('aws_'))).toEqual([]);
  });

  test('are one for each control', () => {
    expect(new Set(ownRules.map(({ control }) => control)).size).toBe(ownRules.length);
  });

  test.each<[string, Resources]>([
    ['nothing', {}],
    [
      'a bucket with its block',
      { aws_s3_bucket: { a: {} }, aws_s3_bucket_public_access_block: { b: block('${aws_s3_bucket.a.id}') } },
    ],
    [
      'a bucket by its name',
      { aws_s3_bucket: { a: { bucket: 'x' } }, aws_s3_bucket_public_access_block: { b: block('x') } },
    ],
    ['a setting that Terraform computes', { aws_ebs_volume: { v: { encrypted: '${var.encrypted}' } } }],
    ['an encrypted volume', { aws_ebs_volume: { v: { encrypted: true } } }],
    ['an instance with encrypted volumes', { aws_instance: { i: { root_block_device: [{ encrypted: true }] } } }],
    ['an instance that says nothing of volumes', { aws_instance: { i: {} } }],
    ['an encrypted cluster', { aws_rds_cluster: { c: { storage_encrypted: true } } }],
    ['a single instance of a database', { aws_db_instance: { d: {} } }],
    ['a notebook without internet and root in a VPC', { aws_sagemaker_notebook_instance: { n: quiet } }],
  ])('let %s pass', (_, resources) => {
    expect(broken(resources)).toEqual([]);
  });

  test.each<[string, Resources, readonly string[]]>([
    [
      'a bucket without a block',
      { aws_s3_bucket: { a: {} } },
      ['CT.S3.PR.1: aws_s3_bucket.a has no aws_s3_bucket_public_access_block'],
    ],
    [
      'the block of another bucket',
      { aws_s3_bucket: { a: {}, ab: {} }, aws_s3_bucket_public_access_block: { b: block('${aws_s3_bucket.ab.id}') } },
      ['CT.S3.PR.1: aws_s3_bucket.a has no aws_s3_bucket_public_access_block'],
    ],
    [
      'half a block',
      { aws_s3_bucket: { a: {} }, aws_s3_bucket_public_access_block: { b: block('${aws_s3_bucket.a.id}', open) } },
      ['CT.S3.PR.1: aws_s3_bucket_public_access_block.b does not set restrict_public_buckets'],
    ],
    ['a volume', { aws_ebs_volume: { v: {} } }, ['CT.EC2.PR.7: aws_ebs_volume.v is not encrypted']],
    [
      'an instance with one open volume',
      { aws_instance: { i: { root_block_device: { encrypted: true }, ebs_block_device: [{ encrypted: true }, {}] } } },
      ['CT.EC2.PR.7: aws_instance.i has a ebs_block_device that is not encrypted'],
    ],
    [
      'a cluster',
      { aws_rds_cluster: { c: { storage_encrypted: false } } },
      ['CT.RDS.PR.16: aws_rds_cluster.c is not encrypted'],
    ],
    [
      'a notebook that says nothing',
      { aws_sagemaker_notebook_instance: { n: {} } },
      [
        'CT.SAGEMAKER.PR.2: aws_sagemaker_notebook_instance.n lies in no VPC of ours',
        'CT.SAGEMAKER.PR.1: aws_sagemaker_notebook_instance.n has an internet path of its own',
        'CT.SAGEMAKER.PR.3: aws_sagemaker_notebook_instance.n gives root access',
      ],
    ],
  ])('find %s', (_, resources, expected) => {
    expect(broken(resources)).toEqual(expected);
  });

  test.each<[string, Resources, boolean]>([
    ['nothing', {}, false],
    ['what no rule looks at', { aws_vpc: { v: { tags: { Name: 'aws_s3_bucket' } } } }, false],
    ['what keeps them', { aws_ebs_volume: { v: { encrypted: true } } }, false],
    ['what breaks one', { aws_ebs_volume: { v: {} } }, true],
  ])('tell by the text of %s whether one is broken', (_, resource, expected) => {
    expect(breaksOwnRule(JSON.stringify({ resource }))).toBe(expected);
  });

  test('throw for no stack, whatever it holds', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(brokenRules(value)).toEqual(expect.any(Array));
        expect(brokenRules({ resource: value })).toEqual(expect.any(Array));
        expect(brokenRules({ resource: { aws_s3_bucket: value, aws_instance: { i: value } } })).toEqual(
          expect.any(Array),
        );
      }),
    );
  });
});

describe.each(['landing-zone', 'examples/minimal', 'examples/enterprise'])('stacks of %s', (directory) => {
  const { zone } = checkOrganization(directory);
  if (zone === undefined) throw new Error(`${directory} can't be read`);
  const graph = zoneGraph(zone);

  test('keep every rule, wherever they act', () => {
    const slices = previewSlices(zone, graph, new Map());
    const found = slices.flatMap((slice) =>
      brokenRules(Template.of(slice, renderStack).json).map(({ address }) => address),
    );
    expect(slices.length).toBeGreaterThan(0);
    expect(found).toEqual([]);
  });
});

describe('the check before planning', () => {
  const { zone } = checkOrganization('landing-zone');
  if (zone === undefined) throw new Error("landing-zone can't be read");
  const stacks = zoneGraph(zone).nodes.map(({ stack }) => stack);
  const bare = JSON.stringify({ resource: { aws_s3_bucket: { a: {} } } });

  test('finds a stack in a unit with the control, at the control', () => {
    const [found, ...others] = checkOwnStacks(zone, stacks, (id) => (id === 'account-data-lake' ? bare : undefined));
    expect(others).toEqual([]);
    expect(found?.code).toBe('LF1650');
    expect(found?.message).toMatch(
      /aws_s3_bucket\.a of the stack account-data-lake has no .*, which CT\.S3\.PR\.1 forbids here/,
    );
    expect(found?.path).toMatch(/^units\.Workloads\/Prod\.controls\.\d+$/);
    expect(found?.location?.file).toMatch(/guardrails\.yaml$/);
  });

  test('leaves stacks alone that act where no such control is', () => {
    const acting = (id: string): boolean => id === 'account-log-archive' || id.startsWith('unit-');
    expect(checkOwnStacks(zone, stacks, (id) => (acting(id) ? bare : undefined))).toEqual([]);
  });
});
