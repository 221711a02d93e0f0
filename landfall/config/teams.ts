import type { Diagnostic } from '../diagnostics/diagnostic';
import { key } from './schemas/common';

/** A team's key and its file relative to the organization's directory. */
export interface TeamSource {
  readonly key: string;
  readonly file: string;
}

export interface TeamSources {
  readonly teams: readonly TeamSource[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Team keys from the file names of `teams/`, other kinds of file left out.
 * Keys become parts of ids in lower case, so two that differ in case only (or by .yml) are one name twice.
 */
export function teamSources(names: readonly string[], shown: (file: string) => string): TeamSources {
  const diagnostics: Diagnostic[] = [];
  const teams: TeamSource[] = [];
  const byId = new Map<string, string>();
  for (const name of names) {
    if (!/\.ya?ml$/i.test(name)) continue;
    const file = `teams/${name}`;
    const stem = name.replace(/\.ya?ml$/i, '');
    const location = { file: shown(file), line: 1, column: 1 };
    const earlier = byId.get(stem.toLowerCase());
    if (!key.safeParse(stem).success || !/\.ya?ml$/.test(name)) {
      diagnostics.push({
        severity: 'error',
        code: 'LF1007',
        message: `"${name}" can't be the name of a team's file: a key starts with a letter and holds letters, digits and hyphens`,
        help: `Rename it to something like ${suggestion(stem)}.yaml`,
        location,
      });
    } else if (earlier !== undefined) {
      diagnostics.push({
        severity: 'error',
        code: 'LF1008',
        message: `${file} and ${earlier} would both be team "${stem.toLowerCase()}": ids are in lower case`,
        help: 'Rename one of the two',
        location,
        related: [{ message: 'the other file', location: { file: shown(earlier), line: 1, column: 1 } }],
      });
    } else {
      byId.set(stem.toLowerCase(), file);
      teams.push({ key: stem, file });
    }
  }
  return { teams, diagnostics };
}

function suggestion(stem: string): string {
  const plain = stem.normalize('NFKD').replace(/\p{M}/gu, '');
  const words = plain.replace(/[^A-Za-z0-9]+/g, '-').replace(/^[^A-Za-z]+|-+$/g, '');
  return words === '' ? 'my-team' : words.toLowerCase();
}
