import * as fc from 'fast-check';
import { Address4 } from 'ip-address';
import {
  addressPlan,
  contains,
  isRange,
  nextFree,
  overlaps,
  rangeOf,
  subnetLayout,
  zonesThatFit,
} from '../../../landfall/model/addresses';
import type { Account, Segment } from '../../../landfall/model/zone';
import { testAccount } from '../../support/zone';

const nowhere = { file: 'network.yaml', path: [] };

function segment(key: string, pool: string, vpcPrefix: number): Segment {
  return {
    key,
    connectivity: 'corporate',
    pool,
    vpcPrefix,
    availabilityZones: 3,
    units: [],
    reaches: [],
    source: nowhere,
  };
}

function accounts(keys: readonly string[], of = 'production'): readonly Account[] {
  return keys.map((key) => testAccount(key, 'workloads', { segment: of, connectivity: 'corporate' }));
}

const production = segment('production', '10.64.0.0/16', 22);
const keys = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,6}$/), { minLength: 1, maxLength: 30 });

describe('rangeOf', () => {
  it('begins at the first address of its block, whichever address of it is written', () => {
    fc.assert(
      fc.property(fc.ipV4(), fc.integer({ min: 0, max: 32 }), (address, prefix) => {
        const library = new Address4(`${address}/${prefix}`);
        const { end, start } = rangeOf(`${address}/${prefix}`);
        expect([start, end - 1n]).toEqual([library.startAddress().bigInt(), library.endAddress().bigInt()]);
      }),
    );
  });
});

describe('nextFree', () => {
  it.each([
    ['an empty pool', [], '10.0.0.0/22'],
    ['after a range at its start', ['10.0.0.0/22'], '10.0.4.0/22'],
    ['in a gap that is wide enough', ['10.0.0.0/22', '10.0.8.0/22'], '10.0.4.0/22'],
    ['after a gap that is too narrow', ['10.0.0.0/22', '10.0.6.0/23'], '10.0.8.0/22'],
    ['aligned after a narrower range', ['10.0.0.0/26'], '10.0.4.0/22'],
    ['past ranges that overlap each other', ['10.0.0.0/21', '10.0.4.0/22', '10.0.0.0/24'], '10.0.8.0/22'],
    ['whatever lies outside the pool', ['9.0.0.0/8', '11.0.0.0/8'], '10.0.0.0/22'],
    ['nothing where a wider range holds the pool', ['10.0.0.0/8'], undefined],
  ])('takes %s', (_, taken, expected) => {
    expect(nextFree('10.0.0.0/16', 22, taken)).toBe(expected);
  });

  it('takes nothing from a pool that is smaller than a VPC', () => {
    expect(nextFree('10.0.0.0/24', 22, [])).toBeUndefined();
  });
});

