import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DiagnosticError, type Diagnostic } from '../diagnostics/diagnostic';
import type { Environment } from '../runner/files';
import { findProvider, findTerraform, type ProviderLocation, type TerraformBinary } from '../runner/provider-mirror';
import { terraformIn } from '../runner/terraform';
import { findPython, type Python } from './python';

/** Provider version that the emulator was measured against; what users deploy with is not lowered to it. */
export const rehearsalProviderVersion = '5.100.0';

/** What a rehearsal needs of the machine. */
export interface RehearsalTools {
  readonly terraform: TerraformBinary;
  readonly provider: ProviderLocation & { readonly binary: string };
  readonly python: Python;
}

export interface ToolQuery {
  readonly env: Environment;
  readonly providerVersion: string;
  /** Folder for a provider that has to be downloaded. */
  readonly folder: string;
  readonly progress: (message: string) => void;
}

/** Finds or downloads what a rehearsal needs. @throws DiagnosticError LF5001 to LF5003, all that is missing at once. */
export async function rehearsalTools(query: ToolQuery): Promise<RehearsalTools> {
  const terraform = findTerraform(query.env);
  const python = findPython(query.env);
  const missing: Diagnostic[] = [
    ...(terraform === undefined
      ? [
          absent(
            'LF5001',
            'Terraform is not on the PATH',
            'Install Terraform 1.11 or newer: https://developer.hashicorp.com/terraform/install',
          ),
        ]
      : []),
    ...(python === undefined
      ? [
          absent(
            'LF5002',
            'there is no Python that is new enough on the PATH',
            'Install Python 3.10 or newer with its venv module: the emulator runs on it',
          ),
        ]
      : []),
  ];
  if (terraform === undefined || python === undefined) throw new DiagnosticError(missing);
  const found = findProvider({ env: query.env, version: query.providerVersion });
  const binary = found?.binary ?? (await downloadedProvider(query, terraform));
  return { terraform, python, provider: { ...found, version: query.providerVersion, binary } };
}

function absent(code: string, message: string, help: string): Diagnostic {
  return { severity: 'error', code, message: `the rehearsal can't run: ${message}`, help };
}

/** Lets Terraform fetch the provider from wherever its configuration says: a packed mirror or the registry. */
async function downloadedProvider(query: ToolQuery, terraform: TerraformBinary): Promise<string> {
  const { env, folder, providerVersion: version } = query;
  const root = join(folder, `aws-${version}`);
  const unpacked = (): string | undefined =>
    findProvider({ env: { ...env, TF_CLI_CONFIG_FILE: undefined }, version, systemFolders: [join(root, '.terraform')] })
      ?.binary;
  const before = unpacked();
  if (before !== undefined) return before;
  query.progress(`fetching the AWS provider ${version}`);
  mkdirSync(root, { recursive: true });
  const required = { required_providers: { aws: { source: 'hashicorp/aws', version } } };
  writeFileSync(join(root, 'main.tf.json'), JSON.stringify({ terraform: required }));
  const context = { binary: terraform.path, cwd: root, env, logFile: join(folder, `aws-${version}.log`) };
  const done = await terraformIn(context).init({ backend: false });
  const after = unpacked();
  if (after !== undefined) return after;
  throw new DiagnosticError([
    absent(
      'LF5003',
      `the AWS provider ${version} was neither found nor downloaded${done.kind === 'failed' ? `: ${done.errors.join(' ')}` : ''}`,
      'Give Terraform a way to the registry, or put the provider into a filesystem mirror such as ~/.terraform.d/plugins',
    ),
  ]);
}
