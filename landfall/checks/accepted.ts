import type { AcceptedFile } from '../config/schemas/accepted';
import type { AcceptedFinding, Diagnostic } from '../diagnostics/diagnostic';
import { diagnostic, type Finding, type SourceRef } from './check';
import { canBeAccepted } from './never-accepted';

type Acceptance = NonNullable<AcceptedFile['findings']>[number];
type Sources = Parameters<typeof diagnostic>[0];

export interface AcceptanceInput {
  /** As it is written in `accepted.yaml`. */
  readonly written: AcceptedFile;
  readonly sources: Sources;
  /** Day by which acceptances end, such as `2027-01-31`; without it none has ended. */
  readonly today: string | undefined;
}

/** What is left of the findings of checks, and what people live with. */
export interface Judged {
  readonly left: readonly Diagnostic[];
  readonly accepted: readonly AcceptedFinding[];
}

/** Takes the findings that are accepted today from those that were found. */
export function withoutAccepted(found: readonly Diagnostic[], input: AcceptanceInput): Judged {
  const holding = entriesOf(input.written).filter(({ acceptance }) => holds(acceptance, input));
  const accepted = found.flatMap((finding): readonly AcceptedFinding[] => {
    const entry = holding.find(({ acceptance }) => meets(acceptance, finding, input.sources));
    if (entry === undefined) return [];
    const { reason, until } = entry.acceptance;
    return [{ diagnostic: finding, reason, until }];
  });
  const gone = new Set(accepted.map((each) => each.diagnostic));
  return { left: found.filter((each) => !gone.has(each)), accepted };
}

/**
 * LF2201 to LF2204: acceptances that have ended, that meet nothing, or that nobody can give, and how many findings are
 * accepted.
 * @param found everything that checks found, whether accepted or not
 */
export function acceptanceFindings(
  found: readonly Diagnostic[],
  accepted: readonly AcceptedFinding[],
  input: AcceptanceInput,
): readonly Diagnostic[] {
  const judged = entriesOf(input.written).flatMap(({ acceptance, at }): readonly Finding[] => {
    if (!canBeAccepted(acceptance.code)) return [never(acceptance, at)];
    const met = found.filter((finding) => meets(acceptance, finding, input.sources));
    if (met.length === 0) return [unused(acceptance, at)];
    return holds(acceptance, input) ? [] : [ended(acceptance, at, met)];
  });
  return [...judged.map((finding) => diagnostic(input.sources, finding)), ...summary(accepted, input)];
}

interface Entry {
  readonly acceptance: Acceptance;
  readonly at: SourceRef;
}

const file = 'accepted.yaml';

function entriesOf({ findings = [] }: AcceptedFile): readonly Entry[] {
  return findings.map((acceptance, index) => ({ acceptance, at: { file, path: ['findings', index] } }));
}

function holds({ code, until }: Acceptance, { today }: AcceptanceInput): boolean {
  return canBeAccepted(code) && (today === undefined || today <= until);
}

function meets({ code, where }: Acceptance, finding: Diagnostic, sources: Sources): boolean {
  if (finding.code !== code) return false;
  const place = /^([^\s:]+\.(?:ya?ml|json))(?::(.+))?$/.exec(where);
  if (place === null) return saysWord(finding.message, where);
  const [, inFile = '', path] = place;
  return finding.location?.file === sources.locate({ file: inFile, path: [] }).file && finding.path === path;
}

/** Whether a text holds a word or several as a whole: `data` is not in `data-lake`, `Work` not in `Work/Prod`. */
function saysWord(text: string, word: string): boolean {
  const inside = '[\\p{L}\\p{N}_/@+-]';
  const literal = word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(?<!${inside}|\\S[.:])${literal}(?!${inside}|[.:]\\S)`, 'u').test(text);
}

function ended({ code, until, where }: Acceptance, at: SourceRef, met: readonly Diagnostic[]): Finding {
  const grave = met.some(({ severity }) => severity === 'error');
  return {
    severity: grave ? 'error' : 'warning',
    code: 'LF2201',
    at,
    within: ['until'],
    message: `${code} at ${where} was accepted until ${until}; that day is over, so it counts again`,
    help: 'Mend what was found, or say again for how long and why it is accepted',
  };
}

function unused({ code, where }: Acceptance, at: SourceRef): Finding {
  return {
    severity: 'warning',
    code: 'LF2202',
    at,
    within: ['where'],
    message: `no check finds ${code} at ${where}`,
    help: 'Take the entry away if it was mended; otherwise `landfall validate --format json` says code, file and path',
  };
}

function never({ code }: Acceptance, at: SourceRef): Finding {
  return {
    code: 'LF2203',
    at,
    within: ['code'],
    message: `${code} cannot be accepted; only findings of checks can (LF12xx to LF19xx) that leave something right to synthesize`,
    help: `Mend what was found: \`landfall explain ${code}\` tells what it means`,
  };
}

function summary(accepted: readonly AcceptedFinding[], { sources }: AcceptanceInput): readonly Diagnostic[] {
  const [first, ...others] = accepted.toSorted((a, b) => (a.until < b.until ? -1 : a.until > b.until ? 1 : 0));
  if (first === undefined) return [];
  const number = others.length + 1;
  return [
    {
      severity: 'note',
      code: 'LF2204',
      message: `${number} ${number === 1 ? 'finding is' : 'findings are'} accepted, the next until ${first.until}`,
      help: 'They stand in accepted.yaml, each with its reason, and count again after that day',
      location: sources.locate({ file, path: ['findings'] }, 'key'),
      related: [first, ...others].map(({ diagnostic: { code, location, message }, reason, until }) => ({
        message: `${code} until ${until}, ${reason}: ${message}`,
        ...(location === undefined ? {} : { location }),
      })),
    },
  ];
}
