import type { SourceRef, Sources } from '../config/configuration';
import type { Duty } from '../config/schemas/accounts';
import { accountsIndex } from './accounts-index';
import type { Guardrails } from './zone-guardrails';
import type { Manage } from './zone-manage';
import type { Portfolio } from './zone-portfolios';

export type {
  AccountGuardrails,
  Control,
  ControlParameter,
  Guardrails,
  Policy,
  UnitGuardrails,
} from './zone-guardrails';
export type { Manage } from './zone-manage';
export type { Portfolio, Product, ProductVersion } from './zone-portfolios';

/** A stack of the user's own, as the configuration asks for it. */
export interface OwnStackRequest {
  /** Lower-case and unique; the id of the stack is `own-<key>`. */
  readonly key: string;
  /** Name under which `custom/index.ts` registers the class. */
  readonly stack: string;
  /** Key of the account in which it acts. */
  readonly account: string;
  /** Ids of stacks that must be applied before it. */
  readonly after: readonly string[];
  /** Facts that it is given. */
  readonly needs: readonly string[];
  /** Whatever else the user writes for it. */
  readonly settings: Readonly<Record<string, string>>;
  readonly source: SourceRef;
}

export type Connectivity = 'corporate' | 'isolated' | 'none';

/** An organizational unit; that of the root is `root`. */
export interface Unit {
  /** Lower-cased keys joined by slashes, such as `workloads/prod`; `root` for the root. Never a name. */
  readonly id: string;
  /** As people write it in the configuration, such as `Workloads/Prod`. */
  readonly label: string;
  readonly name: string;
  /** Id of the unit above; none for the root. */
  readonly parent: string | undefined;
  /** 0 for the root. AWS allows 5 levels below it. */
  readonly depth: number;
  readonly manage: Manage;
  /** Id in AWS, given in the configuration. */
  readonly awsId: string | undefined;
  /** Whether Control Tower's baseline is enabled on it. */
  readonly registered: boolean;
  /** Only of a unit that exists already: ARN of its baseline, or `kept` where whatever it has stays as it is. */
  readonly adoptedBaseline?: string;
  readonly source: SourceRef;
}

/** Who answers for an account: a team of the platform, or a team with its own accounts. */
export interface Owner {
  readonly key: string;
  readonly email: string;
  readonly costCenter: string;
  readonly businessUnit: string | undefined;
}

export interface BlueprintReference {
  readonly name: string;
  readonly version: number;
}

export interface Account {
  /** Lower-case and unique, such as `log-archive` or `fraud-dev`; part of stack ids. */
  readonly key: string;
  readonly name: string;
  /** Lower-cased root e-mail. */
  readonly email: string;
  /** Id of its unit. */
  readonly unit: string;
  readonly owner: Owner;
  /** Owners as written; a check rejects more than one. */
  readonly owners: readonly string[];
  readonly purpose: string;
  readonly duties: readonly Duty[];
  readonly connectivity: Connectivity;
  /** Key of its network segment; none where it has no VPC. */
  readonly segment: string | undefined;
  readonly blueprint: BlueprintReference;
  readonly manage: Manage;
  /** Account id given in the configuration. */
  readonly awsId: string | undefined;
  readonly team: string | undefined;
  readonly stage: string | undefined;
  /** Id of the stack that vends it; none for the management account. */
  readonly vendedBy: string | undefined;
  /** Tags of the account in Organizations; also default tags of its stack. */
  readonly tags: Readonly<Record<string, string>>;
  readonly source: SourceRef;
}

export interface Team {
  readonly key: string;
  /** The key as people write it, by the name of the file, such as `Treaty-Risk`; part of names of groups. */
  readonly label: string;
  readonly name: string;
  readonly email: string;
  readonly owner: Owner;
  /** US dollars a month. */
  readonly budgetUsd: number | undefined;
  /** Keys of its accounts. */
  readonly accounts: readonly string[];
  readonly source: SourceRef;
}

