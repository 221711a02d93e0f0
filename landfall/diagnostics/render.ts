import { readFileSync } from 'node:fs';
import { createColors } from 'picocolors';
import type { Diagnostic, Location, Severity } from './diagnostic';
import { sortDiagnostics } from './diagnostic';
import { displayWidth } from './width';

export interface RenderOptions {
  /** Default: no colour. `wantsColor` decides for a stream. */
  readonly color?: boolean;
  /** Text of a file for the excerpts; default: from disk, undefined where it can't be read. */
  readonly readSource?: (file: string) => string | undefined;
}

type Colors = ReturnType<typeof createColors>;

/**
 * Diagnostics as text for people: sorted, each with an excerpt of its file and a mark under the place,
 * and a summary line at the end. Empty for no diagnostics; otherwise ends with a newline.
 */
export function renderDiagnostics(diagnostics: readonly Diagnostic[], options: RenderOptions = {}): string {
  if (diagnostics.length === 0) return '';
  const colors = createColors(options.color ?? false);
  const lines = lineReader(options.readSource ?? fromDisk);
  const blocks = sortDiagnostics(diagnostics).map((diagnostic) => block(diagnostic, lines, colors));
  return `${blocks.join('\n')}\n${summarize(diagnostics)}\n`;
}

/** Counts for the last line, such as "2 errors and 1 warning in 2 files". */
export function summarize(diagnostics: readonly Diagnostic[]): string {
  const count = (severity: Severity): string[] => {
    const found = diagnostics.filter((diagnostic) => diagnostic.severity === severity).length;
    return found === 0 ? [] : [`${found} ${severity}${found === 1 ? '' : 's'}`];
  };
  const counts = [...count('error'), ...count('warning'), ...count('note')];
  if (counts.length === 0) return 'no problems found';
  const files = new Set(diagnostics.flatMap(({ location }) => (location === undefined ? [] : [location.file]))).size;
  return `${counts.join(', ')}${files === 0 ? '' : ` in ${files} file${files === 1 ? '' : 's'}`}`;
}

/** Whether output to a stream may be coloured: NO_COLOR wins, then FORCE_COLOR, then whether it is a terminal. */
export function wantsColor(
  stream: { readonly isTTY?: boolean },
  environment: Readonly<Record<string, string | undefined>> = process.env,
): boolean {
  if ((environment['NO_COLOR'] ?? '') !== '') return false;
  if ((environment['FORCE_COLOR'] ?? '') !== '') return environment['FORCE_COLOR'] !== '0';
  return stream.isTTY === true && environment['TERM'] !== 'dumb';
}

type Lines = (file: string) => readonly string[];

function lineReader(readSource: (file: string) => string | undefined): Lines {
  const cache = new Map<string, readonly string[]>();
  return (file) => {
    const known = cache.get(file);
    if (known !== undefined) return known;
    const lines = (readSource(file) ?? '').replace(/^\uFEFF/, '').split(/\r?\n/);
    cache.set(file, lines);
    return lines;
  };
}

function fromDisk(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

function block(diagnostic: Diagnostic, lines: Lines, colors: Colors): string {
  const paint = { error: colors.red, warning: colors.yellow, note: colors.cyan }[diagnostic.severity];
  const head = `${paint(`${diagnostic.severity} ${diagnostic.code}`)}: ${colors.bold(diagnostic.message)}\n`;
  const place = diagnostic.location === undefined ? '' : excerpt(diagnostic.location, lines, paint, colors);
  const related = (diagnostic.related ?? []).map(({ message, location }) => {
    return location === undefined
      ? `  = ${message}\n`
      : `  ${colors.blue('::')} ${message}: ${placeText(location)}\n${quote(location, lines, colors.blue, colors)}`;
  });
  const help = diagnostic.help === undefined ? '' : `  ${colors.blue('=')} ${diagnostic.help}\n`;
  return `${head}${place}${related.join('')}${help}`;
}

function placeText({ file, line, column }: Location): string {
  return `${file}:${line}:${column}`;
}

function excerpt(location: Location, lines: Lines, paint: (text: string) => string, colors: Colors): string {
  return `  ${colors.blue('-->')} ${placeText(location)}\n${quote(location, lines, paint, colors)}`;
}

/** The line of a place with a mark under the word that starts there; nothing where the line is empty or unknown. */
function quote(location: Location, lines: Lines, paint: (text: string) => string, colors: Colors): string {
  const text = lines(location.file)[location.line - 1] ?? '';
  if (text.trim() === '') return '';
  const before = text.slice(0, location.column - 1);
  const marked = wordAt(text.slice(location.column - 1));
  const gutter = ' '.repeat(String(location.line).length);
  // Tabs stay tabs, so that the mark stands under its word however wide a terminal shows them.
  const indent = before.replace(/[^\t]+/g, (part) => ' '.repeat(displayWidth(part)));
  const mark = paint('^'.repeat(Math.max(1, displayWidth(marked))));
  return (
    `  ${colors.blue(`${gutter} |`)}\n` +
    `  ${colors.blue(`${location.line} |`)} ${text}\n` +
    `  ${colors.blue(`${gutter} |`)} ${indent}${mark}\n`
  );
}

function wordAt(text: string): string {
  return /^(?:"(?:[^"\\]|\\.)*"|'[^']*'|[^\s:,[\]{}#]+(?::(?=\S)[^\s,[\]{}#]*)*)/.exec(text)?.[0] ?? '';
}
