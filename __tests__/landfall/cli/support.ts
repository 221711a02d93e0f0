import type { Command } from 'commander';
import type { ExitCode } from '../../../landfall/cli/output';
import { run } from '../../../landfall/cli/program';

export interface Outcome {
  readonly exitCode: ExitCode;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the program with arguments and catches what it prints. */
export async function runWith(
  commands: readonly ((program: Command) => void)[],
  ...args: readonly string[]
): Promise<Outcome> {
  let stdout = '';
  let stderr = '';
  const exitCode = await run(args, commands, {
    writeOut: (text) => void (stdout += text),
    writeErr: (text) => void (stderr += text),
  });
  return { exitCode, stdout, stderr };
}
