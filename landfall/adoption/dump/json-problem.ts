import type { Diagnostic, Location } from '../../diagnostics/diagnostic';
import { failureMessage } from '../../diagnostics/failure';

/** What keeps a text from being JSON, with its place; undefined where it is JSON. */
export function jsonProblem(file: string, text: string): Diagnostic | undefined {
  let failure;
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    failure = failureMessage(error);
  }
  const opened = unclosed(text);
  if (opened !== undefined) {
    return {
      severity: 'error',
      code: 'LF6010',
      message: `${file} is cut short: it ends in the middle`,
      help: 'Copy it again, or make it again with scripts/dump-organization.py, which writes it whole or not at all.',
      location: place(file, text, text.trimEnd().length),
      related: [{ message: 'what begins here has no end', location: place(file, text, opened) }],
    };
  }
  // The engine tells where in words; the mark is a help, not a promise.
  const offset = Number(/\bposition (\d+)/.exec(failure)?.[1] ?? 0);
  return {
    severity: 'error',
    code: 'LF6011',
    message: `${file} is not JSON: ${failure}`,
    help: 'Dumps are not meant to be edited; make it again with scripts/dump-organization.py.',
    location: place(file, text, offset),
  };
}

/** Offset of the innermost bracket or quotation mark that is still open at the end; of an empty text, its start. */
function unclosed(text: string): number | undefined {
  if (text.trim() === '') return 0;
  const open: number[] = [];
  let quote: number | undefined;
  for (let offset = 0; offset < text.length; offset += 1) {
    const character = text[offset];
    if (quote !== undefined) {
      if (character === '\\') offset += 1;
      else if (character === '"') quote = undefined;
    } else if (character === '"') quote = offset;
    else if (character === '{' || character === '[') open.push(offset);
    else if (character === '}' || character === ']') open.pop();
  }
  return quote ?? open.at(-1);
}

function place(file: string, text: string, offset: number): Location {
  const before = text.slice(0, offset).split('\n');
  return { file, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
