import { describeAccess } from '../../../../landfall/adoption/describe/access';
import type { DescribedPart } from '../../../../landfall/adoption/describe/part';
import { saysProduction } from '../../../../landfall/adoption/describe/production';
import type { FoundAssignment, FoundIdentityCenter, FoundPermissionSet } from '../../../../landfall/adoption/inventory';
import { valueOf } from '../support/described';
import { foundCenter, foundGroup, foundSet } from '../support/identity-center';
import { foundAccount, foundInventory, foundUnit } from '../support/inventory';

const accounts = new Map([
  ['000000000001', 'management'],
  ['000000000002', 'shop'],
  ['000000000003', 'lab'],
]);
const names = { units: new Map<string, string>(), accounts, teams: new Map<string, string>() };

function described(
  center: Partial<FoundIdentityCenter>,
  found: Parameters<typeof foundInventory>[0] = {},
): DescribedPart {
  const all = [...accounts].map(([id, key]) => foundAccount(id, `The ${key}`));
  return describeAccess(foundInventory({ accounts: all, ...found, identityCenter: foundCenter(center) }), names);
}

function remarksOf({ remarks }: DescribedPart): readonly string[] {
  return remarks.map(({ chapter, subject, text }) => `${chapter}: ${subject}: ${text}`);
}

function assigned(set: FoundPermissionSet, accountId: string, principalId: string, user = false): FoundAssignment {
  return { permissionSetArn: set.arn, accountId, principalType: user ? 'USER' : 'GROUP', principalId };
}

const [read, admin] = [
  foundSet('Read'),
  foundSet('Admin', { managedPolicies: ['arn:aws:iam::aws:policy/AdministratorAccess'] }),
];
const [ops, devs] = [foundGroup('g-1', 'Ops & Co'), foundGroup('g-2', 'devs')];

test('an organization without Identity Center has an empty table', () => {
  expect(valueOf(describeAccess(foundInventory(), names), 'access.yaml')).toEqual({
    ...{ permissionSets: {}, platformGroups: {}, teamGroups: {}, assignments: [], teamAssignments: [] },
  });
});

describe('a permission set', () => {
  const policy = { name: 'limit', path: '/people/' };
  test.each<[string, Partial<FoundPermissionSet>, object]>([
    ['nothing but a name', {}, { sessionHours: 1 }],
    ['the usual duration', { sessionDuration: 'PT8H' }, {}],
    ['whole hours', { sessionDuration: 'PT12H' }, { sessionHours: 12 }],
    ['other durations', { sessionDuration: 'PT1H30M' }, { sessionDuration: 'PT1H30M' }],
    ['too many hours', { sessionDuration: 'PT13H' }, { sessionDuration: 'PT13H' }],
    [
      'policies of AWS',
      { managedPolicies: ['arn:aws:iam::aws:policy/job-function/Billing', 'arn:aws-cn:iam::aws:policy/X'] },
      { managedPolicies: ['job-function/Billing', 'arn:aws-cn:iam::aws:policy/X'], sessionHours: 1 },
    ],
    [
      'policies of each account',
      { customerManagedPolicies: [policy, { name: 'own', path: '/' }] },
      { customerManagedPolicies: ['people/limit', 'own'], sessionHours: 1 },
    ],
    [
      'a boundary of AWS',
      { boundary: { managedPolicyArn: 'arn:aws:iam::aws:policy/X' } },
      { permissionsBoundary: 'X', sessionHours: 1 },
    ],
    [
      'a boundary of each account',
      { boundary: { customerManagedPolicy: policy } },
      { permissionsBoundary: { customerManaged: 'people/limit' }, sessionHours: 1 },
    ],
    [
      'words and an arrival',
      { description: 'All', relayState: 'https://example.com/' },
      { description: 'All', relayState: 'https://example.com/', sessionHours: 1 },
    ],
    ['empty words', { description: '', relayState: '', inlinePolicy: '' }, { sessionHours: 1 }],
  ])('with %s', (_, otherwise, expected) => {
    const set = foundSet('Old+Set', otherwise);
    const part = described({ permissionSets: [set] });
    expect(valueOf(part, 'access.yaml')).toMatchObject({
      permissionSets: { 'Old+Set': { manage: 'read', arn: set.arn } },
    });
    expect(valueOf(part, 'access.yaml')['permissionSets']).toEqual({
      'Old+Set': { manage: 'read', arn: set.arn, ...expected },
    });
  });

  test('has its inline policy in a file of its own, whatever it is called', () => {
    const inlinePolicy = '{"Version":"2012-10-17","Statement":[]}';
    const permissionSets = ['.a', 'a', 'A'].map((name) => foundSet(name, { inlinePolicy }));
    const part = described({ permissionSets });
    const paths = part.files.map(({ path }) => path).filter((path) => path.startsWith('policies/'));
    expect(paths).toEqual(['a', 'A-2', 'a-3'].map((name) => `policies/permission-sets/${name}.json`));
    expect(part.files.at(-1)).toMatchObject({ text: '{\n  "Version": "2012-10-17",\n  "Statement": []\n}\n' });
  });

  test('that stays in accounts where nobody has it is told', () => {
    const permissionSets = [foundSet('Old', { provisionedAccounts: ['000000000002', '000000000003', '000000000009'] })];
    const assignments = [assigned(foundSet('Old'), '000000000003', 'g-1')];
    expect(remarksOf(described({ permissionSets, groups: [ops], assignments }))).toEqual([
      'not-understood: permission set Old: provisioned in The shop (000000000002), 000000000009, assigned to nobody there',
    ]);
  });
});

