import { availableParallelism } from 'node:os';
import type { RenderRequest } from '../model/render-request';
import type { StackSlice } from '../model/stack';
import type { Environment } from './files';
import { isJsonObject, parseJson, type JsonObject } from './json';
import { startNode, type NodeProcess } from './node-process';

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
  await startNode(app, { ...env, LANDFALL_ORGANIZATION: organization, CDKTF_OUTDIR: output, ...chosen }).ask('');
  return output;
}

/** Processes that render at once: each takes memory of its own, and more than a few have little left to gain. */
export const renderingProcesses = Math.min(availableParallelism(), 2);

export interface RenderOptions {
  /** Compiled program that renders slices: `stacks/render-slices.js`. */
  readonly renderer: string;
  readonly env: Environment;
  /** Processes at most. */
  readonly jobs: number;
  /** The first of them, where it runs already. */
  readonly started?: NodeProcess;
}

/** Fewer slices than this are rendered sooner than another process has started. */
const worthAProcess = 100;

/**
 * Renders slices, in several processes where there are many.
 * @returns the manifest of each process, without dependencies
 * @throws DiagnosticError LF3003 with what a process said, where it fails
 */
export async function renderSlices(
  { env, jobs, renderer, started }: RenderOptions,
  output: string,
  slices: readonly StackSlice[],
): Promise<readonly JsonObject[]> {
  const processes = Math.max(1, Math.min(jobs, Math.ceil(slices.length / worthAProcess)));
  const parts = Array.from({ length: processes }, (_, part) => slices.filter((_, index) => index % processes === part));
  return Promise.all(
    parts.map(async (part, index) => {
      const request: RenderRequest = { output, slices: part };
      const node = (index === 0 ? started : undefined) ?? startNode(renderer, env);
      const manifest = parseJson(await node.ask(JSON.stringify(request)));
      return isJsonObject(manifest) ? manifest : {};
    }),
  );
}
