import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import {
  acceptReplacement,
  decisionsPath,
  emptyFactsLock,
  factsPath,
  forgetStack,
  mergeFacts,
  noDecisions,
  readDecisions,
  readFactsLock,
  readLock,
  recordStack,
  sliceHash,
  unfinished,
  writeDecisions,
  writeFactsLock,
  type AppliedStack,
  type FactsLock,
} from '../../../../landfall/model/lock';
import type { StackSlice } from '../../../../landfall/model/stack';

let directory = '';
beforeEach(() => void (directory = mkdtempSync(join(tmpdir(), 'lock-'))));
afterEach(() => rmSync(directory, { recursive: true }));

const put = (file: string, text: string): void => {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
};
const applied: AppliedStack = {
  account: 'network',
  accountId: '012345678901',
  state: { bucket: 'acme-tfstate-012345678901-eu-west-1', key: 'account-network', region: 'eu-west-1' },
  slice: 'a'.repeat(64),
  needs: [],
  assigns: [],
  network: undefined,
  guarded: false,
};
const organization = 'o-abcdefghij';
const matching = (text: RegExp | string): unknown => expect.stringMatching(text);

describe('facts.json', () => {
  test('a missing file is an empty lock', () => {
    expect(readFactsLock(directory)).toEqual({ lock: emptyFactsLock, diagnostics: [] });
  });

  const good = { schema: 1, organization, facts: { 'organization/id': organization }, stacks: {} };
  test.each<[string, string, string, RegExp]>([
    ['is not JSON', '{', 'LF2001', /is not JSON/],
    ['is empty', '', 'LF2001', /is not JSON/],
    ['was merged halfway', '<<<<<<< HEAD\n{}\n=======\n{}\n>>>>>>> other\n', 'LF2001', /unfinished merge/],
    ['is of a newer schema', JSON.stringify({ ...good, schema: 2 }), 'LF2002', /schema 2; .* reads schema 1/],
    ['has no schema', JSON.stringify({ facts: {}, stacks: {} }), 'LF2002', /no schema/],
    ['is a list', '[]', 'LF2002', /no schema/],
    ['is null', 'null', 'LF2002', /no schema/],
    ['has a number for an id', JSON.stringify({ ...good, facts: { 'account/a/id': 12 } }), 'LF2003', /account\/a\/id/],
    ['has an unknown key', JSON.stringify({ ...good, fact: {} }), 'LF2003', /fact/],
    ['has no organization id', JSON.stringify({ ...good, organization: 'acme' }), 'LF2003', /organization/],
    [
      'has a key that would get lost',
      '{"schema": 1, "facts": {"__proto__": "a"}, "stacks": {}}',
      'LF2003',
      /__proto__/,
    ],
    [
      'has an account id that lost its zero',
      JSON.stringify({ ...good, stacks: { s: { ...applied, accountId: '12345678901' } } }),
      'LF2003',
      /12 digits/,
    ],
    [
      'has no real hash',
      JSON.stringify({ ...good, stacks: { s: { ...applied, slice: 'x' } } }),
      'LF2003',
      /neither a SHA-256/,
    ],
    [
      'contradicts itself about the organization',
      JSON.stringify({ ...good, facts: { 'organization/id': 'o-zzzzzzzzzz' } }),
      'LF2005',
      /o-zzzzzzzzzz, not of o-abcdefghij/,
    ],
  ])('fails when the file %s', (_, text, code, message) => {
    put(factsPath(directory), text);
    const { lock, diagnostics } = readFactsLock(directory);
    expect(lock).toBe(emptyFactsLock);
    expect(diagnostics).toHaveLength(1);
    expect(diagnostics[0]).toMatchObject({
      severity: 'error',
      code,
      message: matching(message),
      help: matching(/./),
      location: { file: factsPath(directory) },
    });
  });

  test('fails when the lock belongs to another organization', () => {
    writeFactsLock(directory, { ...emptyFactsLock, organization });
    const { diagnostics } = readFactsLock(directory, 'o-0123456789');
    expect(diagnostics).toMatchObject([{ code: 'LF2005', message: matching('o-abcdefghij') }]);
    expect(readFactsLock(directory, organization).diagnostics).toEqual([]);
  });

  test('is written sorted, whatever the order in which facts came', () => {
    const one: FactsLock = {
      organization,
      facts: new Map([
        ['b', '2'],
        ['a', '1'],
      ]),
      stacks: new Map([['z', { ...applied, needs: ['y', 'x'] }]]),
    };
    writeFactsLock(directory, one);
    const first = readFileSync(factsPath(directory), 'utf8');
    writeFactsLock(directory, { ...one, facts: new Map([...one.facts].reverse()) });
    expect(readFileSync(factsPath(directory), 'utf8')).toBe(first);
    expect(first.indexOf('"a"')).toBeLessThan(first.indexOf('"b"'));
    expect(first).not.toContain('guarded');
  });

  test('what a killed run left half written is ignored and cleaned, what a living one writes stays', () => {
    const file = factsPath(directory);
    put(`${file}.999999999.tmp`, '{"schema": 1, "fa');
    put(`${file}.${process.ppid}.tmp`, '{');
    put(`${file}.backup`, 'mine');
    expect(readFactsLock(directory).diagnostics).toEqual([]);
    writeFactsLock(directory, { ...emptyFactsLock, organization });
    expect(readdirSync(dirname(file)).sort()).toEqual(
      ['facts.json', `facts.json.${process.ppid}.tmp`, 'facts.json.backup'].sort(),
    );
  });

  const words = fc.string({ minLength: 1, maxLength: 12 }).filter((word) => word !== '__proto__');
  const locks = fc.record({
    organization: fc.constantFrom(organization, undefined),
    facts: fc.array(fc.tuple(words, words)).map((pairs) => new Map(pairs)),
    stacks: fc
      .array(fc.tuple(words, fc.record({ needs: fc.uniqueArray(words), guarded: fc.boolean() })))
      .map(
        (pairs) => new Map(pairs.map(([id, { needs, guarded }]) => [id, { ...applied, needs: needs.sort(), guarded }])),
      ),
  });

  test('what is written is what is read', () => {
    fc.assert(
      fc.property(locks, (lock) => {
        writeFactsLock(directory, lock);
        expect(readFactsLock(directory)).toEqual({ lock, diagnostics: [] });
      }),
    );
  });
});