export interface Contact {
  readonly type: 'BILLING' | 'OPERATIONS' | 'SECURITY';
  readonly name: string;
  readonly title: string;
  readonly email: string;
  readonly phone: string;
}

export interface ControlTower {
  readonly manage: Manage;
  readonly arn: string | undefined;
  readonly version: '3.3' | '4.0';
  readonly baselineVersion: string;
  readonly logRetentionDays: number;
  readonly accessLogRetentionDays: number;
  readonly integrations: {
    readonly config: boolean;
    readonly cloudTrail: boolean;
    readonly identityCenter: boolean;
    readonly backup: boolean;
  };
  readonly autoEnrollment: boolean;
}

export interface PermissionSet {
  readonly name: string;
  readonly description: string;
  /** ARNs of AWS managed policies. */
  readonly managedPolicyArns: readonly string[];
  readonly customerManagedPolicies: readonly string[];
  /** Minified JSON. */
  readonly inlinePolicy: string | undefined;
  readonly boundaryArn: string | undefined;
  /** Instead of `boundaryArn`: a policy that is in each account, by name or path/name. */
  readonly boundaryPolicy?: string;
  /** ISO 8601, such as `PT8H`. */
  readonly sessionDuration: string;
  readonly relayState?: string;
  readonly manage: Manage;
  readonly arn: string | undefined;
  readonly source: SourceRef;
}

export interface Group {
  /** Key in the configuration. */
  readonly key: string;
  /** Name in Identity Center; also the key of its fact. */
  readonly displayName: string;
  readonly description: string;
  readonly manage: Manage;
  /** Id in the identity store, given in the configuration. */
  readonly awsId?: string;
  /** Team it belongs to; none for platform groups. */
  readonly team: string | undefined;
  readonly source: SourceRef;
}

/** One group gets one permission set on one account. */
export interface Assignment {
  /** Display name of the group. */
  readonly group: string;
  readonly permissionSet: string;
  /** Key of the account. */
  readonly account: string;
  readonly reason: string;
  /** Only where the configuration says so; otherwise `own`. */
  readonly manage?: Manage;
  /** It was there before Landfall, which imports it. */
  readonly exists?: true;
  /** Team in whose stack it lies; none for platform accounts. */
  readonly team: string | undefined;
  readonly source: SourceRef;
}

/** A person who is assigned something without a group; Landfall only knows of it. */
export interface UserAssignment {
  readonly user: string;
  /** In the identity store. */
  readonly userId: string;
  readonly permissionSet: string;
  /** Key of the account. */
  readonly account: string;
  readonly reason: string;
  readonly source: SourceRef;
}

/** A group of a team gets into the SageMaker domain of one of its accounts. */
export interface DomainAssignment {
  readonly group: string;
  readonly account: string;
  readonly team: string;
  readonly reason: string;
  readonly source: SourceRef;
}

export interface Access {
  /** `external`: groups come from an identity provider by SCIM and are only read. */
  readonly source: 'identity-center' | 'external';
  readonly instanceArn: string | undefined;
  readonly identityStoreId: string | undefined;
  readonly permissionSets: readonly PermissionSet[];
  readonly groups: readonly Group[];
  readonly assignments: readonly Assignment[];
  /** Only where the configuration has any. */
  readonly userAssignments?: readonly UserAssignment[];
  readonly domainAssignments: readonly DomainAssignment[];
}

export interface Segment {
  readonly key: string;
  readonly connectivity: 'corporate' | 'isolated';
  readonly pool: string;
  /** Prefix length of a VPC. */
  readonly vpcPrefix: number;
  readonly availabilityZones: number;
  /** Ids of units. */
  readonly units: readonly string[];
  /** Keys of segments whose routes this one learns. */
  readonly reaches: readonly string[];
  readonly source: SourceRef;
}

export interface NetworkPlan {
  readonly hub: {
    readonly manage: Manage;
    readonly transitGatewayId: string | undefined;
    readonly routeTableIds: Readonly<Record<string, string>>;
    readonly asn: number;
    /** Share of a gateway that exists already. */
    readonly share?: { readonly arn: string; readonly name: string; readonly principals: readonly string[] };
  };
  readonly segments: readonly Segment[];
  /** Ranges that are in use already, with the key of an account or another word for whose they are. */
  readonly reserved?: readonly ReservedRange[];
}

