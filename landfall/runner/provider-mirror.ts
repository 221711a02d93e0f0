import { spawnSync } from 'node:child_process';
import { arch, homedir, platform } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { readCliConfig, readFolder } from './cli-config';
import { type Environment, isExecutable, isFolder } from './files';

export { writeCliConfig } from './cli-config';

/** A Terraform that can be run. */
export interface TerraformBinary {
  readonly path: string;
  /** Such as `1.11.4`. */
  readonly version: string;
}

/** Where a version of hashicorp/aws lies on this machine. At least one of `binary` and `mirror` is there. */
export interface ProviderLocation {
  readonly version: string;
  /** The unpacked executable; absent where only a packed one was found. */
  readonly binary?: string;
  /** Folder in Terraform's mirror layout; absent where `dev_overrides` names a bare binary. */
  readonly mirror?: string;
}

export interface ProviderQuery {
  /** Exact version such as `5.100.0`; without it the newest is taken. */
  readonly version?: string;
  readonly env: Environment;
  /** The user's home folder; by default this machine's. */
  readonly home?: string;
  /** Folder whose `terraform.d/plugins` counts; by default the working directory. */
  readonly cwd?: string;
  /** Terraform's name of the platform, such as `linux_amd64`; by default this machine's. */
  readonly platform?: string;
  /** Folders that are searched, two levels deep, for a mirror; by default the usual system folders. */
  readonly systemFolders?: readonly string[];
}

const AWS = join('registry.terraform.io', 'hashicorp', 'aws');
const SYSTEM_FOLDERS = ['/usr/local/share/terraform', '/usr/share/terraform', '/usr/local/lib', '/opt', '/srv'];
const VersionOutput = z.looseObject({ terraform_version: z.string() });

/** Terraform's name of this machine's platform. */
export function terraformPlatform(): string {
  const names: Readonly<Record<string, string>> = { x64: 'amd64', ia32: '386', win32: 'windows' };
  return `${names[platform()] ?? platform()}_${names[arch()] ?? arch()}`;
}

/** @returns the first `terraform` on the PATH that runs, or undefined where there is none. */
export function findTerraform(env: Environment): TerraformBinary | undefined {
  for (const folder of (env['PATH'] ?? '').split(delimiter)) {
    if (folder === '') continue;
    const path = join(folder, 'terraform');
    if (!isExecutable(path)) continue;
    const version = terraformVersion(path, env);
    if (version !== undefined) return { path, version };
  }
  return undefined;
}

function terraformVersion(path: string, env: Environment): string | undefined {
  const run = spawnSync(path, ['version', '-json'], {
    encoding: 'utf8',
    env: { ...env, CHECKPOINT_DISABLE: '1' },
    timeout: 30_000,
  });
  if (run.status !== 0) return undefined;
  try {
    return VersionOutput.parse(JSON.parse(run.stdout)).terraform_version;
  } catch {
    return undefined;
  }
}

/**
 * Looks for hashicorp/aws where Terraform itself looks, and in the usual system folders. No variable need be exported.
 * Of equal versions the first in this order wins, an unpacked one before a packed one: `dev_overrides` and mirrors of
 * the CLI configuration, `terraform.d/plugins` here, `~/.terraform.d`, the XDG data folders, system folders.
 */
export function findProvider(query: ProviderQuery): ProviderLocation | undefined {
  const home = query.home ?? query.env['HOME'] ?? homedir();
  const config = readCliConfig(query.env, home);
  const target = query.platform ?? terraformPlatform();
  const found = [
    ...config.devOverrides.flatMap(overrideAt),
    ...mirrorFolders(query, home, config.mirrors).flatMap((mirror) => versionsIn(mirror, target)),
  ].filter(({ version }) => query.version === undefined || version === query.version);
  return [...found].sort(
    (a, b) => compareVersions(b.version, a.version) || Number(b.binary !== undefined) - Number(a.binary !== undefined),
  )[0];
}

function mirrorFolders(query: ProviderQuery, home: string, configured: readonly string[]): readonly string[] {
  const { env } = query;
  const xdg = [
    env['XDG_DATA_HOME'] ?? join(home, '.local', 'share'),
    ...(env['XDG_DATA_DIRS'] ?? '/usr/local/share:/usr/share').split(':'),
  ].filter((folder) => folder !== '');
  const folders = [
    ...configured,
    join(query.cwd ?? process.cwd(), 'terraform.d', 'plugins'),
    join(home, '.terraform.d', 'plugins'),
    ...xdg.map((folder) => join(folder, 'terraform', 'plugins')),
    join(home, 'Library', 'Application Support', 'io.terraform', 'plugins'),
    '/Library/Application Support/io.terraform/plugins',
    ...(env['TF_PLUGIN_CACHE_DIR'] === undefined ? [] : [env['TF_PLUGIN_CACHE_DIR']]),
    join(home, '.terraform.d', 'plugin-cache'),
    ...(query.systemFolders ?? SYSTEM_FOLDERS).flatMap((folder) => withSubfolders(folder, 2)),
  ];
  return [...new Set(folders.map((folder) => resolve(folder)))].filter((folder) => isFolder(join(folder, AWS)));
}

function withSubfolders(folder: string, depth: number): readonly string[] {
  if (!isFolder(folder)) return [];
  if (depth === 0) return [folder];
  const below = [...readFolder(folder)].sort().map((name) => join(folder, name));
  return [folder, ...below.flatMap((path) => withSubfolders(path, depth - 1))];
}

function versionsIn(mirror: string, target: string): readonly ProviderLocation[] {
  const folder = join(mirror, AWS);
  const packed = new RegExp(`^terraform-provider-aws_(\\d+\\.\\d+\\.\\d+[^_]*)_${target}\\.zip$`);
  return readFolder(folder).flatMap((name): readonly ProviderLocation[] => {
    const version = packed.exec(name)?.[1];
    if (version !== undefined) return [{ version, mirror }];
    const binary = binaryIn(join(folder, name, target));
    return binary === undefined ? [] : [{ version: name, mirror, binary }];
  });
}

function binaryIn(folder: string): string | undefined {
  return [...readFolder(folder)]
    .filter((name) => name.startsWith('terraform-provider-aws'))
    .sort()
    .map((name) => join(folder, name))
    .find(isExecutable);
}

// Terraform accepts both the folder and the file here. A binary whose name doesn't tell its version can't be asked.
function overrideAt(path: string): readonly ProviderLocation[] {
  const binary = isFolder(path) ? binaryIn(path) : isExecutable(path) ? path : undefined;
  const version = /_v?(\d+\.\d+\.\d+[^_/]*)(?:_[^/]*)?$/.exec(binary ?? '')?.[1];
  if (binary === undefined || version === undefined) return [];
  const mirror = mirrorAround(binary);
  return [{ version, binary, ...(mirror === undefined ? {} : { mirror }) }];
}

function mirrorAround(binary: string): string | undefined {
  const end = dirname(binary).indexOf(`/${AWS}/`);
  return end < 0 ? undefined : binary.slice(0, end);
}

/** Orders versions by their numbers; a pre-release comes before its release. */
export function compareVersions(a: string, b: string): number {
  const parts = (version: string): readonly number[] => (version.split('-')[0] ?? '').split('.').map(Number);
  const [left, right] = [parts(a), parts(b)];
  const difference = [0, 1, 2].map((index) => (left[index] ?? 0) - (right[index] ?? 0)).find((value) => value !== 0);
  return difference ?? Number(b.includes('-')) - Number(a.includes('-'));
}
