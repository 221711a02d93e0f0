import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Inventory } from '../../../../landfall/adoption/inventory';
import type { Adoption } from '../../../../landfall/adoption/write';
import { readZone } from '../../../../landfall/model/read-zone';
import type { LandingZone } from '../../../../landfall/model/zone';
import { foundAccount, foundInventory, foundPolicy, foundUnit } from '../support/inventory';

/** Every file below a folder with its text. */
export function filesOf(folder: string, below = ''): Readonly<Record<string, string>> {
  return Object.fromEntries(
    readdirSync(join(folder, below))
      .sort()
      .flatMap((name) => {
        const path = below === '' ? name : `${below}/${name}`;
        return statSync(join(folder, path)).isDirectory()
          ? Object.entries(filesOf(folder, path))
          : [[path, readFileSync(join(folder, path), 'utf8')] as const];
      }),
  );
}

export function zoneOf(directory: string): LandingZone {
  const { diagnostics, model } = readZone(directory);
  if (model?.complete !== true) throw new Error(JSON.stringify(diagnostics));
  return model.zone;
}

export const landingZone: Inventory['controlTower'] = {
  landingZone: {
    arn: 'arn:aws:controltower:eu-west-1:123456789012:landingzone/1A2B3C4D5E6F7A8B',
    version: '3.3',
    remediationTypes: [],
    manifest: {
      governedRegions: ['eu-central-1', 'eu-west-1'],
      centralizedLogging: { accountId: '100000000001', enabled: true },
      securityRoles: { accountId: '100000000002' },
      accessManagement: { enabled: false },
    },
    tags: {},
  },
  controls: [],
  baselines: [],
};

export const accounts = [
  foundAccount('123456789012', 'master'),
  { ...foundAccount('100000000001', 'Log Archive', 'ou-a'), email: 'AWS+Log-Archive@example.com' },
  { ...foundAccount('100000000002', 'Audit', 'ou-a'), email: 'aws+audit@example.com' },
  { ...foundAccount('100000000003', 'Shop Prod', 'ou-b'), email: 'shop@retail.example.com', tags: { team: 'Shop' } },
  { ...foundAccount('100000000004', 'shop+dev', 'ou-b'), email: 'aws+shop-dev@example.com', tags: { team: 'Shop' } },
  { ...foundAccount('100000000005', 'CI/CD Tooling', 'ou-c'), email: 'aws+ci-cd-tooling@example.com' },
  { ...foundAccount('100000000006', 'Old One', 'ou-c'), state: 'CLOSED' as const },
];
export const realId = 'o-a1b2c3d4e5';
export const organized: Inventory['organization'] = { ...foundInventory().organization, id: realId };
/** A team, units and a closed account, and what their names and e-mails make hard. */
export const small = foundInventory({
  organization: organized,
  accounts,
  units: [foundUnit('ou-a', 'Security'), foundUnit('ou-b', 'Retail + EU'), foundUnit('ou-c', 'Tools', 'ou-b')],
  policies: [foundPolicy('p-1', ['ou-b'])],
  controlTower: landingZone,
  trustedServices: ['ram.amazonaws.com'],
  delegatedAdministrators: [{ accountId: '100000000002', services: ['guardduty.amazonaws.com'] }],
});

/** Of the errors. */
export function codesOf(outcome: Adoption): readonly string[] {
  return outcome.diagnostics.filter(({ severity }) => severity === 'error').map(({ code }) => code);
}
