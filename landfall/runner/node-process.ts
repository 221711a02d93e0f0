import { spawn } from 'node:child_process';
import { DiagnosticError } from '../diagnostics/diagnostic';
import type { Environment } from './files';

/** A program in a process of its own, which loads what it needs and then waits for what it is to work on. */
export interface NodeProcess {
  /** Gives it all of its input. @returns what it printed. @throws DiagnosticError LF3003 with what it said, where it fails */
  readonly ask: (input: string) => Promise<string>;
  /** Ends it, asked or not; one that has ended is left alone. */
  readonly end: () => void;
}

/** @param program a compiled one */
export function startNode(program: string, env: Environment): NodeProcess {
  const child = spawn(process.execPath, [program], { env: { ...env }, stdio: ['pipe', 'pipe', 'pipe'] });
  const printed: Buffer[] = [];
  const said: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => printed.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => said.push(chunk));
  // A program that ends before it has read everything says why by itself.
  child.stdin.on('error', () => undefined);
  const closed = new Promise<number | null>((resolve) => {
    child.once('error', (error) => said.push(Buffer.from(error.message)));
    child.once('close', resolve);
  });
  return {
    ask: async (input) => {
      child.stdin.end(input);
      if ((await closed) === 0) return Buffer.concat(printed).toString('utf8');
      throw new DiagnosticError([
        {
          severity: 'error',
          code: 'LF3003',
          message: `the stacks could not be synthesized:\n${Buffer.concat(said).toString('utf8').trimEnd()}`,
          help: 'Mend what it says; landfall validate shows problems of the configuration',
        },
      ]);
    },
    end: () => void child.kill(),
  };
}