describe('groups', () => {
  test('of Identity Center are all there, with what they are for', () => {
    const part = described({ groups: [{ ...devs, description: 'Build' }, ops] });
    expect(valueOf(part, 'access.yaml')).toMatchObject({
      platformGroups: {
        'Ops & Co': { manage: 'read', id: 'g-1' },
        devs: { manage: 'read', id: 'g-2', description: 'Build' },
      },
    });
  });

  test('of an identity provider are those that are assigned something', () => {
    const center = {
      scim: true,
      permissionSets: [read],
      groups: [devs, ops],
      assignments: [assigned(read, '000000000002', 'g-2')],
    };
    const value = valueOf(described(center), 'access.yaml');
    expect(value).toMatchObject({ identityCenter: { source: 'external' } });
    expect(value['platformGroups']).toEqual({ devs: { id: 'g-2' } });
    expect(remarksOf(described(center))).toEqual([
      'not-understood: groups: left to the identity provider, because nothing is assigned to them: 1 of 2',
    ]);
  });

  test('with one name are not mixed up', () => {
    const groups = [ops, { ...ops, id: 'g-3' }];
    const assignments = [assigned(read, '000000000002', 'g-1'), assigned(read, '000000000003', 'g-3')];
    const part = described({ permissionSets: [read], groups, assignments });
    expect(valueOf(part, 'access.yaml')).toMatchObject({ assignments: [{ group: 'Ops & Co', accounts: 'shop' }] });
    expect(remarksOf(part)).toEqual([
      'not-understood: group Ops & Co (g-3): named like g-1',
      expect.stringContaining('for the group g-3: assigned in The lab (000000000003)'),
    ]);
  });
});

describe('assignments', () => {
  const reason = 'Was there before Landfall';

  test('are one row for what a group has in the same accounts', () => {
    const assignments = ['000000000002', '000000000003'].flatMap((account) => [
      ...[assigned(read, account, 'g-1'), assigned(admin, account, 'g-1'), assigned(read, account, 'g-2')],
    ]);
    const own = assigned(read, '000000000001', 'g-2');
    const part = described({ permissionSets: [admin, read], groups: [ops, devs], assignments: [own, ...assignments] });
    expect(valueOf(part, 'access.yaml')['assignments']).toEqual([
      {
        ...{ group: 'Ops & Co', permissionSets: ['Admin', 'Read'], accounts: ['lab', 'shop'] },
        ...{ manage: 'read', exists: true, reason },
      },
      {
        ...{ group: 'devs', permissionSets: 'Read', accounts: ['lab', 'management', 'shop'] },
        ...{ manage: 'read', exists: true, reason },
      },
    ]);
  });

  test('of people are a table of their own, also where their names could not be read', () => {
    const users = [{ id: 'u-1', userName: 'jo@example.com', externalIds: [] }];
    const assignments = ['u-1', 'u-2'].map((user) => assigned(read, '000000000003', user, true));
    expect(
      valueOf(described({ permissionSets: [read], users, assignments }), 'access.yaml')['userAssignments'],
    ).toEqual([
      { user: 'jo@example.com', id: 'u-1', permissionSets: 'Read', accounts: 'lab', reason },
      { user: 'u-2', id: 'u-2', permissionSets: 'Read', accounts: 'lab', reason },
    ]);
  });

  test('whose group or account is gone are told', () => {
    const assignments = [
      ...[assigned(read, '000000000002', 'g-9'), assigned(read, '000000000009', 'g-1')],
      ...[assigned(foundSet('Gone'), '000000000002', 'g-1')],
    ];
    const part = described({ permissionSets: [read], groups: [ops], assignments });
    expect(valueOf(part, 'access.yaml')).toMatchObject({ assignments: [] });
    expect(remarksOf(part)).toEqual([
      'not-understood: account 000000000009: it is not described, and neither is what is assigned in it: Read',
      expect.stringMatching(
        /^not-understood: Read \(arn.*\) for the group g-9: assigned in The shop \(000000000002\), but/,
      ),
      expect.stringMatching(/^not-understood: arn.* for the group Ops & Co \(g-1\): assigned in The shop/),
    ]);
  });
});

