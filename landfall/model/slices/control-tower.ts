import { fact, type FactKey, type FactReader } from '../facts';
import { allowsArgument } from '../newer-arguments';
import type { StackNode } from '../stack';
import { accountWithDuty, managementKey, type LandingZone } from '../zone';
import { backupKeyPolicy, controlTowerRoles, logKeyPolicy, type ServiceRole } from './control-tower-roles';

export const controlTowerStackId = 'control-tower';

/** Stands in the manifest for the ARN of the key, which only the stack that makes the key knows. */
export const logKeyMarker = '<log-key-arn>';
/** The same for the key of backups. */
export const backupKeyMarker = '<backup-key-arn>';

export interface ControlTowerContent {
  readonly kind: 'control-tower';
  readonly roles: readonly ServiceRole[];
  /** Key that encrypts Control Tower's logs. */
  readonly logKey: { readonly alias: string; readonly description: string; readonly policy: string } | undefined;
  /** Key that encrypts backups; Control Tower wants it in every governed Region. None where it integrates no backup. */
  readonly backupKey:
    | {
        readonly alias: string;
        readonly description: string;
        readonly policy: string;
        /** Governed Regions besides the home Region, sorted. */
        readonly replicaRegions: readonly string[];
      }
    | undefined;
  readonly landingZone:
    | {
        readonly version: string;
        /** Minified JSON with a marker where the ARN of a key belongs. */
        readonly manifest: string;
        /** What Control Tower mends by itself; undefined where the provider can't say it. */
        readonly remediationTypes: readonly string[] | undefined;
        /** Id of one that exists already and is taken over: the last part of its ARN. */
        readonly importId: string | undefined;
      }
    | undefined;
}

/** The landing zone of Control Tower with what it needs; only what is ours where somebody else made it. */
export function controlTowerNode(zone: LandingZone): StackNode {
  return {
    id: controlTowerStackId,
    kind: 'control-tower',
    wave: '3',
    account: managementKey,
    after: ['integration-accounts'],
    assigns: zone.controlTower.manage === 'own' ? [fact.landingZoneArn] : [],
    reveals: revealedFacts(zone),
    createsIn: [],
    content: (facts) => controlTowerContent(zone, facts),
  };
}

/** What Control Tower makes and no resource puts out; the lock reads it by SDK. */
function revealedFacts({ access, controlTower, vending }: LandingZone): readonly FactKey[] {
  return [
    fact.baselineArn,
    ...(controlTower.integrations.identityCenter ? [fact.identityCenterBaselineArn] : []),
    ...(access.instanceArn === undefined ? [fact.instanceArn] : []),
    ...(access.identityStoreId === undefined ? [fact.identityStoreId] : []),
    ...(vending === 'account-factory'
      ? [fact.accountFactoryProductId, fact.accountFactoryArtifactId, fact.accountFactoryPortfolioId]
      : []),
    ...access.groups.filter(({ manage }) => manage === 'read').map(({ displayName }) => fact.groupId(displayName)),
  ];
}

function controlTowerContent(zone: LandingZone, facts: FactReader): ControlTowerContent {
  const { controlTower, prefix, providerConstraint, regions } = zone;
  if (controlTower.manage === 'read') {
    return { kind: 'control-tower', roles: [], logKey: undefined, backupKey: undefined, landingZone: undefined };
  }
  return {
    kind: 'control-tower',
    roles: controlTowerRoles(controlTower),
    logKey: {
      alias: `alias/${prefix}-control-tower`,
      description: 'Encrypts the logs of Control Tower',
      policy: logKeyPolicy(facts.get(fact.accountId(managementKey)), regions.home),
    },
    backupKey: backupKey(zone, facts),
    landingZone: {
      version: controlTower.version,
      manifest: JSON.stringify(manifest(zone, facts)),
      remediationTypes: allowsArgument(providerConstraint, 'aws_controltower_landing_zone.remediation_types')
        ? controlTower.autoEnrollment
          ? ['INHERITANCE_DRIFT']
          : []
        : undefined,
      importId: controlTower.arn?.split('/').at(-1),
    },
  };
}

