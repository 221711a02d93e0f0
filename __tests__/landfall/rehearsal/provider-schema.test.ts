import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DiagnosticError } from '../../../landfall/diagnostics/diagnostic';
import { compactSchema, loadProviderSchema, type ProviderSchema } from '../../../landfall/rehearsal/provider-schema';
import { inFolder } from './real-provider';

const document = {
  provider_schemas: {
    'registry.terraform.io/hashicorp/aws': {
      provider: { block: { attributes: { region: { type: 'string', optional: true } } } },
      resource_schemas: {
        aws_x: {
          block: {
            attributes: {
              name: { type: 'string', required: true },
              arn: { type: 'string', computed: true },
              tags: { type: ['map', 'string'], optional: true, computed: true },
              status: { type: ['list', ['object', { code: 'string' }]], computed: true },
              ingress: {
                type: ['set', ['object', { port: 'number', to: ['list', ['object', { id: 'string' }]] }]],
                optional: true,
              },
              nested: {
                optional: true,
                nested_type: { nesting_mode: 'single', attributes: { a: { required: true } } },
              },
              keyed: { optional: true, nested_type: { nesting_mode: 'map', attributes: { a: { required: true } } } },
            },
            block_types: {
              rule: {
                nesting_mode: 'list',
                min_items: 1,
                block: { attributes: { p: { required: true } }, block_types: { deep: { block: {} } } },
              },
              free: { nesting_mode: 'set', block: {} },
            },
          },
        },
      },
      data_source_schemas: { aws_y: { block: {} } },
    },
  },
};
const compact: ProviderSchema = {
  version: '1.2.3',
  provider: { arguments: { region: 'optional' }, blocks: {} },
  resources: {
    aws_x: {
      arguments: {
        name: 'required',
        arn: 'computed',
        tags: 'optional',
        status: 'computed',
        ingress: {
          use: 'optional',
          nested: {
            arguments: {
              port: 'optional',
              to: { use: 'optional', nested: { arguments: { id: 'optional' }, blocks: {} } },
            },
            blocks: {},
          },
        },
        nested: { use: 'optional', nested: { arguments: {}, blocks: {} } },
        keyed: 'optional',
      },
      blocks: {
        rule: { arguments: { p: 'required' }, blocks: { deep: { arguments: {}, blocks: {} } }, required: true },
        free: { arguments: {}, blocks: {} },
      },
    },
  },
  dataSources: { aws_y: { arguments: {}, blocks: {} } },
};

test('a schema is reduced to names and who sets them', () => {
  const nested = { use: 'optional', nested: { arguments: { a: 'required' }, blocks: {} } };
  const resource = compact.resources['aws_x'];
  expect(compactSchema(document, '1.2.3')).toEqual({
    ...compact,
    resources: { aws_x: { ...resource, arguments: { ...resource?.arguments, nested } } },
  });
});

/** A terraform that counts its calls and answers with the schema. */
function fakeTerraform(folder: string, answer: string): string {
  const path = join(folder, 'terraform');
  const program = `#!/bin/sh\necho "$1" >> ${folder}/calls\n[ "$1" = providers ] && ${answer}\nexit 0\n`;
  writeFileSync(join(folder, 'schema.json'), JSON.stringify(document));
  writeFileSync(path, program, { mode: 0o755 });
  return path;
}

test('the provider is asked once a version, and again where the cache is damaged', async () => {
  await inFolder(async (folder) => {
    const terraform = fakeTerraform(folder, `cat ${folder}/schema.json`);
    const cacheFolder = join(folder, 'cache');
    const load = (version: string): Promise<ProviderSchema> =>
      loadProviderSchema({
        terraform,
        provider: { version, mirror: folder },
        env: { PATH: process.env['PATH'] },
        cacheFolder,
      });
    const calls = (): number => readFileSync(join(folder, 'calls'), 'utf8').split('\n').length - 1;
    const first = await load('1.2.3');
    expect(await load('1.2.3')).toEqual(first);
    expect(calls()).toBe(2);
    writeFileSync(join(cacheFolder, 'aws-1.2.3.schema.json'), '{"format": 1, "sch');
    expect(await load('1.2.3')).toEqual(first);
    writeFileSync(join(cacheFolder, 'aws-1.2.3.schema.json'), '{"format": 0}');
    expect(await load('1.2.3')).toEqual(first);
    expect((await load('1.2.4')).version).toBe('1.2.4');
    expect(calls()).toBe(8);
    expect(readdirSync(cacheFolder).sort()).toEqual(['aws-1.2.3.schema.json', 'aws-1.2.4.schema.json']);
  });
}, 30_000);

test('a bare binary is taken by dev_overrides, without installation', async () => {
  await inFolder(async (folder) => {
    const terraform = fakeTerraform(folder, `grep -q dev_overrides "$TF_CLI_CONFIG_FILE" && cat ${folder}/schema.json`);
    const provider = { version: '1.2.3', binary: join(folder, 'terraform-provider-aws_v1.2.3') };
    const env = { PATH: process.env['PATH'] };
    const schema = await loadProviderSchema({ terraform, provider, env, cacheFolder: join(folder, 'cache') });
    expect(Object.keys(schema.resources)).toEqual(['aws_x']);
    expect(readFileSync(join(folder, 'calls'), 'utf8')).toBe('providers\n');
  });
});

test("what can't be read is a diagnostic with Terraform's words, and is not cached", async () => {
  await inFolder(async (folder) => {
    const terraform = fakeTerraform(folder, `{ echo 'Error: wrong platform' >&2; exit 1; }`);
    const cacheFolder = join(folder, 'cache');
    mkdirSync(cacheFolder);
    const provider = { version: '1.2.3', mirror: folder };
    const loading = loadProviderSchema({ terraform, provider, env: { PATH: process.env['PATH'] }, cacheFolder });
    await expect(loading).rejects.toThrow(DiagnosticError);
    await expect(loading).rejects.toThrow(/LF5021: .*\n.*wrong platform/);
    expect(readdirSync(cacheFolder)).toEqual([]);
  });
});
