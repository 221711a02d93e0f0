import type { Configuration } from '../../config/configuration';
import type { Contact, ControlTower, LandingZone } from '../zone';

/** Baseline version for each landing zone version. Source: AWS Control Tower user guide, "Types of baselines", 2026-11. */
const baselineVersions = { '3.3': '4.0', '4.0': '5.0' } as const;

export function resolveControlTower({ organization }: Configuration): ControlTower {
  const written = organization.controlTower;
  const version = written?.version ?? '4.0';
  return {
    manage: written?.manage ?? 'own',
    arn: written?.arn,
    version,
    baselineVersion: written?.baselineVersion ?? baselineVersions[version],
    logRetentionDays: written?.logRetentionDays ?? 365,
    accessLogRetentionDays: written?.accessLogRetentionDays ?? 3650,
    integrations: {
      config: written?.integrations?.config ?? true,
      cloudTrail: written?.integrations?.cloudTrail ?? true,
      identityCenter: written?.integrations?.identityCenter ?? true,
      backup: written?.integrations?.backup ?? false,
    },
    autoEnrollment: written?.autoEnrollment ?? true,
  };
}

export function resolveContacts({ organization }: Configuration): readonly Contact[] {
  const written = organization.contacts ?? {};
  const types = [
    ['BILLING', written.billing],
    ['OPERATIONS', written.operations],
    ['SECURITY', written.security],
  ] as const;
  return types.flatMap(([type, contact]) => (contact === undefined ? [] : [{ type, ...contact }]));
}

export function resolveState({ organization }: Configuration): LandingZone['state'] {
  const written = organization.state;
  if (written?.backend !== 'hcp') return { backend: 's3' };
  return {
    backend: 'hcp',
    hostname: written.hostname ?? 'app.terraform.io',
    organization: written.organization,
    project: written.project ?? organization.prefix,
  };
}
