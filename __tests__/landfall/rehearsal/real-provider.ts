import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ProviderLocation, TerraformBinary } from '../../../landfall/runner/provider-mirror';
import { findProvider, findTerraform } from '../../../landfall/runner/provider-mirror';

/** The tools a test needs that runs the real thing. */
export interface RealTools {
  readonly terraform: TerraformBinary;
  readonly provider: ProviderLocation;
}

/** Terraform and an unpacked hashicorp/aws 5.100.0, or undefined with a loud line where one is missing. */
export function realTools(): RealTools | undefined {
  const terraform = findTerraform(process.env);
  const provider = findProvider({ version: '5.100.0', env: process.env });
  if (terraform !== undefined && provider?.binary !== undefined) return { terraform, provider };
  const missing = terraform === undefined ? 'terraform' : 'hashicorp/aws 5.100.0';
  if (process.env['LANDFALL_REQUIRE_TERRAFORM'] === '1') throw new Error(`${missing} is missing, but demanded`);
  process.stderr.write(`\n*** NOT PROVED: ${missing} isn't on this machine, so what needs it was left out ***\n`);
  return undefined;
}

/** Runs with a folder of its own, removed afterwards. */
export async function inFolder<Value>(run: (folder: string) => Promise<Value> | Value): Promise<Value> {
  const folder = mkdtempSync(join(tmpdir(), 'landfall-test-'));
  try {
    return await run(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
