import { editDistance } from '../../diagnostics/nearest';
import { iamData, type IamAction } from '../data/iam';
import { covers } from './patterns';
import type { PlacedText, Statement } from './statements';

/** Edits up to which an unknown name is taken for a slip of the pen rather than for one that is newer than the data. */
const slip = 2;

/** The known name that was meant, if one is that near; `CreateJobV2` is rather new than a misspelled `CreateJob`. */
export function meant(word: string, known: readonly string[]): string | undefined {
  const lower = word.toLowerCase();
  if (/v\d+$/.test(lower)) return undefined;
  const near = known
    .filter((name) => Math.abs(name.length - word.length) <= slip)
    .map((name) => ({ name, distance: editDistance(lower, name.toLowerCase()) }))
    .filter(({ distance }) => distance <= slip)
    .sort((a, b) => a.distance - b.distance);
  return near[0]?.name;
}

const remembered = new Map<string, readonly IamAction[]>();

/** Actions that a text such as `s3:Get*` stands for; none where the data knows none. Never asked for `*`. */
export function actionsOf(text: string): readonly IamAction[] {
  const key = text.toLowerCase();
  const known = remembered.get(key);
  if (known !== undefined) return known;
  const [prefix = '', name = ''] = key.split(':');
  const all = iamData().service(prefix)?.actions ?? [];
  const found = /[*?]/.test(name)
    ? all.filter((action) => covers(name, action.name))
    : all.filter((action) => action.name.toLowerCase() === name);
  remembered.set(key, found);
  return found;
}

/**
 * Actions of a statement by the texts that name them; undefined where it speaks of all actions, of all but some, or of
 * one that the data doesn't know, because then nothing can be said of all of them.
 */
export function actionsOfStatement(
  statement: Statement,
): readonly { readonly written: PlacedText; readonly actions: readonly IamAction[] }[] | undefined {
  if (statement.exceptActions || statement.actions.length === 0) return undefined;
  const found = statement.actions.map((written) => ({ written, actions: actionsOf(written.text) }));
  return found.some(({ actions }) => actions.length === 0) ? undefined : found;
}
