import type { YAMLError } from 'yaml';
import type { Diagnostic, Location } from '../diagnostics/diagnostic';

type Place = (offset: number) => Location;

interface Wording {
  readonly code: string;
  readonly message?: string;
  readonly help: string;
}

const check = 'Check indentation, colons, quotes and brackets here and in the line before';

/** Words for what the YAML library reports, by its codes; the rest keeps the library's own words. */
const wordings: Readonly<Record<string, Wording>> = {
  TAB_AS_INDENT: {
    code: 'LF1012',
    message: 'a tab is used for indentation, which YAML does not allow',
    help: 'Indent with spaces',
  },
  MULTIPLE_DOCS: {
    code: 'LF1013',
    message: 'the file holds several documents, and only one is read',
    help: 'Take away the line with --- and what follows, or move it to a file of its own',
  },
  TAG_RESOLVE_FAILED: { code: 'LF1015', help: 'Take the tag away: the configuration uses none' },
  BLOCK_AS_IMPLICIT_KEY: {
    code: 'LF1010',
    message: 'a second `key: value` where a value was expected',
    help: 'Put text that holds a colon in quotation marks, and each key on a line of its own',
  },
};

/** Errors of the text itself, one a line: what follows an error in the same line is usually its echo. */
export function syntaxDiagnostics(problems: readonly YAMLError[], place: Place): readonly Diagnostic[] {
  const seen = new Set<number>();
  return problems.flatMap((problem) => {
    const location = place(problem.pos[0]);
    if (seen.has(location.line)) return [];
    seen.add(location.line);
    const { code, message, help } = wordings[problem.code] ?? { code: 'LF1010', help: check };
    return [
      {
        severity: 'error',
        code,
        message: message ?? `not valid YAML: ${uncapitalize(problem.message)}`,
        help,
        location,
      },
    ];
  });
}

function uncapitalize(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
