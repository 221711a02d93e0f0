import type { SourceRef } from '../config/configuration';
import type { PolicyType } from '../config/schemas/guardrails';
import type { Manage } from './zone-manage';

export interface Policy {
  readonly key: string;
  readonly type: PolicyType;
  readonly description: string;
  /** Why it is there, in one line. */
  readonly reason?: string;
  /** Controls of frameworks that it serves, by their names. */
  readonly frameworks?: readonly string[];
  readonly file: string;
  /** As on disk, variables not yet replaced. */
  readonly text: string;
  /** Name under which it is sent, together with the others of the same bundle that sit on the same target. */
  readonly bundle?: string;
  /** Only where the configuration says so; otherwise `own`. */
  readonly manage?: Manage;
  /** Id in AWS of one that exists already: one policy for all its targets, under the name that it has. */
  readonly awsId?: string;
  readonly awsName?: string;
  /** Targets of an imported policy whose attachments are imported too: ids of units, keys of accounts. */
  readonly attached?: { readonly units: readonly string[]; readonly accounts: readonly string[] };
  readonly source: SourceRef;
}

export type ControlParameter = string | number | boolean | readonly string[];

export interface Control {
  /** Key in the configuration, such as `AWS-GR_RESTRICT_ROOT_USER`. */
  readonly key: string;
  readonly identifier: string;
  /** `unknown` of one that exists already, that nobody looked up and nobody described. */
  readonly behavior: 'preventive' | 'detective' | 'proactive' | 'unknown';
  readonly description: string;
  readonly documentation: string;
  readonly requires: readonly string[];
  readonly source: SourceRef;
}

/** What sits on one unit, in the order in which it is enabled. */
export interface UnitGuardrails {
  /** Id of the unit. */
  readonly unit: string;
  /** Keys of policies. */
  readonly policies: readonly string[];
  readonly controls: readonly {
    readonly control: string;
    readonly parameters: Readonly<Record<string, ControlParameter>>;
    /** Only where the configuration says so; otherwise `own`. */
    readonly manage?: Manage;
    /** It was enabled before Landfall, which imports it. */
    readonly exists?: true;
  }[];
  readonly source: SourceRef;
}

export interface AccountGuardrails {
  readonly account: string;
  readonly policies: readonly string[];
  readonly source: SourceRef;
}

export interface Guardrails {
  readonly policies: readonly Policy[];
  /** Files of `policies/` that no policy and no permission set names, by their path below it, sorted. */
  readonly unusedFiles?: readonly string[];
  readonly controls: readonly Control[];
  readonly units: readonly UnitGuardrails[];
  readonly accounts: readonly AccountGuardrails[];
}
