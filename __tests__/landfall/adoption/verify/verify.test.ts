import fc from 'fast-check';
import type { Inventory, InventoryPart } from '../../../../landfall/adoption/inventory';
import { sortInventory } from '../../../../landfall/adoption/inventory/order';
import { verifyOrganization } from '../../../../landfall/adoption/verify';
import { isRemark, type Difference } from '../../../../landfall/adoption/verify/difference';
import { verificationCodes } from '../../../../landfall/diagnostics/catalogue/verification';
import { fact } from '../../../../landfall/model/facts';
import { emptyFactsLock } from '../../../../landfall/model/lock';
import { knownFacts } from '../../../../landfall/model/plan';
import type { LandingZone } from '../../../../landfall/model/zone';
import { zoneOf } from '../../../support/organization';
import { resolvedZone } from '../../model/resolve/resolved';
import { mutations } from './mutations';
import { perfectDeployment } from './perfect';

const zone = zoneOf('examples/minimal');
const perfect = perfectDeployment(zone);
const facts = knownFacts(zone, perfect.lock.facts);

/** What is found in the perfect deployment after somebody changed it. */
function after(change: (inventory: Inventory) => Inventory): readonly Difference[] {
  return verifyOrganization(change(perfect.inventory), zone, perfect.lock);
}

describe('an organization that was deployed without any fault', () => {
  test.each(['examples/minimal', 'landing-zone', 'examples/enterprise'])('is as %s describes it', (directory) => {
    const described = zoneOf(directory);
    const { inventory, lock } = perfectDeployment(described);
    expect(verifyOrganization(inventory, described, lock)).toEqual([]);
  });

  test('is as described whatever the description says', () => {
    const team = fc.record({
      dev: fc.constantFrom('isolated', 'corporate', 'none'),
      prod: fc.constantFrom('corporate', 'none'),
      key: fc.stringMatching(/^[a-z]{3,8}$/),
    });
    fc.assert(
      fc.property(fc.uniqueArray(team, { maxLength: 4, selector: ({ key }) => key }), (teams) => {
        const described = resolvedZone(
          ...teams.map(({ dev, key, prod }) => ({
            file: `teams/t-${key}.yaml`,
            with:
              `name: ${key}\nemail: ${key}@corp.example\ncostCenter: '1'\n` +
              `accounts:\n  dev: { connectivity: ${dev} }\n  prod: { connectivity: ${prod} }\n`,
          })),
        );
        const { inventory, lock } = perfectDeployment(described);
        expect(verifyOrganization(inventory, described, lock)).toEqual([]);
      }),
      { numRuns: 15 },
    );
  });

  test('is known by its names where nothing is remembered, and what is only read needs no stack', () => {
    const found = verifyOrganization(perfect.inventory, zone, emptyFactsLock);
    expect(found.filter((one) => !isRemark(one))).toEqual([]);
  });
});

describe('a change behind the back of the description', () => {
  test.each(mutations)('$what is found, and nothing else', ({ change, code, file, subject }) => {
    const found = after((inventory) => sortInventory(change(inventory, facts)));
    expect(found.map((one) => [one.code, one.at.file])).toEqual([[code, file]]);
    expect(found[0]?.subject).toMatch(subject);
  });

  test('has a mutation for every code', () => {
    const remarks = ['LF6180', 'LF6181', 'LF6182'];
    const missing = Object.keys(verificationCodes).filter((code) => !mutations.some((one) => one.code === code));
    expect(missing).toEqual(remarks);
  });
});

