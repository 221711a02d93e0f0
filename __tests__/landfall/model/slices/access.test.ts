import { FactReader } from '../../../../landfall/model/facts';
import { accessNodes, type AccessContent } from '../../../../landfall/model/slices/access';
import type { LandingZone } from '../../../../landfall/model/zone';
import { testAccount, testAssignment, testGroup, testPermissionSet, testZone } from '../../../support/zone';

const base = testZone();

function zoneWith(access: Partial<LandingZone['access']>, overrides: Partial<LandingZone> = {}): LandingZone {
  return testZone({ access: { ...base.access, ...access }, ...overrides });
}

function nodeOf(zone: LandingZone, id: string): ReturnType<typeof accessNodes>[number] {
  const node = accessNodes(zone).find((candidate) => candidate.id === id);
  if (node === undefined) throw new Error(id);
  return node;
}

function contentOf(zone: LandingZone, id: string, reader = new FactReader(new Map())): AccessContent {
  const content = nodeOf(zone, id).content(reader);
  if (content.kind !== 'access') throw new Error(content.kind);
  return content;
}

describe('access stacks', () => {
  it('are one for the platform and one for each team', () => {
    expect(accessNodes(base).map(({ id }) => id)).toEqual(['access-platform', 'access-fraud']);
  });

  it('keep a team out of the stack of the platform: a new team changes no other stack', () => {
    const alone = zoneWith({
      groups: base.access.groups.filter(({ team }) => team === undefined),
      assignments: base.access.assignments.filter(({ team }) => team === undefined),
    });
    expect(contentOf(base, 'access-platform')).toEqual(contentOf(alone, 'access-platform'));
  });

  it('make the groups of the team and refer to those of the platform by id', () => {
    const zone = zoneWith({
      assignments: [
        testAssignment('fraud-DataScientists', 'DataScientist', 'fraud-dev', { team: 'fraud' }),
        testAssignment('AWSMLEngineers', 'PowerUserAccess', 'fraud-dev', { team: 'fraud' }),
      ],
    });
    const content = contentOf(zone, 'access-fraud', new FactReader(new Map([['group/AWSMLEngineers/id', 'g-1']])));
    expect(content.groups.map(({ displayName }) => displayName)).toEqual(['fraud-DataScientists']);
    expect(content.accounts[0]?.assignments.map(({ id, group }) => ({ id, group }))).toEqual([
      { id: 'fraud-dev_DataScientist_team-DataScientists', group: { displayName: 'fraud-DataScientists' } },
      { id: 'fraud-dev_PowerUserAccess_platform-AWSMLEngineers', group: { groupId: 'g-1' } },
    ]);
    expect(nodeOf(zone, 'access-fraud').assigns).toEqual(['group/fraud-DataScientists/id']);
  });

  it('only read groups that an identity provider brings', () => {
    const zone = zoneWith({
      source: 'external',
      groups: base.access.groups.map((group) => ({ ...group, manage: 'read' as const })),
    });
    const reader = new FactReader(new Map());
    expect(contentOf(zone, 'access-fraud', reader).groups).toEqual([]);
    expect(nodeOf(zone, 'access-fraud').assigns).toEqual([]);
    expect(reader.asked).toContain('group/fraud-DataScientists/id');
  });

  it('ask for ids of accounts, sets and groups, and wait for no account stack', () => {
    const reader = new FactReader(new Map());
    contentOf(base, 'access-fraud', reader);
    expect(reader.asked).toEqual([
      'account/fraud-dev/id',
      'account/fraud-prod/id',
      'identity-center/identity-store-id',
      'identity-center/instance-arn',
      'permission-set/DataScientist/arn',
    ]);
    expect(nodeOf(base, 'access-fraud').after).toEqual([]);
  });

  it('wait for the accounts in which customer managed policies must be', () => {
    const zone = zoneWith({
      permissionSets: [
        testPermissionSet('DataScientist', { customerManagedPolicies: ['boundary'] }),
        testPermissionSet('PowerUserAccess'),
      ],
    });
    expect(nodeOf(zone, 'access-fraud').after).toEqual(['account-fraud-dev', 'account-fraud-prod']);
    expect(nodeOf(zone, 'access-platform').after).toEqual([]);
  });

  it('write an assignment once that two rows of the table ask for', () => {
    const twice = testAssignment('AWSMLEngineers', 'PowerUserAccess', 'deployments');
    const content = contentOf(zoneWith({ assignments: [twice, { ...twice, reason: 'again' }] }), 'access-platform');
    expect(content.accounts[0]?.assignments).toHaveLength(1);
  });

  it('tell a team group from a platform group with the same key', () => {
    const zone = zoneWith({
      groups: [testGroup('Leads'), testGroup('Leads', { team: 'fraud' })],
      assignments: [
        testAssignment('Leads', 'PowerUserAccess', 'fraud-dev', { team: 'fraud' }),
        testAssignment('fraud-Leads', 'PowerUserAccess', 'fraud-dev', { team: 'fraud' }),
      ],
    });
    const ids = contentOf(zone, 'access-fraud').accounts[0]?.assignments.map(({ id }) => id);
    expect(new Set(ids).size).toBe(2);
  });

  it('let groups into domains where the blueprint of the account makes one, and nowhere else', () => {
    const domainAssignments = ['fraud-dev', 'fraud-prod'].map((account) => ({
      group: 'fraud-DataScientists',
      account,
      team: 'fraud',
      reason: 'Studio',
      source: { file: 'access.yaml', path: [] },
    }));
    const accounts = base.accounts.map((account) =>
      account.key === 'fraud-dev' ? { ...account, blueprint: { name: 'ml-workload', version: 2 } } : account,
    );
    const zone = zoneWith({ domainAssignments }, { accounts });
    expect(contentOf(zone, 'access-fraud').domains.map(({ id }) => id)).toEqual([
      'fraud-dev_domain_team-DataScientists',
    ]);
  });

  it('sort accounts by key, so that the order of the table changes nothing', () => {
    const accounts = [...base.accounts, testAccount('alpha', 'sandbox')];
    const assignments = ['network', 'alpha', 'data-lake'].map((account) =>
      testAssignment('AWSMLEngineers', 'PowerUserAccess', account),
    );
    const content = contentOf(zoneWith({ assignments }, { accounts }), 'access-platform');
    expect(content.accounts.map(({ account }) => account)).toEqual(['alpha', 'data-lake', 'network']);
  });
});
