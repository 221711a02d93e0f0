import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Environment, writeFileAtomically } from './files';

/** What a Terraform CLI configuration says about where the AWS provider lies. */
export interface CliConfig {
  /** Folders in Terraform's mirror layout. */
  readonly mirrors: readonly string[];
  /** Folder (or file) that `dev_overrides` names for hashicorp/aws. */
  readonly devOverrides: readonly string[];
}

/**
 * Reads what a CLI configuration says about the AWS provider. Only strings are read, the rest of HCL is skipped;
 * text that isn't a configuration yields nothing.
 */
export function parseCliConfig(text: string): CliConfig {
  const bare = withoutComments(text);
  const strings = (block: string, key: string): readonly string[] =>
    [...bare.matchAll(new RegExp(`${block}"?\\s*[:=]?\\s*\\[?\\s*\\{([^}]*)\\}`, 'g'))].flatMap(([, body = '']) =>
      [...body.matchAll(new RegExp(`${key}\\s*[:=]\\s*("(?:[^"\\\\]|\\\\.)*")`, 'g'))].map(([, text = '""']) =>
        unquote(text),
      ),
    );
  const cache = [...bare.matchAll(/plugin_cache_dir"?\s*[:=]\s*("(?:[^"\\]|\\.)*")/g)].map(([, text = '""']) =>
    unquote(text),
  );
  return {
    mirrors: [...strings('filesystem_mirror', '"?path"?'), ...cache],
    devOverrides: strings('dev_overrides', '"(?:registry\\.terraform\\.io/)?hashicorp/aws"'),
  };
}

/**
 * Reads the CLI configurations Terraform would read: the file named by TF_CLI_CONFIG_FILE, else `~/.terraformrc`, and
 * `~/.terraform.d/*.tfrc`. One that is named but absent is passed over, as Terraform itself only warns of it.
 */
export function readCliConfig(env: Environment, home: string): CliConfig {
  const main = env['TF_CLI_CONFIG_FILE'] ?? env['TERRAFORM_CONFIG'] ?? join(home, '.terraformrc');
  const extraFolder = join(home, '.terraform.d');
  const extras = readFolder(extraFolder)
    .filter((name) => name.endsWith('.tfrc') || name.endsWith('.tfrc.json'))
    .sort()
    .map((name) => join(extraFolder, name));
  const configs = [main, ...extras].map((path) => parseCliConfig(readText(path)));
  const absolute = (path: string): string =>
    resolve(path.replace(/^~(?=\/)/, home).replace(/\$\{?HOME\}?/g, () => home));
  return {
    mirrors: configs.flatMap((config) => config.mirrors).map(absolute),
    devOverrides: configs.flatMap((config) => config.devOverrides).map(absolute),
  };
}

/**
 * Writes a Terraform CLI configuration into a folder.
 * @param mirror folder in Terraform's mirror layout from which alone hashicorp/aws then comes; without it everything
 *   comes from where it is published.
 * @param devOverride folder of an unpacked provider, used without installation or lock file.
 * @returns the file's path, for TF_CLI_CONFIG_FILE.
 */
export function writeCliConfig(dir: string, mirror?: string, devOverride?: string): string {
  const source = '"registry.terraform.io/hashicorp/aws"';
  const lines = [
    'provider_installation {',
    ...(devOverride === undefined ? [] : ['  dev_overrides {', `    "hashicorp/aws" = ${quote(devOverride)}`, '  }']),
    ...(mirror === undefined
      ? ['  direct {}']
      : [
          ...['  filesystem_mirror {', `    path    = ${quote(mirror)}`, `    include = [${source}]`, '  }'],
          ...['  direct {', `    exclude = [${source}]`, '  }'],
        ]),
    '}',
    'disable_checkpoint = true',
  ];
  const path = join(dir, 'terraform.tfrc');
  writeFileAtomically(path, `${lines.join('\n')}\n`);
  return path;
}

const quote = (text: string): string => JSON.stringify(text);

function unquote(text: string): string {
  return text.slice(1, -1).replace(/\\(.)/g, '$1');
}

// Strings are matched first, so that the `//` of an address isn't taken for a comment.
function withoutComments(text: string): string {
  return text.replace(
    /("(?:[^"\\\n]|\\.)*")|\/\*[\s\S]*?\*\/|(?:#|\/\/)[^\n]*/g,
    (_, quoted?: string) => quoted ?? ' ',
  );
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/** The names in a folder, or none where it can't be read. */
export function readFolder(path: string): readonly string[] {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}
