import { backupFindings } from '../../../landfall/model/backup-accounts';
import { isIntegration } from '../../../landfall/model/integration-duties';
import type { Account, LandingZone } from '../../../landfall/model/zone';
import { testAccount, testZone } from '../../support/zone';

function zoneWith(...accounts: readonly Account[]): LandingZone {
  const base = testZone();
  const integrations = { ...base.controlTower.integrations, backup: true };
  return { ...base, controlTower: { ...base.controlTower, integrations }, accounts: [...base.accounts, ...accounts] };
}
const admin = testAccount('reports', 'security', { duties: ['backup-admin'] });
const central = testAccount('backups', 'security', { duties: ['central-backup'] });

describe('backup by Control Tower', () => {
  it('asks for nothing where it is off, or where somebody else set it up', () => {
    expect(backupFindings(testZone())).toEqual([]);
    const zone = zoneWith();
    expect(backupFindings({ ...zone, controlTower: { ...zone.controlTower, manage: 'read' } })).toEqual([]);
  });

  it('is content with two accounts beside the log archive', () => {
    expect(backupFindings(zoneWith(admin, central))).toEqual([]);
  });

  it('misses accounts', () => {
    expect(backupFindings(zoneWith())).toEqual([
      { kind: 'missing', duty: 'backup-admin' },
      { kind: 'missing', duty: 'central-backup' },
    ]);
    expect(backupFindings(zoneWith(central))).toEqual([{ kind: 'missing', duty: 'backup-admin' }]);
  });

  it('wants two of them', () => {
    const both = testAccount('both', 'security', { duties: ['backup-admin', 'central-backup'] });
    expect(backupFindings(zoneWith(both))).toEqual([{ kind: 'same', account: both }]);
  });

  it('wants all integration accounts in one unit', () => {
    const far = { ...central, unit: 'workloads' };
    expect(backupFindings(zoneWith(admin, far))).toEqual([{ kind: 'elsewhere', account: far, wanted: 'security' }]);
  });

  it('has accounts that come before Control Tower', () => {
    expect(isIntegration(['backup-admin'])).toBe(true);
    expect(isIntegration(['devops', 'central-backup'])).toBe(true);
    expect(isIntegration(['network'])).toBe(false);
  });
});
