import type { CheckOptions } from '../../../../landfall/checks';
import type { Severity } from '../../../../landfall/diagnostics/diagnostic';
import type { Decisions, FactsLock } from '../../../../landfall/model/lock';
import type { Edit } from '../organization';

/** One thing that is wrong with an organization, and what must be said of it. */
export interface Case {
  readonly title: string;
  readonly edits: readonly Edit[];
  readonly code: string;
  /** Default: error. */
  readonly severity?: Severity;
  /** File of the finding, and a text that only its line holds; 1 where it is about a whole file. */
  readonly file: string;
  readonly line: string | RegExp | 1;
  readonly message: RegExp;
  readonly help: RegExp;
  /** Codes of what the same mistake brings about besides. */
  readonly also?: readonly string[];
  readonly options?: CheckOptions;
  readonly facts?: FactsLock;
  readonly decisions?: Decisions;
}

/** A part of a line of a file, and what it becomes. */
export function edit(file: string, replace: string, by: string): Edit {
  return { file, replace, with: by };
}

/** A whole file. */
export function file(name: string, text: string): Edit {
  return { file: name, with: text };
}
