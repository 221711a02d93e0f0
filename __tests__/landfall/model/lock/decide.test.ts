import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { noDecisions, readDecisions } from '../../../../landfall/model/lock';
import { keepDecisions, keepReleases } from '../../../../landfall/model/lock/decide';
import { testPortfolio, testProduct, testVersion } from '../../../support/portfolio';
import { testZone } from '../../../support/zone';

let root = '';
beforeEach(() => void (root = mkdtempSync(join(tmpdir(), 'decide-'))));
afterEach(() => rmSync(root, { recursive: true }));

describe('keepDecisions', () => {
  const zone = testZone({ undecided: ['address/fraud-dev'], addresses: new Map([['fraud-dev', '10.1.0.0/20']]) });

  test('writes what was decided, and decides nothing in CI', () => {
    expect(keepDecisions(root, zone, noDecisions, true)).toMatchObject([{ severity: 'error', code: 'LF3010' }]);
    expect(readDecisions(root).decisions.addresses.size).toBe(0);
    expect(keepDecisions(root, zone, noDecisions, false)).toEqual([]);
    expect(readDecisions(root).decisions.addresses.get('fraud-dev')).toBe('10.1.0.0/20');
  });

  test('writes nothing where all is decided', () => {
    expect(keepDecisions(root, testZone({ undecided: [] }), noDecisions, true)).toEqual([]);
    expect(readDecisions(root).decisions).toBe(noDecisions);
  });
});

describe('keepReleases', () => {
  const hash = 'c'.repeat(64);
  const product = testProduct('athena', { versions: [testVersion('v1', { contentHash: hash })] });
  const zone = testZone({ portfolios: [testPortfolio('data', { products: [product] })] });

  test('writes down the content of what was applied, once', () => {
    keepReleases(root, zone, noDecisions, () => false);
    expect(readDecisions(root).decisions).toBe(noDecisions);
    keepReleases(root, zone, noDecisions, (stack) => stack === 'portfolio-data');
    const { decisions } = readDecisions(root);
    expect(Object.fromEntries(decisions.products)).toEqual({ 'data/athena/v1': hash });
    const changed = { ...zone, portfolios: [testPortfolio('data', { products: [testProduct('athena')] })] };
    keepReleases(root, changed, decisions, () => true);
    expect(readDecisions(root).decisions).toEqual(decisions);
  });
});
