import type { AccountContent } from '../../../../landfall/model/accounts/content';
import { fact, type FactValues } from '../../../../landfall/model/facts';
import { accountNodes, accountsWithDomain } from '../../../../landfall/model/slices/accounts';
import type { Account, LandingZone, Segment } from '../../../../landfall/model/zone';
import { testSlice } from '../../../support/template';
import { testAccount, testUnit, testZone } from '../../../support/zone';

const base = testZone();
const facts: FactValues = new Map([
  [fact.organizationId, 'o-acme'],
  [fact.rootId, 'r-acme'],
  [fact.accountId('management'), '100000000000'],
  [fact.accountId('deployments'), '200000000000'],
  [fact.accountId('network'), '300000000000'],
  [fact.accountId('log-archive'), '400000000000'],
  [fact.accountId('data-lake'), '500000000000'],
  [fact.accountId('fraud-prod'), '600000000000'],
  [fact.unitId('workloads'), 'ou-workloads'],
  [fact.unitId('workloads/prod'), 'ou-prod'],
  [fact.unitId('sandbox'), 'ou-sandbox'],
  [fact.transitGatewayId, 'tgw-hub'],
  [fact.routeTableId('production'), 'tgw-rtb-production'],
  [fact.routeTableId('shared'), 'tgw-rtb-shared'],
]);

function content(zone: LandingZone, account: string): AccountContent {
  const slice = testSlice(zone, accountNodes(zone), `account-${account}`, facts);
  if (slice.content.kind !== 'account') throw new Error(slice.content.kind);
  return slice.content;
}

function withAccount(key: string, overrides: Partial<Account>): LandingZone {
  return testZone({
    accounts: base.accounts.map((account) => (account.key === key ? { ...account, ...overrides } : account)),
  });
}

function withSegments(segments: readonly (Partial<Segment> & { readonly key: string })[]): LandingZone {
  const [first] = base.network.segments;
  if (first === undefined) throw new Error('the zone has no segment');
  return testZone({
    network: { ...base.network, segments: segments.map((segment) => ({ ...first, ...segment })) },
  });
}

describe('account stacks', () => {
  it('come hub first, and only after what no fact says', () => {
    expect(accountNodes(base).map(({ wave, id, after }) => [wave, id, after])).toEqual([
      ['7a', 'account-log-archive', ['control-tower']],
      ['7b', 'account-network', []],
      ['7c', 'account-deployments', ['foundation']],
      ['7c', 'account-security-tooling', ['control-tower']],
      ['8', 'account-data-lake', []],
      ['8', 'account-fraud-dev', ['account-log-archive']],
      ['8', 'account-fraud-prod', ['account-log-archive', 'account-network']],
    ]);
  });

  it('are there only for accounts that Landfall writes', () => {
    const ids = accountNodes(withAccount('log-archive', { manage: 'read' })).map(({ id }) => id);
    expect(ids).not.toContain('account-log-archive');
    expect(ids).not.toContain('account-management');
  });

  it('send no flow logs where no log archive is deployed', () => {
    const zone = withAccount('log-archive', { manage: 'read' });
    expect(content(zone, 'fraud-prod').vpc?.flowLogBucket).toBeUndefined();
    expect(content(base, 'fraud-prod').vpc?.flowLogBucket).toBe('acme-flow-logs-400000000000-eu-west-1');
  });

  it('wait for what the analyzer and the blueprint hub need', () => {
    const zone = testZone({
      hub: { account: 'deployments', blueprints: {} },
      security: {
        ...base.security,
        accessAnalyzer: true,
        delegations: [
          {
            service: 'access-analyzer.amazonaws.com',
            account: 'security-tooling',
            source: { file: 'security.yaml', path: [] },
          },
        ],
      },
    });
    const after = new Map(accountNodes(zone).map((node) => [node.id, node.after]));
    expect(after.get('account-security-tooling')).toEqual(['control-tower', 'delegation']);
    expect(after.get('account-deployments')).toEqual(['control-tower', 'foundation']);
  });
});

describe('the blueprints of an account', () => {
  it('cover all its duties, the chosen one first', () => {
    expect(content(base, 'deployments').blueprints.map(({ name }) => name)).toEqual([
      'devops',
      'shared-services',
      'ml-shared-services',
    ]);
    const { parts } = content(base, 'deployments');
    expect(Object.entries(parts).flatMap(([part, value]) => (value === undefined ? [] : [part]))).toEqual([
      'sharedServices',
      'devops',
      'mlSharedServices',
    ]);
  });

  it('set Lake Formation once where an account is lake and governance', () => {
    const both = withAccount('data-lake', { duties: ['data-lake', 'data-governance'] });
    expect(content(both, 'data-lake').parts.dataGovernance?.lakeFormation).toBeUndefined();
    expect(content(both, 'data-lake').parts.dataLake?.lakeFormation.administrators).toHaveLength(1);
  });

  it.each([
    [1, []],
    [2, ['fraud-dev']],
  ])('hold a domain from version 2 of ml-workload: %i', (version, expected) => {
    const zone = withAccount('fraud-dev', { blueprint: { name: 'ml-workload', version } });
    expect(accountsWithDomain(zone)).toEqual(expected);
    const assigns = accountNodes(zone).find(({ id }) => id === 'account-fraud-dev')?.assigns;
    expect(assigns).toEqual(expected.map((key) => fact.domainApplicationArn(key)));
  });

  it('hold no domain without a VPC', () => {
    const zone = withAccount('fraud-dev', {
      blueprint: { name: 'ml-workload', version: 2 },
      connectivity: 'none',
      segment: undefined,
    });
    expect(accountsWithDomain(zone)).toEqual([]);
  });
});

