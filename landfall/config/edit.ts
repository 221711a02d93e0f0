import { isMap, isScalar, parseDocument, stringify } from 'yaml';
import type { Document, Node, Pair, YAMLMap } from 'yaml';
import type { z } from 'zod';
import type { connectivity } from './schemas/common';

/** An account of a team, as a line of its file. */
export interface TeamAccountLine {
  readonly stage: string;
  readonly connectivity: z.infer<typeof connectivity>;
  /** Written only where the name is not the usual one. */
  readonly name?: string;
}

/** The text after an edit, or why a program had better keep its hands off. */
export type Edited =
  | { readonly kind: 'edited'; readonly text: string }
  | { readonly kind: 'present'; readonly stage: string }
  | { readonly kind: 'refused'; readonly why: string };

/** What the file of a new team says besides its accounts. */
export interface NewTeam {
  readonly name: string;
  readonly email: string;
  readonly costCenter: string;
  readonly businessUnit?: string;
  readonly budget?: number;
}

/**
 * Adds accounts to the text of a team's file. Everything else stays byte by byte: comments, order, quotes, widths.
 * @param lines in the order in which they are to stand. A file without `accounts` stands for the default stages, so
 * whoever adds the first line also passes those.
 */
export function addTeamAccounts(text: string, lines: readonly TeamAccountLine[]): Edited {
  let edited = text;
  for (const line of lines) {
    const step = addOne(edited, line);
    if (step.kind !== 'edited') return step;
    edited = step.text;
  }
  return { kind: 'edited', text: edited };
}

/** Whether a team's file lists its accounts; without a list it has the default stages. */
export function listsAccounts(text: string): boolean {
  return parsed(text).has('accounts');
}

/** @param header first line for editors, such as a comment that names the schema; empty for none */
export function newTeamText(header: string, team: NewTeam, lines: readonly TeamAccountLine[]): string {
  const { name, email, costCenter, businessUnit, budget } = team;
  const accounts = Object.fromEntries(lines.map((line) => [line.stage, valueOf(line)]));
  const fields = { name, email, costCenter, businessUnit, budget };
  const body = stringify(fields, { singleQuote: true, lineWidth: 0 });
  const entries = Object.entries(accounts).map(([stage, value]) => `  ${stage}: ${value}\n`);
  return `${header === '' ? '' : `${header}\n`}${body}accounts:\n${entries.join('')}`;
}

function addOne(text: string, line: TeamAccountLine): Edited {
  const document = parsed(text);
  if (document.errors.length > 0 || !isMap(document.contents)) {
    return { kind: 'refused', why: 'it is not a YAML map' };
  }
  const pair = document.contents.items.find((item) => keyText(item) === 'accounts');
  const result = pair === undefined ? appended(text, document.contents, line) : inserted(text, pair.value, line);
  if (typeof result !== 'string') return result;
  return holds(result, line, document)
    ? { kind: 'edited', text: result }
    : { kind: 'refused', why: 'it is written in a way that can only be edited by hand' };
}

function appended(text: string, map: YAMLMap, line: TeamAccountLine): string | Edited {
  if (map.flow === true) return { kind: 'refused', why: 'the whole file is one map in braces' };
  const newline = newlineOf(text);
  const before = text === '' || text.endsWith('\n') ? text : `${text}${newline}`;
  return `${before}accounts:${newline}  ${line.stage}: ${valueOf(line)}${newline}`;
}

function inserted(text: string, accounts: unknown, line: TeamAccountLine): string | Edited {
  if (!isMap<Node, Node | null>(accounts)) return { kind: 'refused', why: '`accounts` is an alias or no map' };
  const known = accounts.items.map(keyText).find((key) => key?.toLowerCase() === line.stage.toLowerCase());
  if (known !== undefined) return { kind: 'present', stage: known };
  const last = accounts.items.at(-1);
  const end = last === undefined ? undefined : endOf(last);
  if (accounts.flow === true) {
    const entry = `${line.stage}: ${valueOf(line)}`;
    if (end !== undefined) return `${text.slice(0, end)}, ${entry}${text.slice(end)}`;
    const [start = 0, stop = 0] = accounts.range ?? [];
    return `${text.slice(0, start)}{ ${entry} }${text.slice(stop)}`;
  }
  const first = accounts.items[0]?.key.range?.[0];
  if (end === undefined || first === undefined) return { kind: 'refused', why: '`accounts` has no place for a line' };
  const newline = newlineOf(text);
  const indent = text.slice(text.lastIndexOf('\n', first) + 1, first);
  // Behind the comment at the end of the last line, before whatever comes next.
  const at = text.indexOf('\n', end) < 0 ? text.length : text.indexOf('\n', end) + 1;
  const before = text.slice(0, at);
  const gap = before.endsWith('\n') ? '' : newline;
  return `${before}${gap}${indent}${line.stage}: ${valueOf(line)}${newline}${text.slice(at)}`;
}

/** Where the content of a pair ends: the innermost last value of nested maps, spaces and comments left out. */
function endOf(pair: Pair<Node, Node | null>): number | undefined {
  const { key, value } = pair;
  if (isMap<Node, Node | null>(value) && value.flow !== true) {
    const last = value.items.at(-1);
    if (last !== undefined) return endOf(last);
  }
  return value?.range?.[1] ?? key.range?.[1];
}

/** Reading the text again is the proof: what was there still means the same, and the new account is there. */
function holds(text: string, line: TeamAccountLine, before: Document): boolean {
  const after = parsed(text);
  if (after.errors.length > 0) return false;
  const added: unknown = after.getIn(['accounts', line.stage]);
  const value = isMap(added) ? added.get('connectivity') : added;
  if (value !== line.connectivity) return false;
  after.deleteIn(['accounts', line.stage]);
  if (!before.has('accounts')) after.delete('accounts');
  return JSON.stringify(after.toJS()) === JSON.stringify(before.toJS());
}

function valueOf(line: TeamAccountLine): string {
  if (line.name === undefined) return line.connectivity;
  return `{ connectivity: ${line.connectivity}, name: ${quoted(line.name)} }`;
}

/** Inside braces more signs mean something than outside, so a name is always in quotation marks. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

function parsed(text: string): Document {
  return parseDocument(text, { merge: true, logLevel: 'error' });
}

function keyText(pair: Pair): string | undefined {
  return isScalar(pair.key) ? String(pair.key.value) : undefined;
}

function newlineOf(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}
