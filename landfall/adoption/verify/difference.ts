import type { SourceRef } from '../../config/configuration';
import type { Severity } from '../../diagnostics/diagnostic';
import type { Manage } from '../../model/zone';

/** What is compared, in the order in which it is told. */
export const kinds = [
  'organization',
  'units',
  'accounts',
  'tags',
  'contacts',
  'policies',
  'administrators',
  'landing zone',
  'baselines',
  'controls',
  'permission sets',
  'groups',
  'assignments',
  'network',
  'addresses',
  'portfolios',
] as const;
export type Kind = (typeof kinds)[number];

/**
 * One thing that is otherwise in AWS than described. A `note` is none: it says what was not compared, is not deployed
 * yet, or can't be described.
 */
export interface Difference {
  readonly code: string;
  readonly severity: Severity;
  readonly kind: Kind;
  /** Such as `account fraud-dev`. */
  readonly subject: string;
  /** What there is in AWS, such as `is in Sandbox`. */
  readonly found: string;
  /** What the configuration says, such as `in Workloads/Dev`. */
  readonly described: string;
  readonly help: string;
  /** Where it is described, or would be. */
  readonly at: SourceRef;
}

/** What a comparison says of one kind; everything is an error unless it says otherwise. */
export type Told = Omit<Difference, 'kind' | 'severity'> & { readonly severity?: Severity };

/** Makes differences of one kind. */
export function teller(kind: Kind): (told: Told) => Difference {
  return ({ severity = 'error', ...told }) => ({ ...told, severity, kind });
}

/** A difference where something does not hold, otherwise nothing. */
export function unless(holds: boolean, difference: () => Difference): readonly Difference[] {
  return holds ? [] : [difference()];
}

/** Codes of what is no difference. */
export const remarkCode = { notCompared: 'LF6180', notDeployed: 'LF6181', noWords: 'LF6182' } as const;

const remarkCodes: ReadonlySet<string> = new Set(Object.values(remarkCode));

/** Whether it is only said, and nothing is wrong. */
export function isRemark({ code }: Difference): boolean {
  return remarkCodes.has(code);
}

/** Something of a kind could not be read, so nothing is said about it, least of all that it is missing. */
export function notCompared(kind: Kind, subject: string, why: string, at: SourceRef): Difference {
  return {
    code: remarkCode.notCompared,
    severity: 'warning',
    kind,
    subject,
    found: `not compared, because ${why}`,
    described: '',
    help: 'Let it be read, and verify again: `landfall adopt --permissions` prints what reading needs.',
    at,
  };
}

/** Landfall is to make it, and has not yet. */
export function notDeployed(kind: Kind, subject: string, at: SourceRef): Difference {
  return {
    code: remarkCode.notDeployed,
    severity: 'note',
    kind,
    subject,
    found: 'not deployed yet',
    described: '',
    help: '`landfall deploy` makes it. If it was deployed from elsewhere, `landfall lock` learns what there is.',
    at,
  };
}

/** Something that the configuration has no words for: nobody can describe it, so it is no difference. */
export function noWords(kind: Kind, subject: string, found: string, at: SourceRef): Difference {
  return {
    code: remarkCode.noWords,
    severity: 'note',
    kind,
    subject,
    found,
    described: '',
    help: 'The configuration has no words for it; look at it yourself.',
    at,
  };
}

/** What to do about something that is otherwise than described. */
export function putRight(manage: Manage | undefined, stack: string | undefined): string {
  return manage === 'read' || stack === undefined
    ? 'Put it right in AWS, or describe it as it is.'
    : `\`landfall deploy ${stack} --all\` puts it right; or describe it as it is.`;
}

/** A place below another one. */
export function below(at: SourceRef, ...keys: SourceRef['path']): SourceRef {
  return { ...at, path: [...at.path, ...keys] };
}

/** At most six names, and how many more. */
export function some(names: readonly string[]): string {
  const shown = [...names].sort().slice(0, 6).join(', ');
  return names.length > 6 ? `${shown} and ${names.length - 6} more` : shown;
}

const collator = new Intl.Collator('en', { numeric: true });

/**
 * In the order of kinds, codes and subjects. Remarks of a kind that say the same become one, with the names of all.
 * @param differences each thing once
 */
export function told(differences: readonly Difference[]): readonly Difference[] {
  const remarks = new Map<string, readonly Difference[]>();
  for (const one of differences.filter(isRemark)) {
    const key = JSON.stringify([one.code, one.kind, one.found]);
    remarks.set(key, [...(remarks.get(key) ?? []), one]);
  }
  return [...differences.filter((one) => !isRemark(one)), ...[...remarks.values()].flatMap(asOne)].sort(
    (a, b) =>
      Number(isRemark(a)) - Number(isRemark(b)) ||
      kinds.indexOf(a.kind) - kinds.indexOf(b.kind) ||
      collator.compare(a.code, b.code) ||
      collator.compare(a.subject, b.subject) ||
      collator.compare(a.found, b.found),
  );
}

function asOne(remarks: readonly Difference[]): readonly Difference[] {
  const [first] = remarks;
  if (first === undefined) return [];
  const subjects = [...new Set(remarks.map(({ subject }) => subject))];
  return [{ ...first, subject: subjects.length === 1 ? first.subject : `${subjects.length}: ${some(subjects)}` }];
}
