import fc from 'fast-check';
import {
  accountEmail,
  blueprintOf,
  defaultBlueprint,
  isBelow,
  listOf,
} from '../../../../landfall/model/resolve/accounts';
import { unitId } from '../../../../landfall/model/resolve/units';
import { edit, file } from '../../checks/cases/case';
import { accountOf, resolvedZone } from './resolved';

const key = fc.stringMatching(/^[a-z][a-z0-9-]{0,20}$/);
const unit = fc.array(fc.stringMatching(/^[A-Za-z][A-Za-z0-9-]{0,8}$/), { minLength: 1, maxLength: 5 });

describe('accountEmail', () => {
  test.each([
    ['aws+{account}@acme.example', 'fraud-dev', 1, 'aws+fraud-dev@acme.example'],
    ['aws+{account}@acme.example', 'fraud-dev', 2, 'aws+fraud-dev-2@acme.example'],
    ['AWS-{account}@Acme.example', 'lake', 1, 'aws-lake@acme.example'],
    ['{account}+{account}@acme.example', 'lake', 3, 'lake-3+lake-3@acme.example'],
  ])('%s for %s, generation %i, is %s', (scheme, account, generation, expected) => {
    expect(accountEmail(scheme, account, generation)).toBe(expected);
  });

  test('never is the same for two generations', () => {
    fc.assert(
      fc.property(key, fc.integer({ min: 1, max: 50 }), fc.integer({ min: 1, max: 50 }), (account, one, other) => {
        const [a, b] = [one, other].map((generation) => accountEmail('a+{account}@b.example', account, generation));
        expect(a === b).toBe(one === other);
      }),
    );
  });
});

test.each([
  ['ml-workload@2', { name: 'ml-workload', version: 2 }],
  ['sandbox@10', { name: 'sandbox', version: 10 }],
  ['sandbox', { name: 'sandbox', version: 1 }],
])('%s is the blueprint %j', (reference, expected) => {
  expect(blueprintOf(reference)).toEqual(expected);
});

test('the first duty decides on the blueprint', () => {
  expect([defaultBlueprint([]), defaultBlueprint(['network']), defaultBlueprint(['devops', 'network'])]).toEqual([
    'ml-workload@1',
    'network@1',
    'devops@1',
  ]);
});

test('a single value is a list of one', () => {
  expect([listOf(undefined), listOf('a'), listOf(['a', 'b'])]).toEqual([[], ['a'], ['a', 'b']]);
});

describe('isBelow', () => {
  test('holds for a unit and for all on the way up, and for no other', () => {
    fc.assert(
      fc.property(unit, unit, (path, other) => {
        const below = unitId(path.join('/'));
        const above = path.map((_, index) => unitId(path.slice(0, index + 1).join('/')));
        expect(above.every((each) => isBelow(below, each))).toBe(true);
        const stranger = unitId(other.join('/'));
        expect(isBelow(below, stranger)).toBe(above.includes(stranger));
      }),
    );
  });

  test('is not fooled by a name that begins the same', () => {
    expect(isBelow('workloads/production', 'workloads/prod')).toBe(false);
  });
});

