import * as fc from 'fast-check';
import { describeNetwork } from '../../../../landfall/adoption/describe/network';
import type { DescribedNames, DescribedPart } from '../../../../landfall/adoption/describe/part';
import type { Inventory } from '../../../../landfall/adoption/inventory';
import { networkFile, type NetworkFile } from '../../../../landfall/config/schemas/network';
import { addressPlan, overlaps } from '../../../../landfall/model/addresses';
import { resolveNetwork } from '../../../../landfall/model/resolve/network';
import { testAccount } from '../../../support/zone';
import { foundAccount, foundInventory, foundUnit } from '../support/inventory';
import { foundAttachment, foundGateway, foundShare, foundTable, foundVpc, networkAccount } from '../support/network';

const members = ['shop-prod', 'shop-dev', 'lake', 'forge', 'lab', 'lost'] as const;
const idOf = (name: string): string => String(200000000000 + members.findIndex((each) => each === name));
const units: Readonly<Record<string, string>> = {
  'ou-infra': 'Infra',
  'ou-prod': 'Work/Prod',
  'ou-retail': 'Work/Prod/Retail',
  'ou-dev': 'Work/Dev',
  'ou-sandbox': 'Sandbox',
  'ou-work': 'Work',
  'r-root': 'root',
};
const names: DescribedNames = {
  units: new Map(Object.entries(units)),
  accounts: new Map([[networkAccount, 'network'], ...members.map((name) => [idOf(name), name] as const)]),
  teams: new Map(),
};
const homes: Readonly<Record<string, string>> = {
  'shop-prod': 'ou-prod',
  'shop-dev': 'ou-dev',
  lake: 'ou-retail',
  forge: 'ou-dev',
  lab: 'ou-sandbox',
  lost: 'ou-gone',
};
const accounts = [
  foundAccount(networkAccount, 'network', 'ou-infra'),
  ...members.map((name) => foundAccount(idOf(name), name, homes[name])),
];

function inventory(otherwise: Partial<Inventory>): Inventory {
  const found = Object.keys(units).filter((id) => id !== 'r-root');
  return foundInventory({ units: found.map((id) => foundUnit(id, id)), accounts, ...otherwise });
}

/** The file as the program reads it; what does not fit the schema throws. */
function fileOf({ files }: DescribedPart): NetworkFile {
  const [file] = files;
  return networkFile.parse(JSON.parse(JSON.stringify(file !== undefined && 'value' in file ? file.value : undefined)));
}

const described = (otherwise: Partial<Inventory>): DescribedPart => describeNetwork(inventory(otherwise), names);
const texts = ({ remarks }: DescribedPart): readonly string[] =>
  remarks.map(({ chapter, subject, text }) => `${chapter}: ${subject}: ${text}`);

describe('without a transit gateway', () => {
  test('there is a hub that nobody makes, and no segment', () => {
    const part = described({ vpcs: [foundVpc('a', idOf('lake'), ['10.1.0.0/16'])] });
    expect(fileOf(part)).toEqual({ hub: { manage: 'read' }, segments: {}, reserved: { lake: ['10.1.0.0/16'] } });
    expect(part.remarks).toEqual([]);
  });

  test('default VPCs are one line and one reservation', () => {
    const part = described({
      vpcs: members.map((name) => foundVpc(name, idOf(name), ['172.31.0.0/16'], { isDefault: true })),
    });
    expect(fileOf(part).reserved).toEqual({ 'default-vpcs': ['172.31.0.0/16'] });
    expect(texts(part)).toEqual([
      'addresses: default VPCs: 6 default VPCs in 6 accounts, attached to nothing, all in 172.31.0.0/16; delete those that nobody uses',
    ]);
  });
});