test('an instance in another Region is told', () => {
  expect(remarksOf(described({ region: 'us-east-1' }))).toEqual([
    'not-understood: Identity Center arn:aws:sso:::instance/ssoins-1: lies in us-east-1, not in the home Region eu-west-1, from which Landfall speaks to it',
  ]);
});

describe('administrators in production', () => {
  const inline = (statement: object): FoundPermissionSet =>
    foundSet('Inline', { inlinePolicy: JSON.stringify({ Version: '2012-10-17', Statement: statement }) });

  test.each<[string, FoundPermissionSet, boolean]>([
    ['AdministratorAccess', admin, true],
    ['everything inline', inline([{ Effect: 'Allow', Action: ['s3:*', '*'], Resource: '*' }]), true],
    ['everything inline, as one statement', inline({ Effect: 'Allow', Action: '*:*', Resource: ['*'] }), true],
    ['a service', inline([{ Effect: 'Allow', Action: 's3:*', Resource: '*' }]), false],
    ['a deny of everything', inline([{ Effect: 'Deny', Action: '*', Resource: '*' }]), false],
    ['a broken policy', foundSet('Inline', { inlinePolicy: '{' }), false],
    ['reading', foundSet('Inline', { managedPolicies: ['arn:aws:iam::aws:policy/ReadOnlyAccess'] }), false],
  ])('are found by %s', (_, set, expected) => {
    const found = { accounts: [foundAccount('000000000002', 'shop prod')] };
    const assignments = [assigned(set, '000000000002', 'g-1')];
    expect(remarksOf(described({ permissionSets: [set], groups: [ops], assignments }, found))).toEqual(
      expected
        ? [
            `administrators-in-production: ${set.name} for the group Ops & Co (g-1): may do everything in shop prod (000000000002)`,
          ]
        : [],
    );
  });

  const account = foundAccount('000000000002', 'shop', 'ou-b');
  test.each<[string, Parameters<typeof foundInventory>[0], boolean]>([
    ['a unit above', { units: [foundUnit('ou-a', 'Prod EU'), foundUnit('ou-b', 'Shop', 'ou-a')] }, true],
    ['no unit', { units: [foundUnit('ou-b', 'Shop')] }, false],
    ['a tag', { accounts: [{ ...account, tags: { 'acme:Environment': 'Production' } }], units: [] }, true],
    [
      'a tag against the name',
      { accounts: [{ ...account, name: 'shop prod', tags: { env: 'test' } }], units: [] },
      false,
    ],
    ['a ring of units', { units: [foundUnit('ou-a', 'A', 'ou-b'), foundUnit('ou-b', 'B', 'ou-a')] }, false],
  ])('is told by %s', (_, found, expected) => {
    const assignments = [assigned(admin, '000000000002', 'g-1')];
    const part = described({ permissionSets: [admin], groups: [ops], assignments }, { accounts: [account], ...found });
    expect(remarksOf(part)).toHaveLength(expected ? 1 : 0);
  });

  test.each([
    ['Prod', true],
    ['shop-prd-eu', true],
    ['PaymentsProd', true],
    ['live', true],
    ['Production (DR)', true],
    ['Non-Prod', false],
    ['pre prod', false],
    ['nonprod', false],
    ['products', false],
    ['delivery', false],
  ])('%s says production: %s', (text, expected) => {
    expect(saysProduction(text)).toBe(expected);
  });
});
