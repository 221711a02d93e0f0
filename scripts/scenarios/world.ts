import { cpSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { readFactsLock, type FactsLock } from '../../landfall/model/lock';
import { workspaceOf, type Workspace } from '../../landfall/rehearsal/workspace';
import { landfall, type LandfallProcess } from './landfall-process';
import { writeTinyOrganization, type TinyOptions } from './organization';

const readyFile = z.looseObject({ pid: z.number(), port: z.number() });
const resultFile = z.looseObject({
  ok: z.boolean(),
  problems: z.array(z.string()),
  stacks: z.array(z.looseObject({ stack: z.string(), account: z.string(), resources: z.number() })),
});

export type Result = z.infer<typeof resultFile>;

/** Where scenarios keep their organizations, results and logs. */
export const scenariosFolder = join('.landfall', 'scenarios');

/** What a world deploys: the tiny organization, or a copy of one in this repository, such as `examples/minimal`. */
export type Description = TinyOptions | { readonly copyOf: string };

/** Writes an organization into a folder, in place of what was there. */
export function writeDescription(directory: string, description: Description): void {
  if (!('copyOf' in description)) {
    writeTinyOrganization(directory, description);
    return;
  }
  rmSync(directory, { recursive: true, force: true });
  cpSync(description.copyOf, directory, { recursive: true, filter: (path) => basename(path) !== '.landfall' });
}

/** An organization of its own, and the emulator that it is deployed into and that outlives each run. */
export class World {
  readonly directory: string;
  readonly workspace: Workspace;
  readonly logFile: string;
  private readonly resultFile: string;
  private begun = false;

  /** @param env variables for every run, such as the emulator's durations */
  constructor(
    readonly name: string,
    description: Description = {},
    private readonly env: Readonly<Record<string, string>> = {},
  ) {
    this.directory = join(scenariosFolder, name);
    this.workspace = workspaceOf(this.directory);
    this.logFile = join(scenariosFolder, 'logs', `${name}.log`);
    this.resultFile = join(scenariosFolder, `${name}.result.json`);
    for (const leftover of [this.logFile, this.resultFile, this.workspace.root]) {
      rmSync(leftover, { recursive: true, force: true });
    }
    this.write(description);
  }

  /** Writes the organization anew. */
  write(description: Description): void {
    writeDescription(this.directory, description);
  }

  /** Begins a rehearsal; goes on with the emulator where it was begun already. */
  start(...args: readonly string[]): LandfallProcess {
    const how = this.begun ? '--continue' : '--keep';
    this.begun = true;
    rmSync(this.resultFile, { force: true });
    const command = ['--organization', this.directory, 'rehearse', how, '--result', this.resultFile, ...args];
    return landfall(command, this.logFile, this.env);
  }

  /** Rehearses to the end. @throws where it doesn't go well */
  async rehearse(...args: readonly string[]): Promise<{ readonly run: LandfallProcess; readonly result: Result }> {
    const run = this.start(...args);
    const code = await run.ended;
    if (code !== 0)
      throw new Error(`the rehearsal ended with ${code ?? 'a signal'}:\n${run.lines.slice(-25).join('\n')}`);
    return { run, result: this.result() };
  }

  /** What the last rehearsal wrote. */
  result(): Result {
    return resultFile.parse(JSON.parse(readFileSync(this.resultFile, 'utf8')));
  }

  lock(): FactsLock {
    return readFactsLock(this.workspace.organization).lock;
  }

  fact(key: string): string {
    const value = this.lock().facts.get(key);
    if (value === undefined) throw new Error(`there is no fact ${key}`);
    return value;
  }

  get emulatorUrl(): string {
    const ready = this.emulator();
    if (ready === undefined) throw new Error(`the emulator of ${this.name} doesn't run`);
    return `http://127.0.0.1:${ready.port}`;
  }

  private emulator(): z.infer<typeof readyFile> | undefined {
    const file = join(this.workspace.root, 'emulator', 'emulator.ready.json');
    return existsSync(file) ? readyFile.parse(JSON.parse(readFileSync(file, 'utf8'))) : undefined;
  }

  /** Ends the emulator that a rehearsal of this world has kept. */
  async stop(): Promise<void> {
    const ready = this.emulator();
    if (ready === undefined) return;
    try {
      process.kill(ready.pid, 'SIGTERM');
    } catch {
      return;
    }
    // It takes its ready file away when it ends.
    for (let tries = 0; tries < 100 && this.emulator() !== undefined; tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
