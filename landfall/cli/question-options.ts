import type { Command } from 'commander';
import type { Asked } from '../analysis/policy-tests/asking';
import type { AccessRequest } from '../analysis/zone-access/types';
import { CommandExit, stopOnErrors } from './output';
import type { Questions } from './questions';

/** For an option that may stand more than once. */
export function collect(value: string, before: readonly string[]): readonly string[] {
  return [...before, value];
}

/** Keys of a request from `key=value`; a key that stands twice has two values, one with nothing behind it has none. */
export function contextOf(command: Command, options: readonly string[]): Readonly<Record<string, readonly string[]>> {
  const context: Record<string, readonly string[]> = {};
  for (const option of options) {
    const at = option.indexOf('=');
    if (at < 1)
      command.error(`error: --with takes a key and a value, such as aws:RequestedRegion=eu-west-1, not "${option}"`);
    const key = option.slice(0, at);
    const value = option.slice(at + 1);
    context[key] = [...(context[key] ?? []), ...(value === '' ? [] : [value])];
  }
  return context;
}

/**
 * The answer to one question.
 * @throws CommandExit after it has said what names nothing, or why there is no answer.
 */
export async function answerOrStop(
  command: Command,
  { actions, prepare }: Questions,
  request: AccessRequest,
): Promise<Asked> {
  const { ask } = await import('../analysis/policy-tests/asking.js');
  const { accessDiagnostic, actionDiagnostic } = await import('../analysis/policy-tests/findings.js');
  const unknown = actionDiagnostic(request.action, actions, undefined);
  if (unknown !== undefined) stopOnErrors(command, [unknown]);
  const answer = ask(prepare, request);
  if (answer.kind === 'answer') return answer;
  stopOnErrors(
    command,
    answer.findings.map((finding) => accessDiagnostic(finding, {})),
  );
  throw new CommandExit(1);
}