describe('accounts', () => {
  test('come with the management account first, then by key', () => {
    const keys = resolvedZone().accounts.map((account) => account.key);
    expect(keys).toEqual([
      'management',
      'data-lake',
      'deployments',
      'fraud-dev',
      'fraud-prod',
      'log-archive',
      'network',
      'security-tooling',
    ]);
  });

  test('get what their stage says, or what is written for them', () => {
    const zone = resolvedZone(
      file(
        'teams/risk.yaml',
        [
          'name: Risk',
          'email: risk@acme.example',
          'costCenter: "1"',
          'accounts:',
          '  dev:',
          '  prod:',
          '    name: Risk live',
          '    unit: Deployments',
          '    email: Risk@Acme.example',
          '    blueprint: sandbox@1',
          '    purpose: Scores',
          '    manage: read',
          '    id: "111122223333"',
          '',
        ].join('\n'),
      ),
    );
    expect(accountOf(zone, 'risk-dev')).toMatchObject({
      name: 'Risk dev',
      unit: 'workloads/dev',
      connectivity: 'isolated',
      email: 'aws+risk-dev@acme.example',
      vendedBy: 'team-risk',
      manage: 'own',
      segment: 'development',
      team: 'risk',
      stage: 'dev',
      owners: ['risk'],
    });
    expect(accountOf(zone, 'risk-prod')).toMatchObject({
      name: 'Risk live',
      unit: 'deployments',
      connectivity: 'corporate',
      email: 'risk@acme.example',
      blueprint: { name: 'sandbox', version: 1 },
      purpose: 'Scores',
      manage: 'read',
      awsId: '111122223333',
      segment: undefined,
    });
  });

  test('of a team that names none are those of the default stages', () => {
    const zone = resolvedZone(file('teams/Risk.yaml', 'name: Risk\nemail: r@acme.example\ncostCenter: "1"\n'));
    expect(zone.teams.find((team) => team.key === 'risk')?.accounts).toEqual(['risk-dev', 'risk-prod']);
    expect(accountOf(zone, 'risk-dev').source).toEqual({ file: 'teams/Risk.yaml', path: [] });
  });

  test('of a team that wants none are none', () => {
    const zone = resolvedZone(
      edit('teams/fraud.yaml', 'accounts:\n  dev: isolated\n  prod: corporate\n', 'accounts: {}\n'),
    );
    expect(zone.teams.map(({ accounts }) => accounts)).toEqual([[]]);
  });

  test('carry the tags of their owner and environment', () => {
    const zone = resolvedZone(edit('accounts.yaml', 'prod: { ', 'prod: { environment: production, '));
    expect(accountOf(zone, 'fraud-prod').tags).toEqual({
      'acme:workload:account': 'fraud-prod',
      'acme:workload:environment': 'production',
      'acme:finance:owner': 'fraud',
      'acme:finance:cost-center': '4711',
    });
    expect(accountOf(zone, 'network').tags).toMatchObject({ 'acme:finance:cost-center': '1000' });
  });

  test('that Control Tower wants first are made by a stack of their own', () => {
    const zone = resolvedZone();
    expect(
      ['log-archive', 'security-tooling', 'network', 'fraud-dev', 'management'].map(
        (each) => accountOf(zone, each).vendedBy,
      ),
    ).toEqual(['integration-accounts', 'integration-accounts', 'foundation', 'team-fraud', undefined]);
  });

  test('belong to the segment of their connectivity whose unit is nearest above', () => {
    const zone = resolvedZone(
      edit('network.yaml', 'units: [Workloads/Prod]', 'units: [Workloads]'),
      edit(
        'network.yaml',
        'segments:\n',
        'segments:\n  Nearer: { connectivity: corporate, pool: 10.1.0.0/16, units: [Workloads/Prod] }\n',
      ),
      edit('teams/fraud.yaml', 'dev: isolated', 'dev: corporate'),
    );
    expect([accountOf(zone, 'fraud-prod').segment, accountOf(zone, 'fraud-dev').segment]).toEqual([
      'nearer',
      'production',
    ]);
  });

  test('keep what makes no sense as it was written', () => {
    const zone = resolvedZone(
      edit('accounts.yaml', 'owner: data-platform', 'owner: [nobody, security]'),
      edit('teams/fraud.yaml', 'prod: corporate', 'nowhere: corporate'),
    );
    expect(accountOf(zone, 'data-lake')).toMatchObject({
      owners: ['nobody', 'security'],
      owner: { key: 'nobody', email: '' },
    });
    expect(accountOf(zone, 'fraud-nowhere')).toMatchObject({ unit: '', segment: undefined });
  });
});
