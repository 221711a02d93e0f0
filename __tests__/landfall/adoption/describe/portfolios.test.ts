import { describePortfolios } from '../../../../landfall/adoption/describe/portfolios';
import type { DescribedNames, DescribedPart } from '../../../../landfall/adoption/describe/part';
import type { FoundPortfolio, FoundProduct, Inventory } from '../../../../landfall/adoption/inventory';
import { portfoliosFile, type PortfoliosFile } from '../../../../landfall/config/schemas/portfolios';
import { foundInventory } from '../support/inventory';

const owner = '111111111111';
const place = { accountId: owner, region: 'eu-west-1' };
const names: DescribedNames = {
  units: new Map([
    ['r-root', 'root'],
    ['ou-a', 'Work/Prod'],
    ['ou-b', 'Lab'],
  ]),
  accounts: new Map([
    [owner, 'tools'],
    ['012345670123', 'data'],
  ]),
  teams: new Map(),
};

function portfolio(otherwise: Partial<FoundPortfolio> = {}): FoundPortfolio {
  return {
    ...place,
    ...{ id: 'port-1', arn: 'arn:port-1', name: 'Data & Analytics', provider: 'Data office' },
    ...{ products: [], principals: [], shares: [], constraints: [], tags: {} },
    ...otherwise,
  };
}

function product(otherwise: Partial<FoundProduct> = {}): FoundProduct {
  return {
    ...place,
    ...{ id: 'prod-1', arn: 'arn:prod-1', name: 'Glue job', owner: 'Data office', type: 'CLOUD_FORMATION_TEMPLATE' },
    ...{ versions: [{ id: 'pa-1', name: 'v1', active: true }], tags: {} },
    ...otherwise,
  };
}

const share = (
  type: FoundPortfolio['shares'][number]['type'],
  principalId: string,
): FoundPortfolio['shares'][number] => ({
  ...{ type, principalId, accepted: true, shareTagOptions: false, sharePrincipals: false },
});
const constraint = (type: string, parameters?: string): FoundPortfolio['constraints'][number] => ({
  ...{ id: 'cons-1', type, productId: 'prod-1', parameters },
});

const described = (otherwise: Partial<Inventory>): DescribedPart =>
  describePortfolios(foundInventory(otherwise), names);
const texts = ({ remarks }: DescribedPart): string =>
  remarks.map(({ chapter, subject, text }) => `${chapter}: ${subject}: ${text}`).join('\n');

/** The file as the program reads it; what does not fit the schema throws. */
function fileOf({ files }: DescribedPart): PortfoliosFile['portfolios'] {
  const [file] = files;
  const value = file !== undefined && 'value' in file ? file.value : undefined;
  return portfoliosFile.parse(JSON.parse(JSON.stringify(value))).portfolios;
}

test('nothing found is an empty file without remarks', () => {
  const part = described({});
  expect([fileOf(part), part.remarks, part.facts.size]).toEqual([{}, [], 0]);
});

