import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkOrganization, dayOf } from '../../../landfall/checks';
import { canBeAccepted } from '../../../landfall/checks/never-accepted';
import { catalogue } from '../../../landfall/diagnostics/catalogue';
import { emptyFactsLock, noDecisions } from '../../../landfall/model/lock';
import { withEdits, withLock } from './organization';

/** Two warnings of one code, in two places. */
function twoWarnings(accepted?: string): string {
  const directory = withEdits();
  const addresses = new Map([
    ['fraud-dev', '10.200.0.0/22'],
    ['fraud-prod', '10.201.0.0/22'],
  ]);
  withLock(directory, emptyFactsLock, { ...noDecisions, addresses });
  if (accepted !== undefined) writeFileSync(join(directory, 'accepted.yaml'), accepted);
  return directory;
}

const entry = (where: string, until = '2027-01-31', code = 'LF1505'): string =>
  `findings:\n  - { code: ${code}, where: '${where}', reason: Moves in spring, until: ${until} }\n`;
const today = '2026-12-01';
const outside = (directory: string): readonly (string | undefined)[] =>
  checkOrganization(directory, { today })
    .diagnostics.filter(({ code }) => code === 'LF1505')
    .map(({ path }) => path);

test('the two findings that the others are about', () => {
  expect(outside(twoWarnings())).toEqual(['accounts.dev', 'accounts.prod']);
});

test.each([
  ['its file and keys', 'teams/fraud.yaml:accounts.dev', ['accounts.prod']],
  ['its account', 'fraud-dev', ['accounts.prod']],
  ['a part of a word', 'fraud', ['accounts.dev', 'accounts.prod']],
  ['a range at the end of a clause', '10.200.0.0/22', ['accounts.prod']],
  ['a part of a range', '10.200', ['accounts.dev', 'accounts.prod']],
  ['its file alone', 'teams/fraud.yaml', ['accounts.dev', 'accounts.prod']],
  ['another file', 'teams/other.yaml:accounts.dev', ['accounts.dev', 'accounts.prod']],
  ['keys that begin like others', 'teams/fraud.yaml:accounts', ['accounts.dev', 'accounts.prod']],
])('%s accepts that finding and no other of its code', (_, where, left) => {
  expect(outside(twoWarnings(entry(where)))).toEqual(left);
});

test('what is accepted is told with its reason', () => {
  const directory = twoWarnings(entry('fraud-dev'));
  const { accepted, diagnostics } = checkOrganization(directory, { today });
  expect(accepted).toMatchObject([{ diagnostic: { code: 'LF1505' }, reason: 'Moves in spring', until: '2027-01-31' }]);
  const note = diagnostics.find(({ code }) => code === 'LF2204');
  const [told] = note?.related ?? [];
  expect(told?.message).toMatch(/^LF1505 until 2027-01-31, Moves in spring: fraud-dev has/);
  expect(told?.location).toEqual(accepted?.[0]?.diagnostic.location);
  expect(note?.related).toHaveLength(1);
});

test('without a day nothing has ended', () => {
  const { accepted } = checkOrganization(twoWarnings(entry('fraud-dev', '2000-01-01')));
  expect(accepted).toHaveLength(1);
});

test('a day that is none is an error of shape, and accepts nothing', () => {
  const codes = checkOrganization(twoWarnings(entry('fraud-dev', '2027-02-30'))).diagnostics.map(({ code }) => code);
  expect(codes).toContain('LF1105');
});

test('errors of shape stay, whatever is accepted', () => {
  const directory = withEdits(
    { file: 'units.yaml', with: 'unit: {}\n' },
    { file: 'accepted.yaml', with: entry('units.yaml:unit', '2027-01-31', 'LF1101') },
  );
  expect(checkOrganization(directory, { today }).diagnostics.map(({ code }) => code)).toContain('LF1101');
});

test('rules about the whole are asked where every error is accepted', () => {
  const directory = withEdits(
    { file: 'network.yaml', replace: 'pool: 10.128.0.0/12', with: 'pool: 10.65.0.0/16' },
    { file: 'network.yaml', replace: 'connectivity: isolated', with: 'connectivity: corporate' },
    { file: 'teams/fraud.yaml', replace: 'dev: isolated', with: 'dev: corporate' },
    { file: 'accepted.yaml', with: entry('network.yaml:segments.development.pool', '2027-01-31', 'LF1502') },
  );
  const { diagnostics, graph } = checkOrganization(directory, { today });
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(graph?.nodes.length).toBeGreaterThan(0);
});

describe('what can be accepted', () => {
  const codes = Object.keys(catalogue);

  test('is in the ranges of checks', () => {
    expect(codes.filter(canBeAccepted).filter((code) => !/^LF1[2-9]/.test(code))).toEqual([]);
    expect(codes.filter(canBeAccepted).length).toBeGreaterThan(20);
  });

  test.each(['LF1101', 'LF1201', 'LF1204', 'LF1320', 'LF1702', 'LF2010', 'LF2017', 'LF2201', 'LF3001', 'LF9999'])(
    '%s is not',
    (code) => {
      expect(canBeAccepted(code)).toBe(false);
    },
  );
});

test('a day is that of UTC', () => {
  expect(dayOf(new Date('2027-01-31T23:59:59-01:00'))).toBe('2027-02-01');
});
