import type { Change, Kept, Path } from './merge';
import { isValueList, isValueMap, type Value } from './values';

/** A change in the words of the organization, such as `~ account shop-prod, unit: was Dev, is Prod`. */
export function changeText(file: string, { after, before, kept, kind, path }: Change): string {
  const what = whatIs(file, path);
  const stays = kept === undefined ? '' : keptText(kept);
  switch (kind) {
    case 'added':
      return `+ ${what}${shown(after)}${stays}`;
    case 'gone':
      return `- ${what}${stays}`;
    case 'different':
      return `~ ${what}${turned(before, after)}${stays}`;
  }
}

function keptText(kept: Kept): string {
  if (kept.as === 'removed') return '; you took it out, and it stays out';
  return `; you wrote otherwise, and that stays${isShort(kept.value) ? `: ${words(kept.value)}` : ''}`;
}

function shown(value: Value | undefined): string {
  return value !== undefined && value !== null && typeof value !== 'object' ? `: ${String(value)}` : '';
}

function turned(before: Value | undefined, after: Value | undefined): string {
  return isShort(before) && isShort(after) ? `: was ${words(before)}, is ${words(after)}` : '';
}

function isShort(value: Value | undefined): boolean {
  return value !== undefined && !isValueMap(value) && words(value).length <= 60;
}

function words(value: Value | undefined): string {
  if (isValueList(value)) return value.map(words).join(', ');
  return isValueMap(value) ? '...' : String(value);
}

/** What the keys that lead to something mean for people: by file and the first of them. */
const nouns: Readonly<Record<string, string>> = {
  'accounts.yaml accounts': 'account',
  'accounts.yaml owners': 'owner',
  'accounts.yaml stages': 'stage',
  'access.yaml permissionSets': 'permission set',
  'access.yaml platformGroups': 'group',
  'access.yaml assignments': 'assignment of',
  'guardrails.yaml policies': 'policy',
  'guardrails.yaml controls': 'control',
  'guardrails.yaml units': 'on unit',
  'guardrails.yaml accounts': 'on account',
  'network.yaml segments': 'segment',
  'portfolios.yaml portfolios': 'portfolio',
  'security.yaml delegations': 'delegation of',
};

function whatIs(file: string, path: Path): string {
  const [head = '', name, ...rest] = path;
  const team = /^teams\/(.+)\.yaml$/.exec(file)?.[1];
  if (team !== undefined) {
    return head === 'accounts' && name !== undefined
      ? detailed(`account ${team}-${String(name)}`, rest)
      : detailed(`team ${team}`, path);
  }
  if (file === 'units.yaml') return unitOf(path);
  const noun = nouns[`${file} ${head}`];
  if (noun !== undefined && name !== undefined) return detailed(`${noun} ${String(name)}`, rest);
  return detailed(file.replace(/\.yaml$/, ''), path);
}

/** Units lie below `units` at every level; whatever else comes is a key of the unit. */
function unitOf(path: Path): string {
  const keys: string[] = [];
  let at = 0;
  for (; path[at] === 'units' && path[at + 1] !== undefined; at += 2) keys.push(String(path[at + 1]));
  return detailed(`unit ${keys.join('/')}`, path.slice(at));
}

function detailed(what: string, rest: Path): string {
  return rest.length === 0 ? what : `${what}, ${rest.join(' ')}`;
}