describe('facts', () => {
  const lock: FactsLock = {
    organization,
    facts: new Map([
      ['account/a/id', '111111111111'],
      ['unit/x/id', 'ou-1'],
    ]),
    stacks: new Map([['team-a', { ...applied, assigns: ['account/a/id', 'unit/x/id'] }]]),
  };

  test('new ones are taken, known ones stay', () => {
    const merged = mergeFacts(
      lock,
      new Map([
        ['unit/x/id', 'ou-1'],
        ['unit/y/id', 'ou-2'],
      ]),
    );
    expect(merged.diagnostics).toEqual([]);
    expect(merged.lock.facts.get('unit/y/id')).toBe('ou-2');
  });

  test('fails when a known key gets another id, and keeps the known one', () => {
    const merged = mergeFacts(lock, new Map([['unit/x/id', 'ou-9']]));
    expect(merged.lock.facts.get('unit/x/id')).toBe('ou-1');
    expect(merged.diagnostics).toMatchObject([{ code: 'LF2006', help: matching('landfall lock accept unit/x/id') }]);
  });

  test('a replacement is taken once it was accepted', () => {
    const accepted = acceptReplacement(lock, 'unit/x/id');
    expect(mergeFacts(accepted ?? lock, new Map([['unit/x/id', 'ou-9']]))).toMatchObject({ diagnostics: [] });
    expect(acceptReplacement(lock, 'unit/z/id')).toBeUndefined();
  });

  test('a forgotten stack takes its facts along, but not what another stack assigns now', () => {
    const left = forgetStack(lock, 'team-a', new Set(['unit/x/id']));
    expect([...left.facts.keys()]).toEqual(['unit/x/id']);
    expect([...left.stacks.keys()]).toEqual([]);
  });

  test('a stack may be recorded as unfinished and read again', () => {
    writeFactsLock(directory, recordStack(lock, 'team-a', { ...applied, slice: unfinished }));
    expect(readFactsLock(directory).lock.stacks.get('team-a')?.slice).toBe(unfinished);
  });

  test('merging never loses or changes a known fact', () => {
    const facts = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), fc.constantFrom('1', '2'));
    fc.assert(
      fc.property(facts, facts, (known, assigned) => {
        const before = { ...emptyFactsLock, facts: new Map(Object.entries(known)) };
        const { lock: after, diagnostics } = mergeFacts(before, new Map(Object.entries(assigned)));
        expect(Object.fromEntries(after.facts)).toEqual({ ...assigned, ...known });
        const differing = Object.keys(assigned).filter((key) => key in known && known[key] !== assigned[key]);
        expect(diagnostics.map(({ path }) => path).sort()).toEqual(differing.sort());
      }),
    );
  });
});

