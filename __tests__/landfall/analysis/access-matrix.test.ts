import { accessMatrix, accountsWithoutAccess, type AccessRow } from '../../../landfall/analysis/access-matrix';
import { loadConfiguration } from '../../../landfall/config/load';
import { resolveAccess } from '../../../landfall/model/resolve/access';
import { resolveAccounts, resolveTeams } from '../../../landfall/model/resolve/accounts';
import type { LandingZone } from '../../../landfall/model/zone';
import { testAssignment, testZone } from '../../support/zone';

const base = testZone();

/** Access of the organization in a directory. */
function zoneOf(directory: string): LandingZone {
  const { configuration } = loadConfiguration(directory);
  if (configuration === undefined) throw new Error(`${directory} can't be read`);
  const accounts = resolveAccounts(configuration);
  const teams = resolveTeams(configuration, accounts);
  return testZone({ accounts, teams, access: resolveAccess(configuration, accounts, teams) });
}

function shown({ account, group, grant }: AccessRow): string {
  return `${account}: ${group} ${grant.kind === 'permission-set' ? grant.name : 'domain'}`;
}

describe('the access matrix', () => {
  it('goes through all accounts, the management account first, and leaves none out', () => {
    expect(accessMatrix(base).map(({ account }) => account.key)).toEqual(base.accounts.map(({ key }) => key));
  });

  it('says why', () => {
    const rows = accessMatrix(base).flatMap((account) => account.rows);
    expect(rows.find((row) => row.account === 'fraud-dev')).toEqual({
      account: 'fraud-dev',
      accountName: 'fraud-dev',
      group: 'fraud-DataScientists',
      team: 'fraud',
      grant: { kind: 'permission-set', name: 'DataScientist' },
      reasons: ['for the test'],
    });
  });

  it('makes one row with both reasons of what is asked for twice', () => {
    const again = testAssignment('AWSMLEngineers', 'PowerUserAccess', 'deployments', { reason: 'once more' });
    const zone = testZone({ access: { ...base.access, assignments: [...base.access.assignments, again, again] } });
    const rows = accessMatrix(zone).find(({ account }) => account.key === 'deployments')?.rows;
    expect(rows?.map(({ reasons }) => reasons)).toEqual([['for the test', 'once more']]);
  });

  it('shows people who have something without a group', () => {
    const source = { file: 'access.yaml', path: [] };
    const user = { user: 'jo', userId: '1', permissionSet: 'Old', account: 'network', reason: 'was there', source };
    const zone = testZone({ access: { ...base.access, assignments: [], userAssignments: [user] } });
    expect(accessMatrix(zone).flatMap(({ rows }) => rows.map(shown))).toEqual(['network: jo (a person) Old']);
  });

  it('shows the domain only where the account has one', () => {
    const domainAssignments = ['fraud-dev', 'fraud-prod'].map((account) => ({
      group: 'fraud-DataScientists',
      account,
      team: 'fraud',
      reason: 'Studio',
      source: { file: 'access.yaml', path: [] },
    }));
    const zone = testZone({
      access: { ...base.access, domainAssignments },
      accounts: base.accounts.map((account) =>
        account.key === 'fraud-dev' ? { ...account, blueprint: { name: 'ml-workload', version: 2 } } : account,
      ),
    });
    const rows = accessMatrix(zone).flatMap((account) => account.rows);
    expect(rows.filter(({ grant }) => grant.kind === 'sagemaker-domain').map(shown)).toEqual([
      'fraud-dev: fraud-DataScientists domain',
    ]);
  });

  it('names the accounts into which nobody gets', () => {
    expect(accountsWithoutAccess(base).map(({ key }) => key)).toEqual([
      'management',
      'data-lake',
      'log-archive',
      'network',
      'security-tooling',
    ]);
  });
});

describe('the default organization', () => {
  const zone = zoneOf('landing-zone');
  const rows = accessMatrix(zone).flatMap((account) => account.rows);

  it.each([
    'management: AWSControlTowerAdmins AWSControlTowerAdmins',
    'management: AWSControlTowerAdmins AWSSecurityAuditors',
    'network: AWSNetworkAdmins NetworkAdministrator',
    'ml-shared-services: AWSMLEngineers PowerUserAccess',
    'data-lake: AWSDataEngineers PowerUserAccess',
    'fraud-dev: fraud-TeamLead AdministratorAccess',
    'fraud-dev: fraud-DataScientists DataScientist',
    'fraud-dev: fraud-MLEngineers MLEngineering',
    'fraud-dev: fraud-DataEngineers DataEngineering',
    'fraud-test: fraud-TeamLead AdministratorAccess',
    'fraud-prod: fraud-TeamLead ProductionLead',
  ])('grants %s', (expected) => {
    expect(rows.map(shown)).toContain(expected);
  });

  it('lets nobody of a team be administrator in production', () => {
    const production = zone.accounts.filter(({ stage }) => stage === 'prod').map(({ key }) => key);
    expect(production.length).toBeGreaterThan(0);
    const writers = rows.filter(
      ({ account, team, grant }) =>
        production.includes(account) &&
        team !== undefined &&
        grant.kind === 'permission-set' &&
        !grant.name.startsWith('Production'),
    );
    expect(writers).toEqual([]);
  });

  it('keeps teams to their own accounts', () => {
    for (const { account, team } of rows.filter((row) => row.team !== undefined)) {
      expect(zone.accounts.find(({ key }) => key === account)?.team).toBe(team);
    }
  });

  it('lets somebody into every account', () => {
    expect(accountsWithoutAccess(zone).map(({ key }) => key)).toEqual([]);
  });

  it('lets nobody write into the log archive', () => {
    const sets = rows.flatMap(({ account, grant }) =>
      account === 'log-archive' && grant.kind === 'permission-set' ? [grant.name] : [],
    );
    expect([...new Set(sets)].sort()).toEqual(['AWSSecurityAuditors', 'IncidentResponse', 'LogViewer']);
  });
});
