import { nameOrganization, nothingKnown, type KnownNames } from '../../../../landfall/adoption/describe/names';
import type { TeamRule } from '../../../../landfall/adoption/describe/teams';
import { teamRule } from '../../../../landfall/adoption/describe/teams';
import type { FoundAccount, Inventory } from '../../../../landfall/adoption/inventory';
import { foundAccount, foundInventory, foundUnit } from '../support/inventory';

const master = foundAccount('123456789012', 'master');

function named(inventory: Inventory, teamsBy: TeamRule = { by: 'usual' }, known: KnownNames = nothingKnown) {
  return nameOrganization(inventory, { teamsBy, known });
}

/** Accounts below one unit, with ids in their order. */
function organization(accounts: readonly Partial<FoundAccount>[]): Inventory {
  const made = accounts.map((each, index) => ({
    ...foundAccount(String(100000000001 + index), each.name ?? 'x', 'ou-a'),
    ...each,
  }));
  return foundInventory({ accounts: [master, ...made], units: [foundUnit('ou-a', 'A')], policies: [] });
}

const rule = (text: string): TeamRule => teamRule(text) ?? { by: 'nothing' };

describe('keys of units', () => {
  test.each<[string, readonly (readonly [id: string, name: string, parent: string])[], readonly string[]]>([
    ['other signs become hyphens', [['ou-1', 'Retail + EU', 'r-root']], ['Retail-EU']],
    ['accents go', [['ou-1', 'Überall', 'r-root']], ['Uberall']],
    ['digits get a letter first', [['ou-1', '2024', 'r-root']], ['unit-2024']],
    ['signs alone are a unit', [['ou-1', '+++', 'r-root']], ['unit']],
    ['no unit is the root', [['ou-1', 'Root', 'r-root']], ['Root-2']],
    [
      'the lower id keeps the plain key',
      [
        ['ou-2', 'a b', 'r-root'],
        ['ou-1', 'a+b', 'r-root'],
      ],
      ['a-b-2', 'a-b'],
    ],
    [
      'a path and a name that are one stack are told apart',
      [
        ['ou-1', 'A', 'r-root'],
        ['ou-2', 'B', 'ou-1'],
        ['ou-3', 'a-b', 'r-root'],
      ],
      ['A', 'A/B-2', 'a-b'],
    ],
    ['a unit whose parent is unknown stands at the top', [['ou-1', 'A', 'ou-unread']], ['A']],
  ])('%s', (_, units, paths) => {
    const { names } = named(
      foundInventory({
        accounts: [master],
        policies: [],
        units: units.map(([id, name, parent]) => foundUnit(id, name, parent)),
      }),
    );
    expect([...names.units.values()].sort()).toEqual(['root', ...paths].sort());
    expect(units.map(([id]) => names.units.get(id))).toEqual(paths);
  });

  test('what was named before keeps its name, and others yield', () => {
    const units = [foundUnit('ou-1', 'A'), foundUnit('ou-2', 'Shop')];
    const known = { units: new Map([['ou-2', 'A']]), accounts: new Map() };
    const { names } = named(foundInventory({ units, accounts: [master], policies: [] }), { by: 'usual' }, known);
    expect([names.units.get('ou-2'), names.units.get('ou-1')]).toEqual(['A', 'A-2']);
  });
});

describe('keys of accounts', () => {
  test('two accounts of one name are told apart by a number, with a remark', () => {
    const { accounts, remarks } = named(organization([{ name: 'Shop' }, { name: 'shop' }, { name: 'SHOP!' }]));
    expect(accounts.map(({ account, key }) => [account.id, key])).toEqual([
      ['100000000001', 'shop'],
      ['100000000002', 'shop-2'],
      ['100000000003', 'shop-3'],
    ]);
    expect(remarks.map(({ subject }) => subject)).toEqual([
      'account shop (100000000002)',
      'account SHOP! (100000000003)',
    ]);
  });

  test('no other account is called management', () => {
    expect(named(organization([{ name: 'Management' }])).accounts.map(({ key }) => key)).toEqual(['management-2']);
  });

  test('accounts that are not active are left out, with a remark each', () => {
    const { names, remarks } = named(organization([{ name: 'Old', state: 'CLOSED' }, { name: 'New' }]));
    expect([...names.accounts.values()]).toEqual(['management', 'new']);
    expect(remarks.map(({ subject, text }) => [subject, text])).toEqual([
      ['account Old (100000000001)', 'it is closed, so it is not described'],
    ]);
  });

  test('accounts that Landfall made have the keys that it gave them', () => {
    const tags = {
      'corp:workload:account': 'data-lake',
      'corp:workload:environment': 'production',
      'corp:finance:owner': 'data',
    };
    expect(named(organization([{ name: 'The lake', tags }])).accounts.map(({ key }) => key)).toEqual(['data-lake']);
  });
});

