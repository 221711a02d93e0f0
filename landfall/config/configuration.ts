import type { Location } from '../diagnostics/diagnostic';
import type { AcceptedFile } from './schemas/accepted';
import type { AccessFile } from './schemas/access';
import type { AccountsFile } from './schemas/accounts';
import type { CostsFile } from './schemas/costs';
import type { CustomFile } from './schemas/custom';
import type { GuardrailsFile } from './schemas/guardrails';
import type { NetworkFile } from './schemas/network';
import type { OrganizationFile } from './schemas/organization';
import type { PortfoliosFile } from './schemas/portfolios';
import type { RemovedFile } from './schemas/removed';
import type { SecurityFile } from './schemas/security';
import type { TeamFile } from './schemas/team';
import type { UnitsFile } from './schemas/units';

/** Where in the configuration something was written: a file of it and the path of keys inside. */
export interface SourceRef {
  /** Relative to the organization's directory, such as `teams/fraud.yaml`. */
  readonly file: string;
  readonly path: readonly (string | number)[];
}

/** Turns references into lines and columns. */
export interface Sources {
  /** Nearest place that exists for the reference; `key` points at the key instead of the value. */
  locate(ref: SourceRef, what?: 'key' | 'value'): Location;
}

/** A file that the configuration refers to, such as a policy or a product template, as it is on disk. */
export interface Attachment {
  /** Relative to the organization's directory. */
  readonly file: string;
  readonly text: string;
}

/** Everything people wrote in one organization's directory, typed but not yet interpreted. */
export interface Configuration {
  /** As given by the user, such as `landing-zone`; messages show files below it. */
  readonly directory: string;
  readonly organization: OrganizationFile;
  readonly units: UnitsFile;
  readonly accounts: AccountsFile;
  /** By team key, which is the name of the file. */
  readonly teams: Readonly<Record<string, TeamFile>>;
  readonly access: AccessFile;
  readonly network: NetworkFile;
  readonly guardrails: GuardrailsFile;
  readonly portfolios: PortfoliosFile;
  readonly security: SecurityFile;
  readonly costs: CostsFile;
  readonly removed: RemovedFile;
  readonly custom: CustomFile;
  readonly accepted: AcceptedFile;
  /** Files of `policies/` by their path below it. */
  readonly policies: ReadonlyMap<string, Attachment>;
  /** Files of `products/` by their path below it. */
  readonly products: ReadonlyMap<string, Attachment>;
  readonly sources: Sources;
}
