import { parse } from 'yaml';
import { isMapping, valueAt } from '../../config/path';
import { changeKeys, type ChangedText, type KeyChange } from './set-keys';

/** A stack that is applied and that nothing in the configuration asks for any more. */
export interface LeftStack {
  readonly id: string;
  /** Its removal wants a second word. */
  readonly guarded: boolean;
}

/**
 * Text of `removed.yaml` in which stacks are to be forgotten: what they hold stays in AWS as it is.
 * @param text undefined where there is no such file
 */
export function withForgotten(text: string | undefined, stacks: readonly LeftStack[]): ChangedText {
  const forgotten = stacks.map(({ id }): KeyChange => ({ key: id, value: 'forget' }));
  const guarded = stacks.filter((stack) => stack.guarded).map(({ id }) => id);
  if (text === undefined || text.trim() === '') {
    const confirm = guarded.length === 0 ? '' : `confirm: [${guarded.join(', ')}]\n`;
    return { kind: 'changed', text: `stacks:\n${forgotten.map(({ key }) => `  ${key}: forget\n`).join('')}${confirm}` };
  }
  const known: unknown = parse(text, { logLevel: 'error' });
  const before = valueAt(known, ['confirm']);
  const confirmed = [...new Set([...(Array.isArray(before) ? before.map(String) : []), ...guarded])];
  const change =
    isMapping(known) && 'stacks' in known
      ? { path: ['stacks'], keys: forgotten }
      : {
          path: [],
          keys: [{ key: 'stacks', value: `{ ${forgotten.map(({ key }) => `${key}: forget`).join(', ')} }` }],
        };
  const confirm = { path: [], keys: [{ key: 'confirm', value: `[${confirmed.join(', ')}]` }] };
  return changeKeys(text, guarded.length === 0 ? [change] : [change, confirm]);
}
