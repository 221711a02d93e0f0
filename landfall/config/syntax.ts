import { isMap, isScalar, visit } from 'yaml';
import type { Document, Node } from 'yaml';
import type { Diagnostic, Location, RelatedPlace } from '../diagnostics/diagnostic';

type Place = (offset: number) => Location;

interface Wording {
  readonly code: string;
  readonly message?: string;
  readonly help: string;
}

const check = 'check indentation, colons, quotes and brackets here and in the line before';

/** Words for what the YAML library reports, by its codes; the rest keeps the library's own words. */
const wordings: Readonly<Record<string, Wording>> = {
  DUPLICATE_KEY: { code: 'LF1011', help: 'keep one of the two' },
  TAB_AS_INDENT: {
    code: 'LF1012',
    message: 'a tab is used for indentation, which YAML does not allow',
    help: 'indent with spaces',
  },
  MULTIPLE_DOCS: {
    code: 'LF1013',
    message: 'the file holds several documents, and only one is read',
    help: 'take away the line with --- and what follows, or move it to a file of its own',
  },
  TAG_RESOLVE_FAILED: { code: 'LF1015', help: 'take the tag away: the configuration uses none' },
  BLOCK_AS_IMPLICIT_KEY: {
    code: 'LF1010',
    message: 'a second `key: value` where a value was expected',
    help: 'put text that holds a colon in quotation marks, and each key on a line of its own',
  },
};

/** Errors of the text itself, one a line: what follows an error in the same line is usually its echo. */
export function syntaxDiagnostics(document: Document, place: Place): readonly Diagnostic[] {
  const seen = new Set<number>();
  return [...document.errors, ...document.warnings]
    .map((problem) => describe(document, place, problem.code, problem.message, problem.pos[0]))
    .filter(({ location }) => {
      const line = location?.line ?? 0;
      if (seen.has(line)) return false;
      seen.add(line);
      return true;
    });
}

function describe(document: Document, place: Place, code: string, found: string, offset: number): Diagnostic {
  const wording = wordings[code] ?? { code: 'LF1010', help: check };
  const base = { severity: 'error', code: wording.code, help: wording.help, location: place(offset) } as const;
  if (code !== 'DUPLICATE_KEY')
    return { ...base, message: wording.message ?? `not valid YAML: ${uncapitalize(found)}` };
  const first = firstOfSameKey(document, offset);
  if (first === undefined) return { ...base, message: 'the key appears twice in this map' };
  const related: readonly RelatedPlace[] = [{ message: 'first here', location: place(first.offset) }];
  return { ...base, message: `the key \`${first.key}\` appears twice in this map`, related };
}

function uncapitalize(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

function firstOfSameKey(document: Document, offset: number): { key: string; offset: number } | undefined {
  let found: { key: string; offset: number } | undefined;
  visit(document, {
    Map(_, map) {
      const keys = map.items.map(({ key }) => ({ text: keyText(key), offset: keyOffset(key) }));
      const second = keys.find((key) => key.offset === offset);
      if (second?.text === undefined) return undefined;
      const first = keys.find((key) => key.text === second.text);
      if (first?.offset === undefined) return undefined;
      found = { key: second.text, offset: first.offset };
      return visit.BREAK;
    },
  });
  return found;
}

function keyText(key: unknown): string | undefined {
  return isScalar(key) ? String(key.value) : undefined;
}

function keyOffset(key: unknown): number | undefined {
  const node: Node | undefined = isScalar(key) || isMap(key) ? key : undefined;
  return node?.range?.[0];
}