describe('what AWS makes by itself', () => {
  const more = <Item extends object>(items: readonly Item[], change: Partial<Item>): readonly Item[] => [
    ...items,
    ...items.slice(-1).map((item) => ({ ...item, ...change })),
  ];

  test.each<[string, (inventory: Inventory) => Partial<Inventory>]>([
    [
      'a policy of a control',
      ({ policies }) => ({ policies: more(policies, { id: 'p-x', name: 'aws-guardrails-AbCdEf' }) }),
    ],
    ['a policy of AWS', ({ policies }) => ({ policies: more(policies, { id: 'p-x', awsManaged: true }) })],
    [
      'a closed account',
      ({ accounts }) => ({ accounts: more(accounts, { id: '999999999999', email: 'x@y.z', state: 'CLOSED' }) }),
    ],
    ['a default VPC', ({ vpcs }) => ({ vpcs: more(vpcs, { id: 'vpc-d', isDefault: true }) })],
    [
      'a VPC of the account factory',
      ({ vpcs }) => ({ vpcs: more(vpcs, { id: 'vpc-d', tags: { Name: 'aws-controltower-VPC' } }) }),
    ],
    [
      'the portfolio of the account factory',
      ({ portfolios }) => ({
        portfolios: more(portfolios, { id: 'port-x', name: 'AWS Control Tower Account Factory Portfolio' }),
      }),
    ],
    [
      'a mandatory control',
      ({ controlTower }) => ({
        controlTower: {
          ...controlTower,
          controls: more(controlTower.controls, {
            controlIdentifier: 'arn:aws:controltower:eu-west-1::control/AWS-GR_CLOUDTRAIL_ENABLED',
          }),
        },
      }),
    ],
    [
      'a permission set of Control Tower',
      ({ identityCenter }) => ({
        identityCenter: identityCenter && {
          ...identityCenter,
          permissionSets: more(identityCenter.permissionSets, { arn: 'arn:x', name: 'AWSReadOnlyAccess' }),
        },
      }),
    ],
    [
      'a group that nobody names',
      ({ identityCenter }) => ({
        identityCenter: identityCenter && {
          ...identityCenter,
          groups: more(identityCenter.groups, { id: 'g-x', displayName: 'Everybody' }),
        },
      }),
    ],
    [
      'a tag of AWS',
      ({ units }) => ({ units: units.map((unit) => ({ ...unit, tags: { ...unit.tags, 'aws:x': 'y' } })) }),
    ],
  ])('%s is no difference', (_, change) => {
    expect(after((inventory) => ({ ...inventory, ...change(inventory) }))).toEqual([]);
  });
});

