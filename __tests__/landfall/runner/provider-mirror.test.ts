import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseCliConfig } from '../../../landfall/runner/cli-config';
import {
  compareVersions,
  findProvider,
  findTerraform,
  type ProviderQuery,
  writeCliConfig,
} from '../../../landfall/runner/provider-mirror';

let folder = '';
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'landfall-test-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const AWS = 'registry.terraform.io/hashicorp/aws';
const put = (path: string, content = '', mode = 0o644): void => {
  const full = join(folder, path);
  mkdirSync(dirname(full), { recursive: true });
  writeFileSync(full, content);
  chmodSync(full, mode);
};
const unpacked = (mirror: string, version: string, mode = 0o755): void =>
  put(`${mirror}/${AWS}/${version}/linux_amd64/terraform-provider-aws_v${version}_x5`, '', mode);
const packed = (mirror: string, version: string): void =>
  put(`${mirror}/${AWS}/terraform-provider-aws_${version}_linux_amd64.zip`);
const find = (query: Partial<ProviderQuery> = {}): string | undefined => {
  const found = findProvider({
    env: {},
    home: join(folder, 'home'),
    cwd: join(folder, 'cwd'),
    platform: 'linux_amd64',
    systemFolders: [join(folder, 'opt')],
    ...query,
  });
  if (found === undefined) return undefined;
  const short = (path = '-'): string => path.replace(`${folder}/`, '');
  return `${found.version} in ${short(found.mirror)}${found.binary === undefined ? ' packed' : ''}`;
};

describe('a provider is found', () => {
  test.each<[string, string, Readonly<Record<string, string>>]>([
    ['in the home plugins', 'home/.terraform.d/plugins', {}],
    ['in the working directory', 'cwd/terraform.d/plugins', {}],
    ['in the default XDG folder', 'home/.local/share/terraform/plugins', {}],
    ['in XDG_DATA_HOME', 'xdg/terraform/plugins', { XDG_DATA_HOME: 'xdg' }],
    ['in XDG_DATA_DIRS', 'b/terraform/plugins', { XDG_DATA_DIRS: 'a:b' }],
    ['in TF_PLUGIN_CACHE_DIR', 'cache', { TF_PLUGIN_CACHE_DIR: 'cache' }],
    ['in the usual cache', 'home/.terraform.d/plugin-cache', {}],
    ['in a system folder', 'opt', {}],
    ['one below a system folder', 'opt/mirror', {}],
    ['two below a system folder', 'opt/vendor/mirror', {}],
  ])('%s', (_, mirror, env) => {
    unpacked(mirror, '5.100.0');
    const absolute = Object.entries(env).map(([key, value]): [string, string] => [
      key,
      value.replace(/\w+/g, (name) => join(folder, name)),
    ]);
    expect(find({ env: Object.fromEntries(absolute) })).toBe(`5.100.0 in ${mirror}`);
  });

  test('in a mirror of the CLI configuration named by the environment', () => {
    unpacked('mine', '5.100.0');
    put('tf.rc', `provider_installation {\n  filesystem_mirror {\n    path = "${folder}/mine"\n  }\n}\n`);
    expect(find({ env: { TF_CLI_CONFIG_FILE: join(folder, 'tf.rc') } })).toBe('5.100.0 in mine');
  });

  test('in a mirror of ~/.terraformrc and of *.tfrc, in braces of one line too', () => {
    unpacked('one', '5.99.0');
    unpacked('two', '5.100.0');
    put('home/.terraformrc', `provider_installation { filesystem_mirror { path = "${folder}/one" } direct {} }`);
    put('home/.terraform.d/extra.tfrc', `plugin_cache_dir = "${folder}/two" # mine`);
    expect(find({ version: '5.99.0' })).toBe('5.99.0 in one');
    expect(find()).toBe('5.100.0 in two');
  });

  test('named by dev_overrides, its version by its file', () => {
    put('build/terraform-provider-aws_v6.1.0_x5', '', 0o755);
    put('home/.terraformrc', `provider_installation { dev_overrides { "hashicorp/aws" = "${folder}/build" } }`);
    expect(find()).toBe('6.1.0 in -');
  });

  test('although TF_CLI_CONFIG_FILE names a file that is not there', () => {
    unpacked('opt', '5.100.0');
    expect(find({ env: { TF_CLI_CONFIG_FILE: join(folder, 'absent') } })).toBe('5.100.0 in opt');
  });
});