describe('a hub with two segments', () => {
  const tables = [
    foundTable('rtb-p', ['attach-p', 'attach-r'], ['attach-n'], { tags: { Name: 'PROD (corp)' } }),
    foundTable('rtb-s', ['attach-n'], ['attach-p', 'attach-r', 'attach-n'], { tags: { Name: 'shared services' } }),
  ];
  const hub = {
    transitGateways: [
      foundGateway({
        asn: 64520,
        routeTables: tables,
        attachments: [
          foundAttachment('p', idOf('shop-prod')),
          foundAttachment('r', idOf('lake')),
          foundAttachment('n', networkAccount),
        ],
      }),
    ],
    vpcs: [
      foundVpc('p', idOf('shop-prod'), ['10.20.0.0/18', '100.64.0.0/16']),
      foundVpc('r', idOf('lake'), ['10.20.64.0/18']),
      foundVpc('n', networkAccount, ['10.0.0.0/20']),
    ],
    resourceShares: [foundShare('hub', { principals: ['arn:aws:organizations::1:ou/o-1/ou-1'] })],
  };

  test('is written as people would', () => {
    expect(fileOf(described(hub))).toEqual({
      hub: {
        manage: 'read',
        transitGatewayId: 'tgw-1',
        share: {
          arn: 'arn:aws:ram:eu-west-1:111111111111:resource-share/hub',
          name: 'hub',
          principals: ['arn:aws:organizations::1:ou/o-1/ou-1'],
        },
        asn: 64520,
        routeTableIds: { 'PROD-corp': 'rtb-p', 'shared-services': 'rtb-s' },
      },
      segments: {
        'PROD-corp': {
          connectivity: 'corporate',
          pool: '10.20.0.0/16',
          vpcPrefix: 18,
          units: ['Work/Prod', 'Work/Prod/Retail'],
          reaches: ['shared-services'],
        },
        'shared-services': {
          connectivity: 'corporate',
          pool: '10.0.0.0/19',
          vpcPrefix: 20,
          units: ['Infra'],
          reaches: ['PROD-corp', 'shared-services'],
        },
      },
      reserved: {
        lake: ['10.20.64.0/18'],
        network: ['10.0.0.0/20'],
        'shop-prod': ['10.20.0.0/18', '100.64.0.0/16'],
      },
    });
  });

  test('has only remarks about its pools', () => {
    expect(described(hub).remarks.map(({ chapter }) => chapter)).toEqual(['addresses']);
  });

  test('gives the next account a range that nobody has', () => {
    const { reserved, segments } = resolveNetwork({ network: fileOf(described(hub)) });
    const account = testAccount('new', 'work/prod', { segment: 'prod-corp', connectivity: 'corporate' });
    const { problems, ranges } = addressPlan(segments, [account], new Map(), reserved);
    expect([problems, ranges.get('new')]).toEqual([[], '10.20.128.0/18']);
  });
});

