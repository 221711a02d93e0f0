import { z } from 'zod';
import type { FoundLandingZone, Inventory } from '../inventory';
import type { Remark, YamlValue } from './part';

const account = z.object({ accountId: z.string() });
const switched = z.object({ enabled: z.boolean().optional() }).optional();
const days = z.coerce.number().int().min(1).max(5475);
const bucket = z.object({ retentionDays: days.optional() }).optional();

/** What a manifest of any version says of interest; AWS gives numbers back as text at times. */
const manifest = z.object({
  governedRegions: z.array(z.string()).optional(),
  accessManagement: switched,
  config: switched,
  securityRoles: z.object({ accountId: z.string().optional() }).optional(),
  centralizedLogging: z
    .object({
      accountId: z.string().optional(),
      enabled: z.boolean().optional(),
      configurations: z.object({ loggingBucket: bucket, accessLoggingBucket: bucket }).optional(),
    })
    .optional(),
  backup: z
    .object({
      enabled: z.boolean().optional(),
      configurations: z.object({ backupAdmin: account.optional(), centralBackup: account.optional() }).optional(),
    })
    .optional(),
});
export type Manifest = z.infer<typeof manifest>;

/** The manifest of the landing zone; empty where there is none, or where it can't be understood. */
export function manifestOf({ controlTower: { landingZone } }: Inventory): Manifest {
  return manifest.safeParse(landingZone?.manifest).data ?? {};
}

/** What Control Tower uses if nothing else is said. Source: AWS Control Tower user guide, 2026-11. */
const usualRetention = { logs: 365, accessLogs: 3650 } as const;

/** `controlTower:` of organization.yaml: always only read, as it exists or should not come into being by itself. */
export function describeControlTower(inventory: Inventory): {
  readonly value: YamlValue;
  readonly remarks: readonly Remark[];
} {
  const { landingZone } = inventory.controlTower;
  if (landingZone === undefined) return { value: withoutLandingZone, remarks: [nothingThere] };
  const found = manifestOf(inventory);
  const { accessLoggingBucket, loggingBucket } = found.centralizedLogging?.configurations ?? {};
  return {
    value: {
      manage: 'read',
      arn: landingZone.arn,
      version: versionOf(landingZone),
      logRetentionDays: unless(loggingBucket?.retentionDays, usualRetention.logs),
      accessLogRetentionDays: unless(accessLoggingBucket?.retentionDays, usualRetention.accessLogs),
      integrations: integrations(found),
      autoEnrollment: landingZone.remediationTypes.includes('INHERITANCE_DRIFT') ? undefined : false,
    },
    remarks: [...versionRemarks(landingZone), ...stateRemarks(landingZone)],
  };
}

/** Otherwise the model would take it that a landing zone is to be made. */
const withoutLandingZone: YamlValue = {
  manage: 'read',
  integrations: { config: false, cloudTrail: false, identityCenter: false },
};

const nothingThere: Remark = {
  chapter: 'not-understood',
  subject: 'Control Tower',
  text: 'there is no landing zone; one is made once `controlTower:` says `manage: own`',
};

/** The versions that Landfall tells apart: up to 3.3, and from 4.0 on. */
function versionOf({ version }: FoundLandingZone): '3.3' | '4.0' {
  return Number.parseFloat(version) < 4 ? '3.3' : '4.0';
}

function unless(found: number | undefined, usual: number): number | undefined {
  return found === usual ? undefined : found;
}

/** Only what differs from the usual: all but backups. Up to 3.3 Config can't be switched off and has no key. */
function integrations({ accessManagement, backup, centralizedLogging, config }: Manifest): YamlValue | undefined {
  const { backupAdmin, centralBackup } = backup?.configurations ?? {};
  const backsUp = backup?.enabled === true && backupAdmin !== undefined && centralBackup !== undefined;
  const changed = {
    ...(config?.enabled === false ? { config: false } : {}),
    ...(centralizedLogging?.enabled === false ? { cloudTrail: false } : {}),
    ...(accessManagement?.enabled === false ? { identityCenter: false } : {}),
    ...(backsUp ? { backup: true } : {}),
  };
  return Object.keys(changed).length === 0 ? undefined : changed;
}

function versionRemarks({ arn, version }: FoundLandingZone): readonly Remark[] {
  if (['3.3', '4.0'].includes(version)) return [];
  const text = `its version is ${version}, which is described as the nearest one that Landfall knows; update it before anything of Control Tower is owned`;
  return [{ chapter: 'not-understood', subject: `landing zone ${arn}`, text }];
}

function stateRemarks({ arn, drift, status }: FoundLandingZone): readonly Remark[] {
  const states = [status, drift].filter((state) => state !== undefined && !['ACTIVE', 'IN_SYNC'].includes(state));
  if (states.length === 0) return [];
  const text = `Control Tower says ${states.join(', ')}: mend that before anything of it is owned`;
  return [{ chapter: 'not-understood', subject: `landing zone ${arn}`, text }];
}