describe('of several providers', () => {
  test('the newest by number is taken, or the one asked for', () => {
    unpacked('opt', '5.9.0');
    unpacked('opt', '5.100.0');
    unpacked('opt', '6.0.0-beta1');
    expect(find()).toBe('6.0.0-beta1 in opt');
    expect(find({ version: '5.9.0' })).toBe('5.9.0 in opt');
    expect(find({ version: '5.10.0' })).toBeUndefined();
  });

  test('an unpacked one comes before a packed one of the same version', () => {
    packed('home/.terraform.d/plugins', '5.100.0');
    expect(find()).toBe('5.100.0 in home/.terraform.d/plugins packed');
    unpacked('opt', '5.100.0');
    expect(find()).toBe('5.100.0 in opt');
  });

  test('another platform, an unrunnable file and an empty folder do not count', () => {
    unpacked('opt', '5.100.0', 0o644);
    put(`opt/${AWS}/5.101.0/darwin_arm64/terraform-provider-aws_v5.101.0`, '', 0o755);
    put(`opt/${AWS}/terraform-provider-aws_5.102.0_darwin_arm64.zip`);
    mkdirSync(join(folder, 'opt', AWS, '5.103.0'), { recursive: true });
    expect(find()).toBeUndefined();
  });
});

describe('terraform', () => {
  const fake = (path: string, body: string): void => put(path, `#!/bin/sh\n${body}\n`, 0o755);

  test('is the first on the PATH that runs', () => {
    fake('a/terraform', 'exit 1');
    fake('b/terraform', `echo '{"terraform_version":"1.11.4"}'`);
    put('c/terraform', '');
    const PATH = ['c', 'a', '', 'b'].map((name) => (name === '' ? '' : join(folder, name))).join(':');
    expect(findTerraform({ PATH })).toEqual({ path: join(folder, 'b', 'terraform'), version: '1.11.4' });
  });

  test.each([[undefined], [''], ['/nowhere']])('is absent on the PATH %s', (PATH) => {
    expect(findTerraform({ PATH })).toBeUndefined();
  });
});

describe('the CLI configuration', () => {
  test('is read past comments', () => {
    const text = `
      # filesystem_mirror { path = "/no" }
      provider_installation {
        // dev_overrides { "hashicorp/aws" = "/no" }
        dev_overrides { "registry.terraform.io/hashicorp/aws" = "/a/b" "hashicorp/random" = "/r" }
        filesystem_mirror { path = "/m // n" /* here */ include = ["hashicorp/*"] }
        filesystem_mirror { path = "/o" }
      }`;
    expect(parseCliConfig(text)).toEqual({ mirrors: ['/m // n', '/o'], devOverrides: ['/a/b'] });
  });

  test.each([
    ['a mirror', '/m', undefined],
    ['an override', undefined, '/o'],
    ['both', '/m "quoted"', '/o'],
  ])('that is written with %s is read back', (_, mirror, devOverride) => {
    const path = writeCliConfig(folder, mirror, devOverride);
    expect(parseCliConfig(readFileSync(path, 'utf8'))).toEqual({
      mirrors: mirror === undefined ? [] : [mirror],
      devOverrides: devOverride === undefined ? [] : [devOverride],
    });
  });

  test('installs directly where there is no mirror', () => {
    expect(readFileSync(writeCliConfig(folder), 'utf8')).toBe(
      'provider_installation {\n  direct {}\n}\ndisable_checkpoint = true\n',
    );
  });
});

test.each([
  ['5.100.0', '5.99.9', 1],
  ['5.100.0', '5.100.0', 0],
  ['6.0.0-beta1', '6.0.0', -1],
  ['6.0.0-beta1', '5.100.0', 1],
])('%s against %s', (a, b, expected) => {
  expect(Math.sign(compareVersions(a, b))).toBe(expected);
  expect(Math.sign(compareVersions(b, a))).toBe(0 - expected);
});
