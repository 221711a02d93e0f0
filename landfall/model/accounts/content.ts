import type { SubnetRange } from '../addresses';
import type { SpokeProvider } from '../stack';
import type { BlueprintReference } from '../zone';

/** A bucket with all that is decided about it. Versioned, TLS only, never public. */
export interface BucketContent {
  readonly name: string;
  /** Minified JSON. */
  readonly policy: string;
  /** Key of the same blueprint that encrypts it, or keys of Amazon S3. */
  readonly encryption: 'kms' | 's3';
  /** Days after which an object is deleted; none: never. */
  readonly expireDays: number | undefined;
  /** Days for which governance mode keeps a version from being deleted; none: no object lock. */
  readonly lockDays: number | undefined;
  /** Whether it must outlive whatever is written in the configuration. */
  readonly preventDestroy: boolean;
}

export interface KeyContent {
  readonly alias: string;
  readonly description: string;
  /** Minified JSON. */
  readonly policy: string;
}

export interface RoleContent {
  readonly name: string;
  readonly path: string;
  readonly description: string;
  /** Minified JSON. */
  readonly trustPolicy: string;
  readonly managedPolicyArns: readonly string[];
  /** Minified JSON by the name of the inline policy. */
  readonly inlinePolicies: Readonly<Record<string, string>>;
  readonly maxSessionSeconds: number;
}

/** What every account gets and no policy at the root sets. */
export interface BaselineContent {
  /** Regions in which volumes are encrypted by default, sorted. */
  readonly regions: readonly string[];
  readonly passwordPolicy: {
    readonly minimumLength: number;
    readonly maxAgeDays: number;
    readonly reusePrevention: number;
  };
  /** What a backup policy of Organizations finds in the account; none where no such policy reaches it. */
  readonly backup: { readonly vault: string; readonly role: RoleContent } | undefined;
}

interface VpcBase {
  readonly cidr: string;
  /** Subnets for workloads; without a way to the internet of their own in a corporate VPC. */
  readonly workload: readonly SubnetRange[];
  /** Bucket in the log archive that gets the flow logs; none where no log archive is deployed. */
  readonly flowLogBucket: string | undefined;
  /** Minified JSON: policy of the S3 gateway endpoint. */
  readonly endpointPolicy: string;
}

export interface IsolatedVpc extends VpcBase {
  readonly kind: 'isolated';
  readonly public: readonly SubnetRange[];
  /** Zone of the NAT gateway that each workload subnet uses, by the zone of the subnet. */
  readonly natZones: Readonly<Record<string, string>>;
}

export interface CorporateVpc extends VpcBase {
  readonly kind: 'corporate';
  /** Narrow subnets that hold nothing but the attachment. */
  readonly transit: readonly SubnetRange[];
  readonly transitGatewayId: string;
  /** Route table of the account's own segment: the attachment is associated with it. */
  readonly routeTableId: string;
  /** Route tables that learn the range of this VPC, by the key of their segment. */
  readonly propagatesTo: Readonly<Record<string, string>>;
  /** Acts in the network account to accept, associate and propagate. */
  readonly networkProvider: SpokeProvider;
}

export type VpcContent = IsolatedVpc | CorporateVpc;

/** Log archive: what the others write to. */
export interface LogArchiveContent {
  readonly key: KeyContent;
  readonly flowLogs: BucketContent;
  /** Server access logs of the archive's own buckets; Amazon S3 delivers them to S3-managed encryption only. */
  readonly accessLogs: BucketContent;
}

/** The hub of the network. */
export interface HubContent {
  /** None where it exists already and is only read. */
  readonly transitGateway:
    | {
        readonly name: string;
        readonly asn: number;
        /** Keys of the corporate segments: one route table each. */
        readonly segments: readonly string[];
        /** Tag of a route table that holds the key of its segment. */
        readonly segmentTag: string;
        /** ARNs of the units that may attach, by the id of the unit with hyphens. */
        readonly sharedWith: Readonly<Record<string, string>>;
        /** Of a gateway that existed before: its share under the name that it has, or none. */
        readonly existing?: { readonly shareName?: string };
      }
    | undefined;
  readonly attachRole: RoleContent;
}

