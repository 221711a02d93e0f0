import { spawn } from 'node:child_process';
import { DiagnosticError } from '../diagnostics/diagnostic';
import type { RenderRequest } from '../model/render-request';
import type { StackSlice } from '../model/stack';
import type { Environment } from './files';
import { isJsonObject, parseJson, type JsonObject } from './json';

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
 * @param ids without them, all stacks whose facts are known
 * @throws DiagnosticError LF3003 with what the app said, where it fails
 */
export async function synthesize(options: SynthesisOptions, ids?: readonly string[]): Promise<string> {
  const { app, organization, output, env } = options;
  const list = ids?.join(',');
  const chosen = list === undefined || list.length > LONGEST_LIST ? {} : { LANDFALL_STACKS: list };
  await runNode(app, { ...env, LANDFALL_ORGANIZATION: organization, CDKTF_OUTDIR: output, ...chosen });
  return output;
}

export interface RenderOptions {
  /** Compiled program that renders slices: `stacks/render-slices.js`. */
  readonly renderer: string;
  readonly env: Environment;
  /** Processes at most. */
  readonly jobs: number;
}

/** Fewer slices than this are rendered sooner than another process has started. */
const worthAProcess = 100;

/**
 * Renders slices, in several processes where there are many.
 * @returns the manifest of each process, without dependencies
 * @throws DiagnosticError LF3003 with what a process said, where it fails
 */
export async function renderSlices(
  { env, jobs, renderer }: RenderOptions,
  output: string,
  slices: readonly StackSlice[],
): Promise<readonly JsonObject[]> {
  const processes = Math.max(1, Math.min(jobs, Math.ceil(slices.length / worthAProcess)));
  const parts = Array.from({ length: processes }, (_, part) => slices.filter((_, index) => index % processes === part));
  return Promise.all(
    parts.map(async (part) => {
      const request: RenderRequest = { output, slices: part };
      const manifest = parseJson(await runNode(renderer, env, JSON.stringify(request)));
      return isJsonObject(manifest) ? manifest : {};
    }),
  );
}

/** @returns what the program printed. @throws DiagnosticError LF3003 where it fails */
async function runNode(program: string, env: Environment, input = ''): Promise<string> {
  const child = spawn(process.execPath, [program], { env: { ...env }, stdio: ['pipe', 'pipe', 'pipe'] });
  const printed: Buffer[] = [];
  const said: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => printed.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => said.push(chunk));
  // A program that ends before it has read everything says why by itself.
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code === 0) return Buffer.concat(printed).toString('utf8');
  throw new DiagnosticError([
    {
      severity: 'error',
      code: 'LF3003',
      message: `the stacks could not be synthesized:\n${Buffer.concat(said).toString('utf8').trimEnd()}`,
      help: 'Mend what it says; landfall validate shows problems of the configuration',
    },
  ]);
}