describe('what a hub has that segments cannot say is told', () => {
  const vpc = foundAttachment('p', idOf('shop-prod'));
  const vpn = foundAttachment('v', networkAccount, { resourceType: 'vpn', resourceId: 'vpn-1' });

  test.each([
    [
      'a VPN',
      foundGateway({ attachments: [vpn], routeTables: [foundTable('rtb-1', ['attach-v'], [])] }),
      'VPN connection vpn-1 (attach-v): associated with route table rtb-1; propagated to none',
    ],
    [
      'a peering that was not accepted',
      foundGateway({
        attachments: [foundAttachment('x', '999999999999', { resourceType: 'peering', state: 'pendingAcceptance' })],
      }),
      'peering with another transit gateway vpc-x (attach-x): it is pendingAcceptance; associated with no table',
    ],
    [
      'a written route',
      foundGateway({
        attachments: [vpc, vpn],
        routeTables: [
          foundTable('rtb-1', ['attach-p'], [], {
            routes: [
              {
                ...{ cidr: '192.168.0.0/16', type: 'static', state: 'active' },
                attachments: [{ attachmentId: 'attach-v', resourceId: 'vpn-1' }],
              },
              { cidr: '10.9.0.0/16', type: 'static', state: 'blackhole', attachments: [] },
            ],
          }),
        ],
      }),
      'route table rtb-1: routes that people wrote, which stay as they are: 192.168.0.0/16 to vpn-1; 10.9.0.0/16 to blackhole',
    ],
    [
      'a prefix list',
      foundGateway({
        routeTables: [foundTable('rtb-1', [], [], { prefixLists: [{ prefixListId: 'pl-1', blackhole: true }] })],
      }),
      'the prefix list pl-1 to nowhere (blackhole)',
    ],
    [
      'a VPC at no table',
      foundGateway({ attachments: [vpc] }),
      'attachment attach-p of vpc-p in 200000000000: it is associated with no table',
    ],
    [
      'a table without VPCs',
      foundGateway({ routeTables: [foundTable('rtb-1', [], [], { tags: { Name: 'spare' } })] }),
      'route table spare (rtb-1): no VPC of an account that a segment takes in is associated with it',
    ],
    [
      'a sandbox at the gateway',
      foundGateway({
        attachments: [foundAttachment('l', idOf('lab'))],
        routeTables: [foundTable('rtb-1', ['attach-l'])],
      }),
      'account lab: it lies in the sandbox Sandbox',
    ],
    [
      'an account of an unknown unit',
      foundGateway({
        attachments: [foundAttachment('l', idOf('lost'))],
        routeTables: [foundTable('rtb-1', ['attach-l'])],
      }),
      'account lost: its VPC is associated with the table of rtb-1, but in which unit it lies is not known',
    ],
    [
      'default tables',
      foundGateway({
        options: { DefaultRouteTableAssociation: 'enable', DefaultRouteTablePropagation: 'enable' },
        routeTables: [foundTable('rtb-d', [], [], { defaultAssociation: true })],
      }),
      'it associates every new attachment with rtb-d by itself',
    ],
    ['an ASN of its own', foundGateway({ asn: 64000 }), 'its ASN 64000 is none that the configuration takes'],
    ['ranges of the gateway', foundGateway({ cidrBlocks: ['10.99.0.0/24'] }), 'it has ranges of its own: 10.99.0.0/24'],
    [
      'a gateway of others',
      foundGateway({ accountId: idOf('lake'), ownerId: '999999999999' }),
      'it belongs to 999999999999, which is no account of this organization',
    ],
    ['a gateway elsewhere', foundGateway({ region: 'us-east-1' }), 'of account 111111111111 in us-east-1, has 0'],
  ])('%s', (_, gateway, told) => {
    const part = described({ transitGateways: [gateway] });
    expect(texts(part).join('\n')).toContain(told);
    expect(fileOf(part).hub.manage).toBe('read');
  });

  test('a second share, and what else the first one shares', () => {
    const { arn } = foundGateway();
    const part = described({
      transitGateways: [foundGateway()],
      resourceShares: [foundShare('a', { resources: [arn, 'arn:subnet'] }), foundShare('b')],
    });
    expect(fileOf(part).hub.share?.name).toBe('a');
    expect(texts(part).join('\n')).toMatch(/it shares arn:subnet as well[^]*|it is shared by b/);
    expect(texts(part).filter((text) => text.includes('as well'))).toHaveLength(2);
  });

  test('overlapping VPCs at one gateway one by one, and others in one line', () => {
    const [p, d] = [foundAttachment('p', idOf('shop-prod')), foundAttachment('d', idOf('lake'))];
    const part = described({
      transitGateways: [foundGateway({ attachments: [p, d] })],
      vpcs: [
        foundVpc('p', idOf('shop-prod'), ['10.0.0.0/16']),
        foundVpc('d', idOf('lake'), ['10.0.128.0/20']),
        foundVpc('apart', idOf('lab'), ['10.0.0.0/16']),
      ],
    });
    expect(texts(part).filter((text) => text.startsWith('addresses'))).toEqual([
      'addresses: transit gateway tgw-1: 10.0.128.0/20 (vpc-d of lake) and 10.0.0.0/16 (vpc-p of shop-prod) share addresses; the gateway reaches only one of them',
      'addresses: VPCs that share addresses: they meet at no gateway today, and never can while they have the same addresses: 10.0.0.0/16 (vpc-p of shop-prod) and 10.0.0.0/16 (vpc-apart of lab), 10.0.128.0/20 (vpc-d of lake) and 10.0.0.0/16 (vpc-apart of lab)',
    ]);
  });
});

