import { join } from 'node:path';
import { readText } from '../../config/disk';
import { parseYaml } from '../../config/document';
import type { Diagnostic } from '../../diagnostics/diagnostic';
import type { DescribedFile, DescribedPart } from '../describe/part';
import { editYaml } from './edit-yaml';
import { mergeValues, type Change } from './merge';
import { fileTexts } from './texts';
import { isValueMap, plainValue, sameValue, type Value } from './values';
import { changeText } from './words';

/** What becomes of a folder that was described before. */
export interface Refreshed {
  /** Files that change, by path; undefined for those that go. */
  readonly texts: ReadonlyMap<string, string | undefined>;
  /** What has changed in AWS, in the words of the organization. */
  readonly changes: readonly string[];
  /** Warnings about changes that can only be made by hand. */
  readonly diagnostics: readonly Diagnostic[];
}

interface Versions {
  readonly path: string;
  readonly before: DescribedFile | undefined;
  readonly after: DescribedFile | undefined;
  /** Texts of both as adoption writes them. */
  readonly beforeText: string | undefined;
  readonly afterText: string | undefined;
  /** As it is on disk. */
  readonly mine: string | undefined;
}

interface Outcome {
  /** What becomes of the file; undefined where it stays as it is. A file without a text goes. */
  readonly file?: { readonly text: string | undefined };
  readonly changes: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Takes what has changed between two descriptions into a folder. Whatever people wrote stays.
 * @param schemas as in `fileTexts`
 */
export function refresh(
  directory: string,
  before: DescribedPart,
  after: DescribedPart,
  schemas: string | undefined,
): Refreshed {
  const [old, now] = [byPath(before.files), byPath(after.files)];
  const [oldTexts, nowTexts] = [fileTexts(before.files, schemas), fileTexts(after.files, schemas)];
  const paths = [...new Set([...old.keys(), ...now.keys()])].sort();
  const outcomes = paths.map((path): readonly [string, Outcome] => {
    const read = readText(join(directory, path));
    const outcome = refreshFile(directory, {
      path,
      before: old.get(path),
      after: now.get(path),
      beforeText: oldTexts.get(path),
      afterText: nowTexts.get(path),
      mine: read.kind === 'text' ? read.text : undefined,
    });
    return [path, outcome];
  });
  return {
    texts: new Map(outcomes.flatMap(([path, { file }]) => (file === undefined ? [] : [[path, file.text] as const]))),
    changes: outcomes.flatMap(([, { changes }]) => changes),
    diagnostics: outcomes.flatMap(([, { diagnostics }]) => diagnostics),
  };
}

function byPath(files: readonly DescribedFile[]): ReadonlyMap<string, DescribedFile> {
  return new Map(files.map((file) => [file.path, file]));
}

function refreshFile(directory: string, versions: Versions): Outcome {
  const { after, afterText, before, beforeText, mine, path } = versions;
  if (beforeText === afterText) return unchanged;
  if (before !== undefined && after !== undefined && 'value' in before && 'value' in after) {
    return refreshYaml(directory, versions, before.value, after.value);
  }
  const isMine = mine !== beforeText;
  const change = (kind: Change['kind'], kept: Change['kept']): string =>
    changeText(path, { kind, path: [], before: undefined, after: undefined, kept });
  if (before === undefined) {
    return isMine && mine !== afterText
      ? { ...unchanged, changes: [change('added', { as: 'written' })] }
      : { file: { text: afterText }, changes: [change('added', undefined)], diagnostics: [] };
  }
  const kind = after === undefined ? 'gone' : 'different';
  if (!isMine) return { file: { text: afterText }, changes: [change(kind, undefined)], diagnostics: [] };
  return mine === afterText
    ? unchanged
    : { ...unchanged, changes: [change(kind, { as: mine === undefined ? 'removed' : 'written' })] };
}

const unchanged: Outcome = { changes: [], diagnostics: [] };

function refreshYaml(
  directory: string,
  { afterText, beforeText, mine, path }: Versions,
  before: Value,
  after: Value,
): Outcome {
  const told = (changes: readonly Change[]): readonly string[] => changes.map((change) => changeText(path, change));
  if (mine === undefined) {
    const change = {
      kind: 'different',
      path: [],
      before: undefined,
      after: undefined,
      kept: { as: 'removed' },
    } as const;
    return { ...unchanged, changes: told([change]) };
  }
  if (mine === beforeText) {
    return { file: { text: afterText }, changes: told(mergeValues(before, before, after).changes), diagnostics: [] };
  }
  const written = plainValue(parseYaml(join(directory, path), mine).value);
  const { changes, value } = mergeValues(written, before, after);
  if (sameValue(value, written)) return { ...unchanged, changes: told(changes) };
  const edited = isValueMap(value) ? editYaml(mine, value) : undefined;
  if (edited?.kind === 'edited') return { file: { text: edited.text }, changes: told(changes), diagnostics: [] };
  return { ...unchanged, changes: told(changes), diagnostics: [byHand(directory, path, edited?.why)] };
}

function byHand(directory: string, path: string, why = 'it is not a YAML map'): Diagnostic {
  const file = join(directory, path);
  return {
    severity: 'warning',
    code: 'LF6019',
    message: `${file} does not get what has changed in AWS: ${why}`,
    help: 'Write what is listed of it there by hand; nobody will tell it again',
    location: { file, line: 1, column: 1 },
  };
}
