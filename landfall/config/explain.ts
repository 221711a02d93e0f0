import type { Diagnostic, Location } from '../diagnostics/diagnostic';
import { nearest } from '../diagnostics/nearest';
import type { DocumentPath, YamlDocument } from './document';
import type { Finding, RangeIssue } from './findings';
import { isMapping, pathText, valueAt } from './path';
import { description, expectation, knownKeys, schemasAt } from './shape';
import type { Schema } from './shape';

type KeyFinding = Extract<Finding, { kind: 'unknown-key' }>;
type ValueFinding = Exclude<Finding, KeyFinding>;

/**
 * One diagnostic a mistake: a misspelled key is both unknown and, under its right name, missing.
 * The missing one is the likelier meaning, so it is suggested first and not reported again.
 */
export function explain(document: YamlDocument, schema: Schema, findings: readonly Finding[]): readonly Diagnostic[] {
  const missing = new Set(findings.flatMap((each) => (each.kind === 'missing' ? [pathText(each.path)] : [])));
  const keys = findings.flatMap((finding) => {
    if (finding.kind !== 'unknown-key') return [];
    const value = valueAt(document.value, finding.path);
    const map = isMapping(value) ? value : {};
    const known = knownKeys(schemasAt(schema, finding.path), map);
    const absent = known.filter((key) => missing.has(pathText([...finding.path, key])));
    const free = known.filter((key) => !Object.hasOwn(map, key));
    const meant = nearest(finding.key, absent) ?? nearest(finding.key, free) ?? nearest(finding.key, known);
    if (meant !== undefined) missing.delete(pathText([...finding.path, meant]));
    return [unknownKey(document, finding, known, meant)];
  });
  const values = findings.flatMap((finding) => {
    if (finding.kind === 'unknown-key') return [];
    if (finding.kind === 'missing' && !missing.has(pathText(finding.path))) return [];
    return [explainValue(document, schema, finding)];
  });
  return unique([...keys, ...values]);
}

/** A mistake behind an anchor is one mistake, however often its alias is used. */
function unique(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const seen = new Set<string>();
  return diagnostics.filter(({ code, location, path }) => {
    const place = JSON.stringify([code, location, path?.split('.').at(-1)]);
    return !seen.has(place) && seen.add(place);
  });
}

function unknownKey(
  document: YamlDocument,
  { path, key }: KeyFinding,
  known: readonly string[],
  meant: string | undefined,
): Diagnostic {
  const full = [...path, key];
  const where = path.length === 0 ? '' : ` in \`${pathText(path)}\``;
  return {
    severity: 'error',
    code: 'LF1101',
    message: `unknown key \`${key}\`${where}; known are ${known.join(', ')}`,
    help: meant === undefined ? withoutSuggestion(key, valueAt(document.value, full)) : `Did you mean \`${meant}\`?`,
    path: pathText(full),
    location: document.locate(full, 'key'),
  };
}

/** Inside braces a comma ends a value, so that the rest of a sentence becomes a key. */
function withoutSuggestion(key: string, value: unknown): string {
  return value === null && key.includes(' ')
    ? 'If it belongs to the text in front of it: put that text in quotation marks, because it holds a comma'
    : 'Use one of the known keys, or take the entry away';
}

function explainValue(document: YamlDocument, schema: Schema, finding: ValueFinding): Diagnostic {
  const { path } = finding;
  const schemas = schemasAt(schema, path);
  const about = schemas.map(description).find((text) => text !== undefined);
  const help = about === undefined ? {} : { help: about };
  const name = path.length === 0 ? 'the file' : `\`${pathText(path)}\``;
  const found = `${name} ${shown(document, path)}`;
  const last = String(path.at(-1));
  const at = (code: string, location: Location, message: string): Diagnostic => {
    return { severity: 'error', code, message, ...help, path: pathText(path), location };
  };
  switch (finding.kind) {
    case 'missing': {
      const parent = path.slice(0, -1);
      const place = parent.length === 0 ? document.file : `\`${pathText(parent)}\``;
      const message = `\`${last}\` is missing in ${place}; expected is ${expected(schemas)}`;
      return { ...at('LF1102', document.locate(parent, 'key'), message), help: `Add \`${last}\`${hint(about)}` };
    }
    case 'bad-key':
      return at('LF1107', document.locate(path, 'key'), `the key \`${last}\` is not allowed: ${finding.rule}`);
    case 'wrong-kind':
      return {
        ...at('LF1103', document.locate(path), `${found}; expected is ${expected(schemas)}`),
        ...mend(document, path, schemas),
      };
    case 'not-allowed': {
      const meant = nearest(String(valueAt(document.value, path)), finding.allowed);
      const diagnostic = at('LF1104', document.locate(path), `${found}; allowed are ${finding.allowed.join(', ')}`);
      return meant === undefined ? diagnostic : { ...diagnostic, help: `Did you mean \`${meant}\`?` };
    }
    case 'bad-form':
      return at('LF1105', document.locate(path), `${found}: ${finding.rule}`);
    case 'out-of-range':
      return at('LF1106', document.locate(path), `${found}: ${rangeRule(finding.issue)}`);
  }
}

/** The two commonest slips have a plain remedy: text that YAML reads as something else, and a key without value. */
function mend(document: YamlDocument, path: DocumentPath, schemas: readonly Schema[]): Partial<Diagnostic> {
  const value = valueAt(document.value, path);
  const written = document.written(path);
  if (value === null) return { code: 'LF1108', help: 'Give it a value, or take the line away' };
  if (written === undefined || typeof value === 'object') return {};
  const wantsText = schemas.some((schema) => expectation(schema).split(', or ').includes('text'));
  if (wantsText && typeof value !== 'string') {
    return { code: 'LF1109', help: `Write it in quotation marks, so that YAML leaves it as it is: "${written}"` };
  }
  if (typeof value === 'string' && /^(yes|no|on|off)$/i.test(value) && expected(schemas) === 'true or false') {
    return { help: `Write ${/^(yes|on)$/i.test(value) ? 'true' : 'false'}` };
  }
  return {};
}

function hint(about: string | undefined): string {
  return about === undefined ? '' : `: ${about}`;
}

function expected(schemas: readonly Schema[]): string {
  return [...new Set(schemas.map(expectation))].join(', or ');
}

const longest = 60;

function shown(document: YamlDocument, path: DocumentPath): string {
  const value = valueAt(document.value, path);
  if (value === null || value === undefined) return 'has no value';
  if (Array.isArray(value)) return value.length === 0 ? 'is an empty list' : 'is a list';
  if (typeof value === 'object') return 'is a map';
  if (typeof value === 'string')
    return `is ${JSON.stringify(value.length > longest ? `${value.slice(0, longest)}...` : value)}`;
  return `is ${typeof value === 'boolean' ? 'the truth value' : 'the number'} ${document.written(path) ?? JSON.stringify(value)}`;
}

function rangeRule(issue: RangeIssue): string {
  const [limit, bound] =
    issue.code === 'too_big'
      ? [issue.maximum, issue.inclusive === false ? 'less than' : 'at most']
      : [issue.minimum, issue.inclusive === false ? 'more than' : 'at least'];
  if (issue.origin === 'string') return `must have ${bound} ${String(limit)} characters`;
  if (issue.origin === 'array') return `must have ${bound} ${String(limit)} entries`;
  return `must be ${bound} ${String(limit)}`;
}