describe('what is only read', () => {
  test('must be there too', () => {
    const { guardrails } = zone;
    const read = { manage: 'read' } as const;
    const described: LandingZone = {
      ...zone,
      guardrails: {
        ...guardrails,
        units: guardrails.units.map((unit) => ({
          ...unit,
          controls: unit.controls.map((control) => ({ ...control, ...read })),
        })),
      },
    };
    const { inventory, lock } = perfectDeployment(described);
    const codes = verifyOrganization(inventory, described, lock).map(({ code }) => code);
    expect(new Set(codes)).toEqual(new Set(['LF6146']));
    expect(verifyOrganization({ ...inventory, controlTower: perfect.inventory.controlTower }, described, lock)).toEqual(
      [],
    );
  });

  test('people who are assigned something themselves are described', () => {
    const source = { file: 'access.yaml', path: [] };
    const row = {
      user: 'eve',
      userId: 'u-1',
      permissionSet: 'DataScientist',
      account: 'fraud-prod',
      reason: 'r',
      source,
    };
    const described: LandingZone = { ...zone, access: { ...zone.access, userAssignments: [row] } };
    const { inventory, lock } = perfectDeployment(described);
    expect(verifyOrganization(inventory, described, lock).map(({ code, subject }) => [code, subject])).toEqual([
      ['LF6154', 'assignment of DataScientist for eve on fraud-prod'],
    ]);
    const { identityCenter } = inventory;
    const assignment = {
      ...{ principalType: 'USER' as const, principalId: 'u-1' },
      permissionSetArn: facts.get(fact.permissionSetArn('DataScientist')) ?? '',
      accountId: facts.get(fact.accountId('fraud-prod')) ?? '',
    };
    const there = identityCenter && { ...identityCenter, assignments: [...identityCenter.assignments, assignment] };
    expect(verifyOrganization({ ...inventory, identityCenter: there }, described, lock)).toEqual([]);
  });

  test('of a portfolio is all compared', () => {
    const portfolios = zone.portfolios.map((portfolio) => ({ ...portfolio, manage: 'read' as const }));
    const described: LandingZone = { ...zone, portfolios };
    const { lock } = perfectDeployment(described);
    expect(verifyOrganization(perfect.inventory, described, { ...lock, facts })).toEqual([]);
    const alone = perfect.inventory.portfolios.map((one) => ({ ...one, principals: [], shares: [] }));
    const found = verifyOrganization({ ...perfect.inventory, portfolios: alone }, described, { ...lock, facts });
    expect(found.map(({ code }) => code)).toEqual(['LF6173', 'LF6173', 'LF6174']);
  });

  test('a gateway that was there before has whatever else it has', () => {
    const hub = { ...zone.network.hub, manage: 'read' as const };
    const transitGatewayId = facts.get(fact.transitGatewayId);
    const reserved = [{ name: 'old', cidr: '172.16.0.0/12' }];
    const described: LandingZone = {
      ...zone,
      network: { ...zone.network, hub: { ...hub, transitGatewayId }, reserved },
    };
    const { inventory, lock } = perfectDeployment(described);
    const accountId = facts.get(fact.accountId('data-lake')) ?? '';
    const vpc = { accountId, region: 'eu-west-1', id: 'vpc-old', isDefault: false, ipv6CidrBlocks: [], tags: {} };
    const more = { resourceOwnerId: accountId, state: 'available', tags: {} };
    const withOld = (...cidrBlocks: readonly string[]): readonly Difference[] =>
      verifyOrganization(
        {
          ...inventory,
          vpcs: [...inventory.vpcs, { ...vpc, cidrBlocks }],
          transitGateways: inventory.transitGateways.map((gateway) => ({
            ...gateway,
            asn: 65001,
            routeTables: gateway.routeTables.flatMap((table) => [
              table,
              { ...table, id: 'tgw-rtb-old', associations: [] },
            ]),
            attachments: [
              ...gateway.attachments,
              { ...more, id: 'tgw-attach-old', resourceType: 'vpc', resourceId: 'vpc-old' },
              { ...more, id: 'tgw-attach-vpn', resourceType: 'vpn', resourceId: 'vpn-1' },
            ],
          })),
        },
        described,
        lock,
      );
    const remark = ['LF6182', 'is a vpn'];
    const codes = (found: readonly Difference[]): unknown => found.map((one) => [one.code, one.found]);
    expect(codes(withOld('172.16.0.0/16'))).toEqual([remark]);
    expect(codes(withOld('172.16.0.0/16', '192.168.0.0/16'))).toEqual([
      ['LF6167', 'has the range 192.168.0.0/16'],
      remark,
    ]);
  });
});

describe('what the configuration has no words for', () => {
  test('is a remark', () => {
    const found = after(({ portfolios, ...rest }) => ({
      ...rest,
      portfolios: portfolios.map((portfolio) => ({
        ...portfolio,
        shares: [
          ...portfolio.shares,
          {
            ...{ type: 'ACCOUNT', principalId: facts.get(fact.accountId('fraud-dev')) ?? '', accepted: true },
            ...{ shareTagOptions: false, sharePrincipals: false },
          },
        ],
      })),
    }));
    expect(found.map(({ code, found: words }) => [code, words])).toEqual([
      ['LF6182', 'is shared with the account fraud-dev'],
    ]);
  });
});

describe('a policy', () => {
  test('is the same in whatever order it is written', () => {
    const turned = (text: string): string => {
      const turn = (value: unknown): unknown => {
        if (Array.isArray(value)) return value.map(turn).reverse();
        if (typeof value !== 'object' || value === null) return value;
        return Object.fromEntries(
          Object.entries(value)
            .reverse()
            .map(([key, item]) => [key, turn(item)]),
        );
      };
      return JSON.stringify(turn(JSON.parse(text)), undefined, 4);
    };
    const found = after(({ policies, ...rest }) => ({
      ...rest,
      policies: policies.map((policy) => ({ ...policy, content: turned(policy.content) })),
    }));
    expect(found).toEqual([]);
  });
});

