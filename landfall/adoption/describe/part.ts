import type { FactKey } from '../../model/facts';

/** What a YAML file holds: maps keep the order in which their keys are to be written. */
export type YamlValue =
  string | number | boolean | readonly YamlValue[] | { readonly [key: string]: YamlValue | undefined };

/** What may be written as a list, or as itself where it is only one. */
export function oneOrMore(texts: readonly string[]): string | readonly string[] {
  const [only] = texts;
  return texts.length === 1 && only !== undefined ? only : texts;
}

/** A file of the description, by its path inside the organization's folder, with `/`. */
export type DescribedFile =
  | { readonly path: string; readonly value: YamlValue }
  /** Texts that are kept as AWS has them, such as policies. */
  | { readonly path: string; readonly text: string };

/** Chapters of `adoption.md`, in their order. */
export const remarkChapters = [
  'not-understood',
  'not-readable',
  'administrators-in-production',
  'units-without-guardrails',
  'accounts-outside-guardrails',
  'recorders',
  'addresses',
  'policy-space',
  'stays-read',
] as const;
export type RemarkChapter = (typeof remarkChapters)[number];

/** One line of `adoption.md`. */
export interface Remark {
  readonly chapter: RemarkChapter;
  /** What it is about, by name and id. */
  readonly subject: string;
  readonly text: string;
}

/** What one domain of an inventory becomes. */
export interface DescribedPart {
  readonly files: readonly DescribedFile[];
  readonly facts: ReadonlyMap<FactKey, string>;
  readonly remarks: readonly Remark[];
}

/** Keys by which the whole description names what was found; decided once, before any domain is described. */
export interface DescribedNames {
  /** Path of names, such as `Workloads/Prod`, by the id of a unit; that of the root is `root`. */
  readonly units: ReadonlyMap<string, string>;
  /** Key of an account, such as `data-lake`, `fraud-prod` or `management`, by its id. */
  readonly accounts: ReadonlyMap<string, string>;
  /** Key of a team by the ids of its accounts. */
  readonly teams: ReadonlyMap<string, string>;
}