describe('teams', () => {
  const found = (inventory: Inventory, teamsBy: TeamRule): object =>
    Object.fromEntries(named(inventory, teamsBy).teams.map(({ accounts, key }) => [key, [...accounts.keys()]]));

  const shop = organization([
    { name: 'shop prod', tags: { 'corp:team': 'Web Shop' } },
    { name: 'shop-development', tags: { 'corp:team': 'Web Shop' } },
    { name: 'lonely prod', tags: { 'corp:team': 'Lonely' } },
    { name: 'bank (UAT)' },
  ]);

  test.each<[string, TeamRule, object]>([
    ['a tag for teams is found by itself, if several accounts share a value', rule('usual'), {}],
    ['the usual rule', { by: 'usual' }, { 'web-shop': ['dev', 'prod'] }],
    [
      'a named tag counts for one account too',
      rule('tag:corp:team'),
      { 'web-shop': ['dev', 'prod'], lonely: ['prod'] },
    ],
    ['names', rule('name:{team}-{stage}'), { shop: ['dev'] }],
    ['names in which the stage is told by a word', rule('name:{team} (UAT)'), { bank: ['uat'] }],
    ['none', rule('none'), {}],
  ])('%s', (_, teamsBy, teams) => {
    expect(found(shop, teamsBy)).toEqual(teams);
  });

  test('units below one are teams, named as AWS shows it', () => {
    const units = [
      foundUnit('ou-a', 'All Business'),
      foundUnit('ou-b', 'Retail EU', 'ou-a'),
      foundUnit('ou-c', 'Prod', 'ou-b'),
    ];
    const accounts = [
      master,
      foundAccount('100000000001', 'one', 'ou-c'),
      foundAccount('100000000002', 'two test', 'ou-b'),
      foundAccount('100000000003', 'three dev', 'ou-a'),
    ];
    const inventory = foundInventory({ units, accounts, policies: [] });
    expect(found(inventory, rule('unit:All Business'))).toEqual({ 'retail-eu': ['test', 'prod'] });
    expect(found(inventory, rule('unit:All-Business/'))).toEqual({ 'retail-eu': ['test', 'prod'] });
    expect(named(inventory, rule('unit:all business')).teams.map(({ name }) => name)).toEqual(['Retail EU']);
  });

  test('accounts of one stage, or of none, stay where they are and say whose they are', () => {
    const tags = { team: 'Shop' };
    const { accounts, names, teams } = named(
      organization([
        { name: 'a prod', tags },
        { name: 'b prod', tags },
        { name: 'c', tags },
        { name: 'd dev', tags },
      ]),
    );
    expect(teams.map(({ accounts: staged }) => [...staged.keys()])).toEqual([['dev']]);
    expect(accounts.map(({ key, owner }) => [key, owner])).toEqual([
      ['a-prod', 'shop'],
      ['b-prod', 'shop'],
      ['c', 'shop'],
    ]);
    expect([...names.teams]).toEqual([['100000000004', 'shop']]);
  });

  test('an account of a team takes nobody else’s name', () => {
    const tags = { team: 'shop' };
    const { names } = named(
      organization([{ name: 'shop-prod' }, { name: 'data prod', tags }, { name: 'x dev', tags }]),
    );
    expect([...names.accounts.values()].sort()).toEqual(['data-prod', 'management', 'shop-dev', 'shop-prod']);
  });

  test('accounts of teams that Landfall made are theirs again', () => {
    const own = (stage: string, environment: string): FoundAccount['tags'] => ({
      'corp:workload:account': `fraud-${stage}`,
      'corp:workload:environment': environment,
      'corp:finance:owner': 'fraud',
    });
    const inventory = organization([
      { name: 'Fraud detection dev', tags: own('dev', 'development') },
      { name: 'Fraud detection live', tags: own('live', 'live') },
    ]);
    const [team] = named(inventory).teams;
    expect([team?.key, team?.name, [...(team?.accounts.keys() ?? [])]]).toEqual([
      'fraud',
      'Fraud detection',
      ['dev', 'live'],
    ]);
  });

  test('what was described before stays in its file', () => {
    const known: KnownNames = {
      units: new Map(),
      accounts: new Map([
        ['100000000001', { key: 'Web-live', team: { file: 'Web', stage: 'live' } }],
        ['100000000002', { key: 'Dev-Box' }],
      ]),
    };
    const { accounts, teams } = named(shop, { by: 'usual' }, known);
    expect(teams.map(({ accounts: staged, key }) => [key, [...staged.keys()]])).toEqual([['Web', ['live']]]);
    expect(accounts.map(({ key }) => key)).toContain('Dev-Box');
  });

  test.each(['', 'team', 'tag:', 'name:{stage}', 'name:{team}{team}', 'name:{team}{x}', 'names:{team}'])(
    '"%s" is no rule',
    (text) => {
      expect(teamRule(text)).toBeUndefined();
    },
  );
});