test('a portfolio is written with what it offers, to whom and where', () => {
  const set = {
    name: 'DataScientist',
    arn: 'arn:set',
    managedPolicies: [],
    customerManagedPolicies: [],
    provisionedAccounts: [],
    tags: {},
  };
  const part = described({
    identityCenter: {
      ...{
        instanceArn: 'arn:instance',
        identityStoreId: 'd-1',
        scim: false,
        region: 'eu-west-1',
        ownerAccountId: owner,
      },
      ...{ permissionSets: [set], assignments: [], groups: [], users: [] },
    },
    portfolios: [
      portfolio({
        description: 'Building blocks',
        products: ['prod-1', 'prod-2'],
        principals: [
          { arn: 'arn:aws:iam::111111111111:role/Data', type: 'IAM' },
          {
            arn: 'arn:aws:iam:::role/aws-reserved/sso.amazonaws.com/*AWSReservedSSO_DataScientist_*',
            type: 'IAM_PATTERN',
          },
          { arn: 'arn:aws:iam:::role/studio/*', type: 'IAM_PATTERN' },
        ],
        shares: [
          share('ORGANIZATIONAL_UNIT', 'arn:aws:organizations::1:ou/o-1/ou-b'),
          share('ORGANIZATIONAL_UNIT', 'ou-a'),
        ],
        constraints: [constraint('LAUNCH', '{"LocalRoleName":"LaunchGlue"}')],
      }),
    ],
    products: [
      product({
        description: 'A job',
        supportEmail: 'data@corp.example',
        versions: [
          { id: 'pa-1', name: 'v1', active: false, guidance: 'DEPRECATED' },
          { id: 'pa-2', name: 'v2', description: 'With a role', active: true, guidance: 'DEFAULT' },
          { id: 'pa-3', name: 'v2', active: true },
        ],
        tags: { tier: 'gold' },
      }),
      product({ id: 'prod-2', name: 'glue-job', owner: 'Someone', supportEmail: 'the desk' }),
    ],
  });
  const reason = 'As found when the organization was adopted';
  expect(fileOf(part)).toEqual({
    'Data-Analytics': {
      manage: 'read',
      id: 'port-1',
      name: 'Data & Analytics',
      description: 'Building blocks',
      provider: 'Data office',
      account: 'tools',
      products: {
        'Glue-job': {
          manage: 'read',
          id: 'prod-1',
          name: 'Glue job',
          description: 'A job',
          supportEmail: 'data@corp.example',
          versions: {
            v1: { id: 'pa-1', guidance: 'DEPRECATED', active: false },
            v2: { id: 'pa-2', description: 'With a role' },
            'v2 (pa-3)': { id: 'pa-3' },
          },
          launchRole: 'LaunchGlue',
          tags: { tier: 'gold' },
        },
        'glue-job-2': {
          manage: 'read',
          id: 'prod-2',
          name: 'glue-job',
          description: '',
          owner: 'Someone',
          versions: { v1: { id: 'pa-1' } },
        },
      },
      principals: [
        { arn: 'arn:aws:iam::111111111111:role/Data', reason },
        { permissionSet: 'DataScientist', reason },
        { pattern: 'arn:aws:iam:::role/studio/*', reason },
      ],
      shares: ['Lab', 'Work/Prod'],
    },
  });
  expect(texts(part)).toMatch(/^stays-read: 2 products: .*would replace.*: Glue job \(prod-1\), glue-job \(prod-2\)$/);
});

test.each([
  [
    'a share with an account',
    { shares: [share('ACCOUNT', '012345670123')] },
    'shared with data (012345670123) (ACCOUNT)',
  ],
  [
    'a share with everyone',
    { shares: [share('ORGANIZATION', 'o-1')] },
    'shared with the whole organization (ORGANIZATION)',
  ],
  [
    'a share with a lost unit',
    { shares: [share('ORGANIZATIONAL_UNIT', 'ou-z')] },
    'shared with ou-z (ORGANIZATIONAL_UNIT)',
  ],
  [
    'a launch role by its ARN',
    { constraints: [constraint('LAUNCH', '{"RoleArn":"arn:r"}')] },
    'LAUNCH constraint cons-1 on prod-1',
  ],
  ['a constraint that is no JSON', { constraints: [constraint('LAUNCH', '{')] }, 'stays as it is: {'],
  ['a constraint without parameters', { constraints: [constraint('TEMPLATE')] }, 'whose parameters are not known'],
  ['a product of others', { products: ['prod-9'] }, 'it holds the product prod-9, which could not be read'],
  ['an unknown account', { accountId: '999999999999' }, 'its account 999999999999 is not described'],
  ['another Region', { region: 'us-east-1' }, 'it lies in us-east-1'],
])('%s is told', (_, otherwise, told) => {
  const part = described({ portfolios: [portfolio(otherwise)] });
  expect(texts(part)).toContain(told);
  expect(Object.values(fileOf(part)).map(({ manage }) => manage)).toEqual(
    told.includes('account 9') || told.includes('lies in') ? [] : ['read'],
  );
});