describe('a corporate VPC', () => {
  it.each([
    ['nobody', [], [], {}],
    ['itself', ['production'], [], { production: 'tgw-rtb-production' }],
    ['by shared services', [], ['production'], { shared: 'tgw-rtb-shared' }],
    ['by both', ['production'], ['production'], { production: 'tgw-rtb-production', shared: 'tgw-rtb-shared' }],
    ['not by those whom it reaches', ['shared'], [], {}],
  ])('is reached %s', (_, production, shared, expected) => {
    const zone = withSegments([
      { key: 'production', reaches: production },
      { key: 'shared', reaches: shared, units: ['deployments'] },
    ]);
    const { vpc } = content(zone, 'fraud-prod');
    expect(vpc).toMatchObject({ kind: 'corporate', routeTableId: 'tgw-rtb-production', propagatesTo: expected });
  });

  it.each([
    ['assume-role', 's3', { roleArn: 'arn:aws:iam::300000000000:role/landfall-network-attach', profile: undefined }],
    ['ambient', 's3', { roleArn: undefined, profile: 'landfall-network' }],
    ['assume-role', 'hcp', { roleArn: undefined, profile: 'landfall-network' }],
  ] as const)('is connected by the network role with access %s and state %s', (access, backend, expected) => {
    const zone = testZone({
      deployment: { ...base.deployment, access },
      state: backend === 's3' ? { backend } : { backend, hostname: 'h', organization: 'o', project: 'p' },
    });
    expect(content(zone, 'fraud-prod').vpc).toMatchObject({
      networkProvider: { accountId: '300000000000', ...expected },
    });
  });
});

describe('the hub', () => {
  const corporate = { connectivity: 'corporate', segment: 'production' } as const;

  it('is shared with the units of corporate accounts, and never with a sandbox', () => {
    const zone = testZone({
      units: [...base.units, testUnit('Sandbox/Teams')],
      accounts: [
        ...base.accounts,
        testAccount('poc', 'sandbox', { duties: ['sandbox'], ...corporate }),
        testAccount('poc-2', 'sandbox/teams', corporate),
      ],
    });
    expect(content(zone, 'network').parts.hub?.transitGateway?.sharedWith).toEqual({
      'workloads-prod': 'arn:aws:organizations::100000000000:ou/o-acme/ou-prod',
    });
  });

  it('is shared with the units of corporate segments before an account comes, and once where one lies in the other', () => {
    const [production] = base.network.segments.filter(({ key }) => key === 'production');
    if (production === undefined) throw new Error('no segment');
    const shared = (units: readonly string[], accounts = base.accounts): readonly string[] =>
      Object.keys(
        content(testZone({ accounts, network: { ...base.network, segments: [{ ...production, units }] } }), 'network')
          .parts.hub?.transitGateway?.sharedWith ?? {},
      );
    const unused = base.accounts.filter(({ connectivity, key }) => connectivity !== 'corporate' || key === 'network');
    expect(shared(['workloads/prod'], unused)).toEqual(['workloads-prod']);
    expect(shared(['workloads'])).toEqual(['workloads']);
    expect(shared(['root'])).toEqual(['workloads-prod']);
  });

  it('has a route table for each corporate segment and puts out all ids', () => {
    expect(content(base, 'network').parts.hub?.transitGateway?.segments).toEqual(['production']);
    expect(accountNodes(base).find(({ id }) => id === 'account-network')?.assigns).toEqual([
      fact.transitGatewayId,
      fact.routeTableId('production'),
    ]);
  });

  it('is not written where it is read; the role then names its route tables', () => {
    const zone = testZone({
      network: {
        ...base.network,
        hub: { manage: 'read', transitGatewayId: 'tgw-old', routeTableIds: { production: 'tgw-rtb-old' }, asn: 64512 },
      },
    });
    const { hub } = content(zone, 'network').parts;
    expect(hub?.transitGateway).toBeUndefined();
    expect(hub?.attachRole.inlinePolicies['attach']).toContain('transit-gateway-route-table/tgw-rtb-old');
    expect(accountNodes(zone).find(({ id }) => id === 'account-network')?.assigns).toEqual([]);
  });

  it('trusts only the role that deploys', () => {
    const trust: unknown = JSON.parse(content(base, 'network').parts.hub?.attachRole.trustPolicy ?? '');
    expect(trust).toMatchObject({
      Statement: [
        {
          Principal: { AWS: 'arn:aws:iam::200000000000:root' },
          Condition: { ArnEquals: { 'aws:PrincipalArn': 'arn:aws:iam::200000000000:role/landfall-deploy' } },
        },
      ],
    });
  });

  it('lets its role touch tagged route tables only, and nothing but attachments else', () => {
    const policy = content(base, 'network').parts.hub?.attachRole.inlinePolicies['attach'] ?? '';
    const actions = [...policy.matchAll(/ec2:([A-Z][A-Za-z]+)/g)].map(([, action]) => action);
    expect(new Set(actions.filter((action) => !/^(Describe|Get)/.test(action ?? '')))).toEqual(
      new Set([
        'AcceptTransitGatewayVpcAttachment',
        'DeleteTransitGatewayVpcAttachment',
        'AssociateTransitGatewayRouteTable',
        'DisassociateTransitGatewayRouteTable',
        'EnableTransitGatewayRouteTablePropagation',
        'DisableTransitGatewayRouteTablePropagation',
      ]),
    );
    expect(policy).toContain('"Condition":{"Null":{"aws:ResourceTag/landfall:segment":"false"}}');
  });
});

