import { spawn } from 'node:child_process';
import { DiagnosticError } from '../diagnostics/diagnostic';
import type { Environment } from './files';

export interface SynthesisOptions {
  /** Compiled CDKTF app: `main.js`. */
  readonly app: string;
  /** Directory of the organization. */
  readonly organization: string;
  /** Folder that gets `stacks/<id>/cdk.tf.json` and `manifest.json`. */
  readonly output: string;
  readonly env: Environment;
}

/** Linux allows 131,072 bytes in one variable; where the list is longer, all stacks are rendered. */
const LONGEST_LIST = 100_000;

/**
 * Renders stacks in a process of its own: the runner itself never loads CDKTF.
 * @throws DiagnosticError LF3003 with what the app said, where it fails
 */
export async function synthesize(options: SynthesisOptions, ids: readonly string[]): Promise<string> {
  const { app, organization, output, env } = options;
  const list = ids.join(',');
  const child = spawn(process.execPath, [app], {
    env: {
      ...env,
      LANDFALL_ORGANIZATION: organization,
      CDKTF_OUTDIR: output,
      ...(list.length > LONGEST_LIST ? {} : { LANDFALL_STACKS: list }),
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const said: Buffer[] = [];
  child.stderr.on('data', (chunk: Buffer) => said.push(chunk));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code === 0) return output;
  throw new DiagnosticError([
    {
      severity: 'error',
      code: 'LF3003',
      message: `the stacks could not be synthesized:\n${Buffer.concat(said).toString('utf8').trimEnd()}`,
      help: 'Mend what it says; landfall validate shows problems of the configuration',
    },
  ]);
}