describe('what could not be read', () => {
  /** Everything of a part is gone, and a gap says so. */
  function unread(part: InventoryPart): readonly Difference[] {
    const { controlTower, identityCenter } = perfect.inventory;
    const gap = { part, action: 'x:Y', code: 'AccessDenied', message: 'no', times: 1 };
    const empty: Partial<Record<InventoryPart, Partial<Inventory>>> = {
      units: { units: [], roots: [] },
      accounts: { accounts: [] },
      policies: { policies: [] },
      'trusted-services': { trustedServices: [] },
      'delegated-administrators': { delegatedAdministrators: [] },
      'resource-policy': { resourcePolicy: undefined },
      'root-access': { rootAccessFeatures: undefined },
      'landing-zone': { controlTower: { ...controlTower, landingZone: undefined } },
      controls: { controlTower: { ...controlTower, controls: [] } },
      baselines: { controlTower: { ...controlTower, baselines: [] } },
      'permission-sets': { identityCenter: undefined },
      assignments: { identityCenter: identityCenter && { ...identityCenter, assignments: [] } },
      groups: { identityCenter: identityCenter && { ...identityCenter, groups: [] } },
      'transit-gateways': { transitGateways: [] },
      'resource-shares': { resourceShares: [] },
      vpcs: { vpcs: [] },
      portfolios: { portfolios: [] },
      products: { products: [] },
      tags: { accounts: perfect.inventory.accounts.map((account) => ({ ...account, tags: {} })) },
      'alternate-contacts': {
        accounts: perfect.inventory.accounts.map((account) => ({ ...account, alternateContacts: {} })),
      },
    };
    return after((inventory) => ({ ...inventory, ...empty[part], gaps: [gap] }));
  }

  test.each<InventoryPart>([
    ...(['units', 'accounts', 'policies', 'trusted-services', 'delegated-administrators', 'resource-policy'] as const),
    ...(['root-access', 'landing-zone', 'controls', 'baselines', 'permission-sets', 'assignments', 'groups'] as const),
    ...(['transit-gateways', 'resource-shares', 'vpcs', 'portfolios', 'products', 'tags'] as const),
    'alternate-contacts',
  ])('%s: is said, and never called missing', (part) => {
    const found = unread(part);
    expect(found.filter((one) => !isRemark(one))).toEqual([]);
    expect(found.map(({ code }) => code)).toContain('LF6180');
  });

  test('member accounts that nobody looked into are one remark a kind', () => {
    const found = after((inventory) => ({
      ...inventory,
      reading: { ...inventory.reading, accounts: ['123456789012'] },
      gaps: [{ part: 'member-accounts', action: 'sts:AssumeRole', code: 'NotAsked', message: '', times: 1 }],
      ...{ vpcs: [], transitGateways: [], resourceShares: [], portfolios: [], products: [] },
    }));
    expect(found.map(({ code, kind }) => [code, kind])).toEqual([
      ['LF6180', 'network'],
      ['LF6180', 'addresses'],
      ['LF6180', 'portfolios'],
    ]);
  });
});

describe('what is not deployed yet', () => {
  test('is one remark a kind, and no difference', () => {
    const empty: Inventory = {
      ...perfect.inventory,
      ...{ units: [], policies: [], transitGateways: [], vpcs: [], resourceShares: [], portfolios: [], products: [] },
      ...{ delegatedAdministrators: [], resourcePolicy: undefined, rootAccessFeatures: [] },
      accounts: perfect.inventory.accounts.filter(
        ({ id }) => id === perfect.inventory.organization.managementAccountId,
      ),
      controlTower: { controls: [], baselines: [] },
      identityCenter: perfect.inventory.identityCenter && {
        ...perfect.inventory.identityCenter,
        ...{ permissionSets: [], assignments: [] },
      },
    };
    const found = verifyOrganization(empty, zone, emptyFactsLock);
    expect(found.filter((one) => !isRemark(one))).toEqual([]);
    const kinds = found.filter(({ code }) => code === 'LF6181').map(({ kind }) => kind);
    expect(new Set(kinds).size).toBe(kinds.length);
    expect(kinds).toEqual(expect.arrayContaining(['units', 'accounts', 'policies', 'permission sets', 'landing zone']));
  });
});