/** What both log buckets are set to. */
interface BucketSettings {
  readonly accessLoggingBucket?: { readonly retentionDays: number };
  readonly loggingBucket?: { readonly retentionDays: number };
  readonly kmsKeyArn: string;
}

/** Manifest of landing zone 4.0. It takes these keys and no others, and each integration says whether it is on. */
interface Manifest {
  readonly accessManagement: { readonly enabled: boolean };
  readonly backup: { readonly configurations?: BackupSettings; readonly enabled: boolean };
  readonly centralizedLogging: Integration;
  readonly config: Integration;
  readonly governedRegions: readonly string[];
  readonly securityRoles: { readonly accountId?: string; readonly enabled: boolean };
}

interface BackupSettings {
  readonly backupAdmin: { readonly accountId: string };
  readonly centralBackup: { readonly accountId: string };
  readonly kmsKeyArn: string;
}

interface Integration {
  readonly accountId?: string;
  readonly configurations?: BucketSettings;
  readonly enabled: boolean;
}

/**
 * Source: AWS Control Tower user guide, "Step 2: Launch your landing zone using the AWS Control Tower APIs", 2026-11.
 * Security roles need Config; Config collects in the security tooling account, the trail in the log archive.
 */
function manifest(zone: LandingZone, facts: FactReader): Manifest {
  const { integrations } = zone.controlTower;
  const logArchive = accountWithDuty(zone, 'log-archive');
  const tooling = accountWithDuty(zone, 'security-tooling');
  const logArchiveId = logArchive === undefined ? {} : { accountId: facts.get(fact.accountId(logArchive.key)) };
  const toolingId = tooling === undefined ? {} : { accountId: facts.get(fact.accountId(tooling.key)) };
  const configurations: BucketSettings = {
    ...retention('accessLoggingBucket', zone.controlTower.accessLogRetentionDays),
    kmsKeyArn: logKeyMarker,
    ...retention('loggingBucket', zone.controlTower.logRetentionDays),
  };
  const off = { enabled: false };
  return {
    accessManagement: { enabled: integrations.identityCenter },
    backup: integrations.backup ? { ...backupAccounts(zone, facts), enabled: true } : off,
    centralizedLogging: integrations.cloudTrail ? { ...logArchiveId, configurations, enabled: true } : off,
    config: integrations.config ? { ...toolingId, configurations, enabled: true } : off,
    governedRegions: [...zone.regions.governed].sort(),
    securityRoles: integrations.config ? { ...toolingId, enabled: true } : off,
  };
}

/** Without both accounts there is nothing to say; a check demands them. */
function backupAccounts(zone: LandingZone, facts: FactReader): { readonly configurations?: BackupSettings } {
  const admin = accountWithDuty(zone, 'backup-admin');
  const central = accountWithDuty(zone, 'central-backup');
  if (admin === undefined || central === undefined) return {};
  return {
    configurations: {
      backupAdmin: { accountId: facts.get(fact.accountId(admin.key)) },
      centralBackup: { accountId: facts.get(fact.accountId(central.key)) },
      kmsKeyArn: backupKeyMarker,
    },
  };
}

function backupKey(zone: LandingZone, facts: FactReader): ControlTowerContent['backupKey'] {
  const { controlTower, prefix, regions } = zone;
  if (!controlTower.integrations.backup) return undefined;
  return {
    alias: `alias/${prefix}-backup`,
    description: 'Encrypts the backups that Control Tower takes',
    policy: backupKeyPolicy(facts.get(fact.accountId(managementKey)), facts.get(fact.organizationId)),
    replicaRegions: [...new Set(regions.governed)].filter((region) => region !== regions.home).sort(),
  };
}

/** Days that Control Tower keeps logs unless told otherwise. Source: AWS Control Tower user guide, 2026-11. */
const usualRetention = { accessLoggingBucket: 3650, loggingBucket: 365 } as const;

/**
 * The provider reads these numbers back as text, so that every plan shows a change where they are written
 * (terraform-provider-aws issue 42721, open in 2026-11). So they are written only where they differ from what Control
 * Tower does anyway.
 */
function retention(bucket: keyof typeof usualRetention, retentionDays: number): Partial<BucketSettings> {
  return retentionDays === usualRetention[bucket] ? {} : { [bucket]: { retentionDays } };
}
