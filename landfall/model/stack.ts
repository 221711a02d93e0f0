import type { FactKey, FactReader } from './facts';
import type { AdoptedSlice } from './imports/slice';
import type { StackContent } from './slices';

/** Where a stack's state lies. */
export type StateBackend =
  | {
      readonly kind: 's3';
      readonly bucket: string;
      readonly key: string;
      readonly region: string;
      readonly kmsKeyId: string;
      readonly roleArn: string | undefined;
    }
  | {
      readonly kind: 'hcp';
      readonly hostname: string;
      readonly organization: string;
      readonly project: string;
      readonly workspace: string;
    };

/** A second provider of a spoke: acts in the network account, through a role that can only attach. */
export interface SpokeProvider {
  readonly accountId: string;
  readonly roleArn: string | undefined;
  readonly profile: string | undefined;
}

/** What every stack has in common: who acts where, with which state and which provider. */
export interface StackEnvelope {
  readonly id: string;
  readonly accountId: string;
  readonly region: string;
  /** Role that provider and backend assume; none with `access: ambient`. */
  readonly roleArn: string | undefined;
  readonly backend: StateBackend;
  readonly providerConstraint: string;
  readonly defaultTags: Readonly<Record<string, string>>;
}

/** All that a stack is made of: a stack is a pure function of this value. */
export interface StackSlice {
  readonly envelope: StackEnvelope;
  readonly content: StackContent;
  /** A second provider that only what is still in the state needs, to be destroyed; absent where none is left over. */
  readonly keptNetwork?: SpokeProvider;
  /** What of it existed before; absent where nothing did. */
  readonly adopted?: AdoptedSlice;
}

/** A stack in the graph, before its facts are known. */
export interface StackNode {
  /** Public contract: lower-case, derived from configuration keys. */
  readonly id: string;
  readonly kind: StackContent['kind'];
  /** As in ARCHITECTURE.md, `1` to `9`, with letters inside a wave; for people, order comes from the edges. */
  readonly wave: string;
  /** Key of the account in which it acts. */
  readonly account: string;
  /** Stacks that must be applied before it although it reads no fact of theirs. */
  readonly after: readonly string[];
  /** Facts that its one output, `assigned`, holds. */
  readonly assigns: readonly FactKey[];
  /** Facts that `assigned` holds only if others are known; no stack may wait for them. */
  readonly mayAssign?: readonly FactKey[];
  /** Facts that become readable by SDK once it is applied, though no stack puts them out. */
  readonly reveals: readonly FactKey[];
  /** Units in which it creates accounts: AWS allows one creation a unit at a time, so the runner takes turns. */
  readonly createsIn: readonly string[];
  readonly content: (facts: FactReader) => StackContent;
}
