import type { FactKey } from '../facts';

/** An object that exists and is taken into the state of a stack. */
export interface ImportBlock {
  /** Address in the stack. */
  readonly to: string;
  /** As the provider wants it for this type; see `importIds`. */
  readonly id: string;
  /** It was imported before: there is no import block any more, but its tags still stay as they are. */
  readonly done?: true;
}

/** What of a stack existed before Landfall, or stays when Landfall lets go of it. */
export interface AdoptedSlice {
  /** Sorted by address. */
  readonly imports?: readonly ImportBlock[];
  /** Nobody writes the tags of what is imported, and the stack has no default tags. */
  readonly keepsTags?: true;
  /** Arguments that stay as they are, by address of what is imported. */
  readonly kept?: Readonly<Record<string, readonly string[]>>;
  /** Addresses of what is only read: a state that holds it lets go of it without destroying it. Sorted. */
  readonly released?: readonly string[];
  /** Facts that tell from the first apply on that an object of several parts is imported. */
  readonly takenOver?: Readonly<Record<FactKey, string>>;
}