describe('policies', () => {
  it('keep sandboxes off the lake, in buckets and key', () => {
    const lake = content(base, 'data-lake').parts.dataLake;
    const deny = '"aws:PrincipalOrgPaths":["o-acme/r-acme/ou-sandbox/*"]';
    const policies = [lake?.key.policy, ...(lake?.layers.map(({ bucket }) => bucket.policy) ?? [])];
    expect(policies).toHaveLength(4);
    for (const policy of policies) expect(policy).toContain(deny);
  });

  it('let the whole workloads unit report to the central bus', () => {
    const bus = content(base, 'deployments').parts.mlSharedServices?.eventBus;
    expect(bus?.policy).toContain(
      '"ForAnyValue:StringLike":{"aws:PrincipalOrgPaths":["o-acme/r-acme/ou-workloads/*"]}',
    );
    expect(bus?.policy).toContain('arn:aws:events:eu-west-1:200000000000:event-bus/acme-ml');
  });

  it('let only the organization write flow logs', () => {
    const policy = content(base, 'log-archive').parts.logArchive?.flowLogs.policy ?? '';
    expect(policy).toContain('"aws:SourceOrgID":"o-acme"');
    expect(policy).toContain('"Sid":"DenyWithoutTls"');
    expect(policy).toContain('"Sid":"DenyWritesFromOutside"');
  });

  it('keep data scientists from projects and from approving models, and leads not', () => {
    const personas = new Map(content(base, 'fraud-dev').parts.mlWorkload?.personas.map(({ key, role }) => [key, role]));
    const denied = (key: 'data-scientist' | 'lead-data-scientist' | 'default'): boolean =>
      (personas.get(key)?.inlinePolicies['separation-of-duties'] ?? '').includes('sagemaker:CreateProject');
    expect([denied('data-scientist'), denied('default'), denied('lead-data-scientist')]).toEqual([true, true, false]);
  });

  it('give the blueprint hub exactly the role that Control Tower looks for', () => {
    const zone = testZone({ hub: { account: 'deployments', blueprints: {} } });
    const role = content(zone, 'deployments').parts.sharedServices?.blueprintAccess;
    expect(role).toMatchObject({ name: 'AWSControlTowerBlueprintAccess', path: '/' });
    expect(role?.trustPolicy).toContain('arn:aws:iam::100000000000:role/service-role/AWSControlTowerAdmin');
    expect(content(base, 'deployments').parts.sharedServices?.blueprintAccess).toBeUndefined();
  });

  it('are all JSON', () => {
    const policies = base.accounts
      .filter(({ key }) => key !== 'management')
      .flatMap(({ key }) => [...JSON.stringify(content(base, key)).matchAll(/"(\{\\"Version\\".*?\})"/g)])
      .map(([, text]) => text ?? '');
    expect(policies.length).toBeGreaterThan(20);
    for (const policy of policies) expect(() => void JSON.parse(`"${policy}"`)).not.toThrow();
  });
});

test('a new team changes no account stack that was there before', () => {
  const extra = ['dev', 'prod'].map((stage) =>
    testAccount(`churn-${stage}`, `workloads/${stage}`, {
      team: 'churn',
      connectivity: stage === 'prod' ? 'corporate' : 'isolated',
      segment: stage === 'prod' ? 'production' : 'development',
      blueprint: { name: 'ml-workload', version: 1 },
    }),
  );
  const more = testZone({
    accounts: [...base.accounts, ...extra],
    addresses: new Map([...base.addresses, ['churn-dev', '10.16.4.0/22'], ['churn-prod', '10.0.4.0/22']]),
  });
  for (const { id } of accountNodes(base)) {
    expect(testSlice(more, accountNodes(more), id)).toEqual(testSlice(base, accountNodes(base), id));
  }
  expect(accountNodes(more)).toHaveLength(accountNodes(base).length + 2);
});
