import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Environment } from '../runner/files';
import type { JsonObject } from '../runner/json';
import { identityOf, liveness, processIdentity } from '../runner/process-identity';
import { writeCliConfig } from '../runner/provider-mirror';
import { type BackgroundProcess, startInBackground } from './background-process';
import { providersOf } from './lowering/regions';

/**
 * How a stack gets its provider. A running process (`reattach`) saves about a second a command, but Terraform finds it
 * by the provider's name alone: several provider blocks of one stack would share one configuration, and objects would
 * land in the wrong account or Region.
 */
export type ProviderMode = 'reattach' | 'dev-overrides';

/** @returns how a document may get its provider: only with exactly one block of hashicorp/aws from a running process. */
export function providerModeOf(document: JsonObject): ProviderMode {
  return providersOf(document).size === 1 ? 'reattach' : 'dev-overrides';
}

/** What Terraform is to be run with while a lease lasts; to be laid over the stack's own environment. */
export interface ProviderLease {
  /** For `init`: installs nothing and writes no lock file. */
  readonly init: Environment;
  /** For every other command. */
  readonly run: Environment;
}

/** Providers that stay loaded between commands, one process a worker. */
export interface WarmProviders {
  /**
   * Runs with a provider. A process serves one lease at a time, as two stacks at once in one process mix up their
   * accounts; who finds none free waits. So a lease is to last for one stack's commands, not for a whole wave.
   */
  readonly lease: <Value>(mode: ProviderMode, run: (lease: ProviderLease) => Promise<Value>) => Promise<Value>;
  readonly stop: () => Promise<void>;
}

export interface WarmProviderOptions {
  /** Unpacked provider executable. */
  readonly binary: string;
  /** The environment in which the provider calls AWS: it has its own, not that of the Terraform that uses it. */
  readonly env: Environment;
  /** Folder for logs and the CLI configuration. */
  readonly folder: string;
  /** Processes at most, about 0.7 GB of memory each. They are started when first needed. */
  readonly workers: number;
}

const ADDRESS = 'registry.terraform.io/hashicorp/aws';

/** `init` only asks whether somebody else starts the provider, and never calls it; so it needs no process. */
const NOBODY = JSON.stringify({
  [ADDRESS]: {
    Protocol: 'grpc',
    ProtocolVersion: 5,
    Pid: 1,
    Test: true,
    Addr: { Network: 'unix', String: '/nonexistent' },
  },
});

interface Worker {
  readonly name: string;
  provider?: BackgroundProcess<string>;
}

/** Makes a pool of providers; nothing is started before the first lease. */
export function warmProviders(options: WarmProviderOptions): WarmProviders {
  mkdirSync(options.folder, { recursive: true });
  const cliConfig = writeCliConfig(options.folder, undefined, dirname(options.binary));
  const all: readonly Worker[] = Array.from({ length: options.workers }, (_, index) => ({
    name: `provider-${index + 1}`,
  }));
  const free = [...all];
  const waiting: ((worker: Worker) => void)[] = [];
  const overrides: Environment = { TF_CLI_CONFIG_FILE: cliConfig, TF_REATTACH_PROVIDERS: undefined };
  const init: Environment = { TF_CLI_CONFIG_FILE: cliConfig, TF_REATTACH_PROVIDERS: NOBODY };

  const take = (): Promise<Worker> => {
    const worker = free.shift();
    return worker === undefined ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve(worker);
  };
  const giveBack = (worker: Worker): void => {
    const next = waiting.shift();
    if (next === undefined) free.unshift(worker);
    else next(worker);
  };
  return {
    lease: async (mode, run) => {
      if (mode === 'dev-overrides') return run({ init, run: overrides });
      const worker = await take();
      try {
        if (worker.provider?.isAlive() !== true) worker.provider = await startProvider(options, worker.name);
        return await run({ init, run: { ...init, TF_REATTACH_PROVIDERS: worker.provider.ready } });
      } finally {
        giveBack(worker);
      }
    },
    stop: async () => {
      await Promise.all(all.map(async (worker) => worker.provider?.stop()));
      endLeftoverProviders(options.folder);
    },
  };
}

async function startProvider(options: WarmProviderOptions, name: string): Promise<BackgroundProcess<string>> {
  const identityFile = join(options.folder, `${name}.json`);
  endLeftover(identityFile);
  const provider = await startInBackground({
    name: 'The AWS provider',
    code: 'LF5023',
    command: options.binary,
    args: ['-debug'],
    // With a certificate bundle of its own the provider can be configured only once in its life.
    env: { ...options.env, AWS_CA_BUNDLE: undefined },
    logFile: join(options.folder, `${name}.log`),
    whenReady: (said) => /TF_REATTACH_PROVIDERS='([^'\n]+)'/.exec(said)?.[1],
    timeoutSeconds: 60,
  });
  writeFileSync(identityFile, JSON.stringify(identityOf(provider.pid)));
  return provider;
}

/** Ends what a killed run left of its pool, however large that was. */
export function endLeftoverProviders(folder: string): void {
  if (!existsSync(folder)) return;
  const files = readdirSync(folder).filter((name) => /^provider-\d+\.json$/.test(name));
  for (const name of files) endLeftover(join(folder, name));
}

/**
 * Ends the provider of a run that was killed, which would stay forever. It has done its work: before a run begins it
 * waits for the Terraforms that a killed one left.
 */
function endLeftover(identityFile: string): void {
  try {
    const identity = processIdentity.parse(JSON.parse(readFileSync(identityFile, 'utf8')));
    if (liveness(identity) === 'alive') process.kill(identity.pid, 'SIGKILL');
  } catch {
    // There is none, or it ended in this moment.
  }
  rmSync(identityFile, { force: true });
}