export interface ReservedRange {
  readonly name: string;
  readonly cidr: string;
}

export interface LandingZone {
  readonly name: string;
  readonly prefix: string;
  readonly organization: {
    readonly manage: Manage;
    readonly id: string | undefined;
    /** What was enabled before Landfall and is never switched off. */
    readonly policyTypes?: readonly string[];
    readonly trustedServices?: readonly string[];
  };
  /** What becomes of imported objects; without it their tags and contacts stay as they are. */
  readonly adoption?: {
    /** Whether stacks with imported objects write tags: all of them, or those with these ids. */
    readonly tags: Manage | readonly string[];
    readonly contacts: Manage;
  };
  readonly regions: { readonly home: string; readonly governed: readonly string[] };
  readonly tags: Readonly<Record<string, string>>;
  readonly contacts: readonly Contact[];
  readonly deployment: {
    /** Key of the deployment account. */
    readonly account: string;
    readonly principals: readonly string[];
    readonly access: 'assume-role' | 'ambient';
    readonly homes: 'all' | 'owned';
  };
  readonly state:
    | { readonly backend: 's3' }
    | { readonly backend: 'hcp'; readonly hostname: string; readonly organization: string; readonly project: string };
  /** Version constraint of the AWS provider in the output. */
  readonly providerConstraint: string;
  readonly vending: 'organizations' | 'account-factory';
  readonly controlTower: ControlTower;
  /** The root first, every parent before its children. */
  readonly units: readonly Unit[];
  /** The management account first, then by key. */
  readonly accounts: readonly Account[];
  readonly teams: readonly Team[];
  readonly access: Access;
  readonly network: NetworkPlan;
  /** Range of each account's VPC in CIDR notation, by account key: decided ones, and next free ones for the others. */
  readonly addresses: ReadonlyMap<string, string>;
  readonly guardrails: Guardrails;
  readonly hub: { readonly account: string; readonly blueprints: Readonly<Record<string, string>> } | undefined;
  readonly portfolios: readonly Portfolio[];
  readonly security: {
    /** Service principal and key of the account that administers it, by principal. */
    readonly delegations: readonly {
      readonly service: string;
      readonly account: string;
      /** Only where the configuration says so; otherwise `own`. */
      readonly manage?: Manage;
      /** It was registered before Landfall, which imports it. */
      readonly exists?: true;
      readonly source: SourceRef;
    }[];
    readonly accessAnalyzer: boolean;
  };
  readonly costs: {
    readonly categories: readonly { readonly key: string; readonly tag: string }[];
    readonly teamBudget: { readonly monthlyUsd: number; readonly thresholds: readonly number[] } | undefined;
    readonly anomalies: { readonly email: string; readonly minimumUsd: number } | undefined;
  };
  /** The user's own stacks. */
  readonly ownStacks: readonly OwnStackRequest[];
  /** Keys of what this run decided although the lock doesn't hold it yet, such as `address/fraud-dev`. */
  readonly undecided: readonly string[];
  readonly removed: {
    readonly stacks: Readonly<Record<string, 'destroy' | 'forget'>>;
    /** Keys as written of accounts that left the configuration and are to be closed. */
    readonly closedAccounts: readonly string[];
    /** Keys as written of accounts that left the configuration and stay in the organization. */
    readonly keptAccounts: readonly string[];
    /** Ids of guarded stacks, keys of accounts to be closed. */
    readonly confirmed: readonly string[];
  };
  readonly sources: Sources;
}

/** Key of the management account in the model, in facts and in messages. */
export const managementKey = 'management';

/** @returns the account with that duty, if the organization has one. */
export function accountWithDuty(zone: LandingZone, duty: Duty): Account | undefined {
  return accountsIndex(zone.accounts).byDuty.get(duty);
}
