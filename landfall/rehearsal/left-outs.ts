import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { DiagnosticError } from '../diagnostics/diagnostic';
import type { LeftOut, LoweringReport } from './lowering/report';

/** Something the rehearsal may leave out. */
export interface ReviewedLeftOut {
  readonly type: string;
  /** Dotted path; absent where the whole resource may go. */
  readonly argument?: string | undefined;
  /** The one value of the argument; absent where any may go. */
  readonly value?: string | undefined;
  readonly reason: string;
}

export interface LeftOutReview {
  readonly allowed: readonly LeftOut[];
  /** Left out without anybody having agreed to it. */
  readonly unexpected: readonly LeftOut[];
  /** Agreed to, but no longer left out. */
  readonly unused: readonly ReviewedLeftOut[];
}

const ReviewedFile = z.record(
  z.string().regex(/^\d+\.\d+\.\d+$/),
  z.array(
    z.strictObject({
      type: z.string(),
      argument: z.string().optional(),
      value: z.string().optional(),
      reason: z.string().min(10),
    }),
  ),
);

/** What stands and falls with the resource it names; a resource that refers to another needs an entry of its own. */
const FOLLOWERS: ReadonlySet<string> = new Set(['output', 'local', 'import', 'moved', 'removed']);

/**
 * Reads the reviewed list for a provider version; empty where there is none for it.
 * @throws DiagnosticError LF5022 where the file can't be read or has another shape.
 */
export function readReviewedLeftOuts(version: string, path = reviewedFile()): readonly ReviewedLeftOut[] {
  try {
    return ReviewedFile.parse(parse(readFileSync(path, 'utf8')))[version] ?? [];
  } catch (error) {
    const why = error instanceof z.ZodError ? z.prettifyError(error) : error instanceof Error ? error.message : '';
    throw new DiagnosticError([
      {
        severity: 'error',
        code: 'LF5022',
        message: `${path} is no list of what the rehearsal may leave out: ${why}`,
        help: 'Write provider versions with entries of type, argument and value (both optional), and reason.',
      },
    ]);
  }
}

/** Compares what was left out with what may be. Pure. */
export function reviewLeftOuts(report: LoweringReport, reviewed: readonly ReviewedLeftOut[]): LeftOutReview {
  const entryFor = (leftOut: LeftOut): ReviewedLeftOut | undefined => {
    if (leftOut.because !== undefined && FOLLOWERS.has(leftOut.type)) {
      return reviewed.find(({ type }) => type === leftOut.because);
    }
    return reviewed.find((entry) => covers(entry, leftOut));
  };
  const used = new Set(report.leftOut.map(entryFor));
  return {
    allowed: report.leftOut.filter((leftOut) => entryFor(leftOut) !== undefined),
    unexpected: report.leftOut.filter((leftOut) => entryFor(leftOut) === undefined),
    unused: reviewed.filter((entry) => !used.has(entry)),
  };
}

function covers(entry: ReviewedLeftOut, leftOut: LeftOut): boolean {
  return (
    entry.type === leftOut.type &&
    entry.argument === leftOut.argument &&
    (entry.value === undefined || entry.value === leftOut.value)
  );
}

// tsc copies no YAML: the compiled file, in dist/landfall/rehearsal, reads the one in the sources.
function reviewedFile(): string {
  const beside = join(__dirname, 'left-outs.yaml');
  return existsSync(beside) ? beside : join(__dirname, '..', '..', '..', 'landfall', 'rehearsal', 'left-outs.yaml');
}