describe('addressPlan', () => {
  it('gives ranges that lie in the pool and share no address', () => {
    fc.assert(
      fc.property(keys, fc.integer({ min: 20, max: 24 }), (names, prefix) => {
        const pool = segment('production', '10.64.0.0/13', prefix);
        const { ranges, problems } = addressPlan([pool], accounts(names), new Map());
        const cidrs = [...ranges.values()];
        expect(problems).toEqual([]);
        expect(cidrs).toHaveLength(names.length);
        expect(cidrs.every((cidr) => contains(pool.pool, cidr) && cidr.endsWith(`/${String(prefix)}`))).toBe(true);
        expect(cidrs.some((one, at) => cidrs.slice(at + 1).some((other) => overlaps(one, other)))).toBe(false);
      }),
    );
  });

  it('never moves a decided range, whichever accounts come or go', () => {
    fc.assert(
      fc.property(keys, keys, (before, later) => {
        const decided = addressPlan([production], accounts(before), new Map()).ranges;
        const all = [...new Set([...later, ...before.slice(0, 3)])];
        const { ranges } = addressPlan([production], accounts(all), decided);
        for (const key of all) if (decided.has(key)) expect(ranges.get(key)).toBe(decided.get(key));
        const left = [...decided].filter(([key]) => !all.includes(key)).map(([, cidr]) => cidr);
        expect([...ranges.values()].some((cidr) => left.some((other) => overlaps(cidr, other)))).toBe(false);
      }),
    );
  });

  it('does not depend on the order of accounts or of decisions', () => {
    fc.assert(
      fc.property(keys, fc.integer({ min: 0, max: 30 }), (names, turn) => {
        const turned = [...names.slice(turn % names.length), ...names.slice(0, turn % names.length)];
        const decided = [...addressPlan([production], accounts(names.slice(0, 5)), new Map()).ranges];
        const one = addressPlan([production], accounts(names), new Map(decided));
        const other = addressPlan([production], accounts(turned), new Map([...decided].reverse()));
        expect([...other.ranges].sort()).toEqual([...one.ranges].sort());
      }),
    );
  });

  it('says which ranges were made up now', () => {
    const { undecided } = addressPlan([production], accounts(['b', 'a', 'c']), new Map([['b', '10.64.8.0/22']]));
    expect(undecided).toEqual(['a', 'c']);
  });

  it('cuts nothing from what is reserved, whoever bears the name', () => {
    const reserved = fc.array(
      fc.record({
        name: fc.constantFrom('a', 'b', 'on-premises'),
        cidr: fc
          .tuple(fc.integer({ min: 0, max: 255 }), fc.integer({ min: 17, max: 28 }))
          .map(([octet, prefix]) => `10.64.${octet}.0/${prefix}`),
      }),
      { maxLength: 20 },
    );
    fc.assert(
      fc.property(keys, reserved, (names, ranges) => {
        const plan = addressPlan([production], accounts(names), new Map(), ranges);
        for (const cidr of plan.ranges.values()) expect(ranges.some((other) => overlaps(cidr, other.cidr))).toBe(false);
        expect(plan.problems.filter(({ kind }) => kind !== 'exhausted')).toEqual([]);
      }),
    );
  });

  it("takes a decided range in an account's own reservation for the same VPC", () => {
    const decided = new Map([['a', '10.64.0.0/22']]);
    const of = (name: string): readonly unknown[] =>
      addressPlan([production], accounts(['a']), decided, [{ name, cidr: '10.64.0.0/20' }]).problems;
    expect(of('a')).toEqual([]);
    expect(of('b')).toEqual([
      { kind: 'reserved', account: 'a', cidr: '10.64.0.0/22', with: { name: 'b', cidr: '10.64.0.0/20' } },
    ]);
  });

  it('gives nothing to accounts without a segment', () => {
    expect(addressPlan([production], [testAccount('log-archive', 'security')], new Map()).ranges.size).toBe(0);
  });

  it.each([
    [
      'an exhausted pool',
      segment('production', '10.0.0.0/22', 22),
      new Map([['other', '10.0.0.0/22']]),
      [{ kind: 'exhausted', account: 'a', segment: 'production', pool: '10.0.0.0/22' }],
    ],
    [
      'a decided range outside the pool, which stays',
      production,
      new Map([['a', '10.0.0.0/22']]),
      [{ kind: 'outside', account: 'a', cidr: '10.0.0.0/22', pool: '10.64.0.0/16' }],
    ],
    [
      'decided ranges that overlap',
      production,
      new Map([
        ['a', '10.64.0.0/22'],
        ['gone', '10.64.0.0/20'],
      ]),
      [{ kind: 'overlap', account: 'gone', cidr: '10.64.0.0/20', with: 'a' }],
    ],
    [
      'a pool that is no range',
      segment('production', '300.0.0.0/8', 22),
      new Map(),
      [{ kind: 'unreadable', cidr: '300.0.0.0/8', account: undefined, segment: 'production' }],
    ],
  ])('reports %s', (_, pool, decided, problems) => {
    expect(addressPlan([pool], accounts(['a']), decided).problems).toEqual(problems);
  });
});

describe('subnetLayout', () => {
  it('gives each zone a quarter of the VPC, and the last quarter to its edge', () => {
    expect(subnetLayout('10.0.0.0/22', 3, 'public')).toEqual({
      workload: [
        { zone: 'a', cidr: '10.0.0.0/24' },
        { zone: 'b', cidr: '10.0.1.0/24' },
        { zone: 'c', cidr: '10.0.2.0/24' },
      ],
      edge: [
        { zone: 'a', cidr: '10.0.3.0/26' },
        { zone: 'b', cidr: '10.0.3.64/26' },
        { zone: 'c', cidr: '10.0.3.128/26' },
      ],
    });
  });

  it('keeps subnets for the transit gateway as small as AWS allows', () => {
    expect(subnetLayout('10.0.0.0/16', 2, 'transit').edge).toEqual([
      { zone: 'a', cidr: '10.0.192.0/28' },
      { zone: 'b', cidr: '10.0.192.16/28' },
    ]);
  });

  it('makes subnets that lie in the VPC, share no address, and stay when zones are added', () => {
    const edges = fc.constantFrom('public' as const, 'transit' as const);
    fc.assert(
      fc.property(fc.integer({ min: 16, max: 26 }), fc.integer({ min: 1, max: 3 }), edges, (prefix, zones, edge) => {
        const vpc = `10.32.0.0/${String(prefix)}`;
        const { workload, edge: narrow } = subnetLayout(vpc, zones, edge);
        const cidrs = [...workload, ...narrow].map(({ cidr }) => cidr);
        expect(workload).toHaveLength(Math.min(zones, zonesThatFit(prefix)));
        expect(cidrs.every((cidr) => contains(vpc, cidr) && Number(cidr.split('/')[1]) <= 28)).toBe(true);
        expect(cidrs.some((one, at) => cidrs.slice(at + 1).some((other) => overlaps(one, other)))).toBe(false);
        expect(subnetLayout(vpc, 3, edge).workload.slice(0, workload.length)).toEqual(workload);
      }),
    );
  });

  it.each([
    [22, 3],
    [24, 3],
    [25, 2],
    [26, 1],
    [27, 0],
  ])('has room in a /%i for %i zones', (prefix, zones) => {
    expect(zonesThatFit(prefix)).toBe(zones);
  });
});

test.each([
  ['10.0.0.0/16', true],
  ['10.0.0.0', false],
  ['10.0.0.0/33', false],
  ['256.0.0.0/8', false],
  ['production', false],
])('%s is a range: %s', (text, expected) => {
  expect(isRange(text)).toBe(expected);
});