describe('decisions.json', () => {
  test('a missing file is no decision', () => {
    expect(readDecisions(directory)).toEqual({ decisions: noDecisions, diagnostics: [] });
  });

  test.each<[string, unknown, RegExp]>([
    ['an address is no range', { schema: 1, addresses: { a: '10.0.0.0' } }, /addresses\.a/],
    ['an address is out of bounds', { schema: 1, addresses: { a: '10.0.0.300/16' } }, /addresses\.a/],
    ['a hash is short', { schema: 1, products: { 'p/p/v1': 'abc' } }, /not a SHA-256/],
  ])('fails when %s', (_, content, message) => {
    put(decisionsPath(directory), JSON.stringify(content));
    expect(readDecisions(directory).diagnostics).toMatchObject([{ code: 'LF2003', message: matching(message) }]);
  });

  test('what is written is what is read', () => {
    const decisions = {
      addresses: new Map([
        ['b', '10.1.0.0/16'],
        ['a', '10.0.0.0/16'],
      ]),
      products: new Map([['p/p/v', 'f'.repeat(64)]]),
    };
    writeDecisions(directory, decisions);
    expect(readDecisions(directory)).toEqual({ decisions, diagnostics: [] });
  });
});

describe('readLock', () => {
  test('gives both files, or no lock and all that is wrong', () => {
    expect(readLock(directory)).toEqual({ lock: { decisions: noDecisions, facts: emptyFactsLock }, diagnostics: [] });
    put(factsPath(directory), '{');
    put(decisionsPath(directory), '{');
    const { lock, diagnostics } = readLock(directory);
    expect(lock).toBeUndefined();
    expect(diagnostics).toHaveLength(2);
  });
});

describe('sliceHash', () => {
  const slice = (tags: Readonly<Record<string, string>>): StackSlice => ({
    envelope: {
      id: 's',
      accountId: '111111111111',
      region: 'eu-west-1',
      roleArn: undefined,
      backend: { kind: 'hcp', hostname: 'h', organization: 'o', project: 'p', workspace: 'w' },
      providerConstraint: '>= 6',
      defaultTags: tags,
    },
    content: { kind: 'removed' },
  });

  test('does not depend on the order of keys, but on values and on the program', () => {
    expect(sliceHash(slice({ a: '1', b: '2' }))).toBe(sliceHash(slice({ b: '2', a: '1' })));
    expect(sliceHash(slice({ a: '1' }))).not.toBe(sliceHash(slice({ a: '2' })));
    expect(sliceHash(slice({ a: '1' }), '1.0.0')).not.toBe(sliceHash(slice({ a: '1' }), '1.0.1'));
    expect(sliceHash(slice({}))).toMatch(/^[0-9a-f]{64}$/);
  });
});