test('keys stay apart after lower-casing', () => {
  const part = described({ portfolios: [portfolio(), portfolio({ id: 'port-2', name: 'data analytics' })] });
  expect(Object.keys(fileOf(part))).toEqual(['Data-Analytics', 'data-analytics-2']);
});

test('Account Factory is known by its ids and not described', () => {
  const management = { accountId: '123456789012' };
  const name = 'AWS Control Tower Account Factory';
  const part = described({
    portfolios: [portfolio({ ...management, id: 'port-cf', name: `${name} Portfolio`, products: ['prod-cf'] })],
    products: [
      product({
        ...{ ...management, id: 'prod-cf', name, type: 'CONTROL_TOWER_ACCOUNT' },
        versions: [
          { id: 'pa-old', name: 'v1', active: false },
          { id: 'pa-new', name: 'v2', active: true },
        ],
      }),
    ],
  });
  expect(fileOf(part)).toEqual({});
  expect(Object.fromEntries(part.facts)).toEqual({
    'account-factory/portfolio-id': 'port-cf',
    'account-factory/product-id': 'prod-cf',
    'account-factory/artifact-id': 'pa-new',
  });
});

describe('what stays as it is', () => {
  test('launched products are one line a kind', () => {
    const one = { ...place, id: 'pp-1', name: 'job', type: 'CFN_STACK' };
    const part = described({
      provisionedProducts: [
        one,
        { ...one, id: 'pp-2', name: 'other' },
        { ...one, id: 'pp-3', type: 'CONTROL_TOWER_ACCOUNT' },
      ],
    });
    expect(part.remarks.map(({ subject }) => subject)).toEqual([
      '2 provisioned products (CFN_STACK)',
      '1 provisioned products (CONTROL_TOWER_ACCOUNT)',
    ]);
    expect(texts(part)).toContain('job in tools, other in tools');
  });

  test('a stack set says where it deploys', () => {
    const part = described({
      stackSets: [
        {
          ...{
            ...place,
            id: 'ss-1',
            name: 'baseline',
            permissionModel: 'SERVICE_MANAGED',
            unitIds: ['ou-a'],
            tags: {},
          },
          ...{ autoDeployment: { enabled: true, retainStacks: false } },
          instances: [
            { accountId: owner, region: 'eu-west-1' },
            { accountId: owner, region: 'us-east-1' },
          ],
        },
      ],
    });
    expect(texts(part)).toBe(
      'stays-read: stack set baseline (ss-1): CloudFormation deploys it (SERVICE_MANAGED) in 1 accounts (units ou-a), and in every account that comes into its units; Landfall does not look into it',
    );
  });
});

describe('recorders', () => {
  const recorder = { ...place, name: 'default', recording: true, allSupported: true };
  const blocking = (otherwise: Partial<Inventory>): readonly string[] =>
    described(otherwise).remarks.map(({ subject, text }) => `${subject}: ${text}`);

  test('of people keep an account from being enrolled', () => {
    expect(
      blocking({
        configRecorders: [recorder, { ...recorder, region: 'us-east-1' }],
        deliveryChannels: [{ ...place, name: 'default' }],
      }),
    ).toEqual([
      'account tools (111111111111): it has a delivery channel default in eu-west-1, a recorder default in eu-west-1, a recorder default in us-east-1: Control Tower does not enrol it while they are there',
    ]);
  });

  test.each([
    ['Control Tower', { configRecorders: [{ ...recorder, name: 'aws-controltower-BaselineConfigRecorder' }] }],
    ['a service of AWS', { configRecorders: [{ ...recorder, servicePrincipal: 'securityhub.amazonaws.com' }] }],
    [
      'Control Tower again',
      { deliveryChannels: [{ ...place, name: 'aws-controltower-BaselineConfigDeliveryChannel' }] },
    ],
  ])('of %s do not', (_, found) => {
    expect(blocking(found)).toEqual([]);
  });
});