describe('any hub', () => {
  const tableIds = ['rtb-0', 'rtb-1', 'rtb-2', 'rtb-3'] as const;
  const subset = fc.subarray(['attach-0', 'attach-1', 'attach-2', 'attach-3', 'attach-4', 'attach-5', 'attach-6']);
  const hubs = fc
    .record({
      owners: fc.array(fc.constantFrom(...members, 'network'), { minLength: 6, maxLength: 6 }),
      at: fc.array(fc.constantFrom(...tableIds, undefined), { minLength: 7, maxLength: 7 }),
      learned: fc.array(subset, { minLength: 4, maxLength: 4 }),
      blocks: fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 6, maxLength: 6 }),
    })
    .map(({ at, blocks, learned, owners }) => {
      const account = (name: string): string => (name === 'network' ? networkAccount : idOf(name));
      const vpn = foundAttachment('6', networkAccount, { resourceType: 'vpn', resourceId: 'vpn-6' });
      const routeTables = tableIds.map((id, index) =>
        foundTable(
          id,
          at.flatMap((table, number) => (table === id ? [`attach-${String(number)}`] : [])),
          learned[index] ?? [],
        ),
      );
      const attachments = owners.map((name, number) => foundAttachment(String(number), account(name)));
      return {
        transitGateways: [foundGateway({ routeTables, attachments: [...attachments, vpn] })],
        vpcs: owners.map((name, number) =>
          foundVpc(String(number), account(name), [`10.${blocks[number] ?? 0}.0.0/16`]),
        ),
      };
    });

  /** The segment whose unit is nearest above an account. */
  function segmentOf(plan: ReturnType<typeof resolveNetwork>, owner: string | undefined): string | undefined {
    const parent = accounts.find(({ id }) => id === owner)?.parentId ?? '';
    const unit = (units[parent] ?? '').toLowerCase();
    const near = plan.segments.flatMap(({ key, units: above }) =>
      above.filter((each) => unit === each || unit.startsWith(`${each}/`)).map((each) => ({ key, each })),
    );
    return near.sort((a, b) => b.each.length - a.each.length)[0]?.key;
  }

  test('comes back as segments, or is told: no association and no propagation is lost', () => {
    fc.assert(
      fc.property(hubs, (hub) => {
        const part = described(hub);
        const plan = resolveNetwork({ network: fileOf(part) });
        const told = texts(part).join('\n');
        const tableOf = new Map(Object.entries(plan.hub.routeTableIds).map(([key, id]) => [id, key]));
        const [gateway = foundGateway()] = hub.transitGateways;
        const ownerOf = new Map(gateway.attachments.map(({ id, resourceOwnerId }) => [id, resourceOwnerId]));
        const at = new Map(
          gateway.routeTables.flatMap(({ associations, id }) =>
            associations.map((one) => [one.attachmentId, id] as const),
          ),
        );
        for (const { associations, id, propagations } of gateway.routeTables) {
          const key = tableOf.get(id);
          for (const { attachmentId } of associations) {
            const owner = ownerOf.get(attachmentId) ?? '';
            const isSaid = key !== undefined && segmentOf(plan, owner) === key && attachmentId !== 'attach-6';
            const isTold = told.includes(attachmentId) || told.includes(names.accounts.get(owner) ?? '?');
            expect(isSaid || isTold).toBe(true);
          }
          const reaches = plan.segments.find((segment) => segment.key === key)?.reaches ?? [];
          for (const { attachmentId } of propagations) {
            expect(
              reaches.includes(tableOf.get(at.get(attachmentId) ?? '') ?? '?') || told.includes(attachmentId),
            ).toBe(true);
          }
          // Nothing is claimed that is not so.
          for (const reached of reaches) {
            const table = plan.hub.routeTableIds[reached];
            const inside = gateway.attachments.filter((one) => one.resourceType === 'vpc' && at.get(one.id) === table);
            const learned = new Set(propagations.map(({ attachmentId }) => attachmentId));
            expect(inside.filter((one) => !learned.has(one.id))).toEqual([]);
          }
        }
      }),
    );
  });

  test('gets pools that share no address with each other or with VPCs of others', () => {
    fc.assert(
      fc.property(hubs, (hub) => {
        const plan = resolveNetwork({ network: fileOf(described(hub)) });
        const [gateway = foundGateway()] = hub.transitGateways;
        const ids = (table: string | undefined): readonly string[] =>
          gateway.routeTables.find(({ id }) => id === table)?.associations.map((one) => one.attachmentId) ?? [];
        for (const { key, pool } of plan.segments) {
          const others = plan.segments.filter((other) => other.key !== key);
          expect(others.filter((other) => overlaps(pool, other.pool))).toEqual([]);
          const own = new Set(ids(plan.hub.routeTableIds[key]).map((id) => id.replace('attach', 'vpc')));
          const mine = new Set(hub.vpcs.filter(({ id }) => own.has(id)).map(({ cidrBlocks }) => cidrBlocks[0]));
          const foreign = hub.vpcs.filter(({ cidrBlocks }) => !mine.has(cidrBlocks[0]));
          expect(foreign.filter(({ cidrBlocks }) => overlaps(pool, cidrBlocks[0] ?? ''))).toEqual([]);
        }
      }),
    );
  });

  test('reads the same whatever the order in which things were found', () => {
    fc.assert(
      fc.property(hubs, (hub) => {
        const turned = { ...hub, vpcs: [...hub.vpcs].reverse() };
        expect(described(turned)).toEqual(described(hub));
      }),
    );
  });
});