export interface SecurityToolingContent {
  /** Organization-wide; none where another account administers Access Analyzer. */
  readonly analyzer: { readonly name: string } | undefined;
}

export interface SharedServicesContent {
  /** Hub of the account factory's blueprints. */
  readonly blueprintAccess: RoleContent | undefined;
}

export interface DevopsContent {
  readonly key: KeyContent;
  readonly artifacts: BucketContent;
  readonly pipelineRole: RoleContent;
}

export interface MlSharedServicesContent {
  readonly key: KeyContent;
  readonly artifacts: BucketContent;
  readonly repository: {
    readonly name: string;
    /** Minified JSON: who may pull. */
    readonly policy: string;
    readonly keepImages: number;
  };
  readonly eventBus: {
    readonly name: string;
    /** Minified JSON: who may put events. */
    readonly policy: string;
  };
  readonly modelPackageGroup: { readonly name: string; readonly description: string };
}

/** A persona works in SageMaker with an execution role of its own. */
export interface PersonaContent {
  readonly key: 'data-scientist' | 'lead-data-scientist' | 'default';
  readonly role: RoleContent;
}

export interface MlWorkloadContent {
  readonly key: KeyContent;
  readonly bucket: BucketContent;
  readonly personas: readonly PersonaContent[];
  /** Studio; from version 2 of the blueprint, and only where there is a VPC for it. */
  readonly domain: { readonly name: string } | undefined;
  /** Sends approved model packages to the central event bus; none where there is none. */
  readonly modelEvents: { readonly busArn: string; readonly pattern: string; readonly role: RoleContent } | undefined;
}

export type LakeLayer = 'raw' | 'staged' | 'curated';

export interface LakeFormationContent {
  /** ARNs of roles of the same account. */
  readonly administrators: readonly string[];
}

export interface DataLakeContent {
  readonly key: KeyContent;
  readonly layers: readonly { readonly layer: LakeLayer; readonly bucket: BucketContent; readonly database: string }[];
  readonly lakeFormation: LakeFormationContent;
}

export interface DataGovernanceContent {
  readonly key: KeyContent;
  /** None where a data lake in the same account sets them already. */
  readonly lakeFormation: LakeFormationContent | undefined;
  /** Values by the key of the tag. */
  readonly tags: Readonly<Record<string, readonly string[]>>;
}

export interface FeatureStoreContent {
  readonly key: KeyContent;
  readonly offlineStore: BucketContent;
  readonly database: string;
}

/** Products of the account's portfolios. */
export interface CatalogContent {
  readonly bucket: BucketContent;
}

/** One part a duty; those that the account does not do are absent. */
export interface DutyParts {
  readonly logArchive: LogArchiveContent | undefined;
  readonly hub: HubContent | undefined;
  readonly securityTooling: SecurityToolingContent | undefined;
  readonly sharedServices: SharedServicesContent | undefined;
  readonly devops: DevopsContent | undefined;
  readonly mlSharedServices: MlSharedServicesContent | undefined;
  readonly mlWorkload: MlWorkloadContent | undefined;
  readonly dataLake: DataLakeContent | undefined;
  readonly dataGovernance: DataGovernanceContent | undefined;
  readonly featureStore: FeatureStoreContent | undefined;
}

/** What one account holds. */
export interface AccountContent {
  readonly kind: 'account';
  /** Key of the account. */
  readonly account: string;
  readonly accountId: string;
  readonly organizationId: string;
  readonly region: string;
  readonly prefix: string;
  /** The chosen one first, then those that other duties of the account bring. */
  readonly blueprints: readonly BlueprintReference[];
  readonly baseline: BaselineContent;
  readonly vpc: VpcContent | undefined;
  /** Literal contract parameters by name; those with ids of this stack are added where they are made. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Roles with which products are launched. */
  readonly launchRoles: readonly RoleContent[];
  readonly catalog: CatalogContent | undefined;
  readonly parts: DutyParts;
  /** Nothing else is written into the account. */
  readonly only?: 'hub';
}
