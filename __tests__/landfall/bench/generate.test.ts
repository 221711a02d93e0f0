import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateOrganization } from '../../../landfall/bench/generate';
import { checkOrganization } from '../../../landfall/checks';
import { deployableSlices } from '../../../landfall/model/plan';

const source = join(__dirname, '..', '..', '..', 'landing-zone');
const root = mkdtempSync(join(tmpdir(), 'landfall-bench-'));
afterAll(() => rmSync(root, { recursive: true }));

function generated(name: string, accounts: number): string {
  const directory = join(root, name);
  generateOrganization(directory, accounts, source);
  return directory;
}

function contents(directory: string): readonly string[] {
  return readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter((file) => statSync(join(directory, file)).isFile())
    .sort()
    .map((file) => `${file}\n${readFileSync(join(directory, file), 'utf8')}`);
}

describe('generateOrganization', () => {
  test.each([12, 13, 40, 51])('makes an organization of %i accounts without errors', (accounts) => {
    const { diagnostics, zone } = checkOrganization(generated(`of-${accounts}`, accounts), { ci: true });
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(zone?.accounts).toHaveLength(accounts);
  });

  test('decides and knows all that its stacks need', () => {
    const { graph, lock, zone } = checkOrganization(generated('complete', 60));
    if (zone === undefined || graph === undefined || lock === undefined) throw new Error('no model');
    const { ready, waiting } = deployableSlices(zone, graph, lock.facts.facts);
    expect([waiting, zone.undecided]).toEqual([[], []]);
    expect(ready).toHaveLength(graph.nodes.length);
    const ids = [...lock.facts.facts].filter(([key]) => key.startsWith('account/')).map(([, id]) => id);
    expect(new Set(ids).size).toBe(60);
    expect(ids.every((id) => /^\d{12}$/.test(id))).toBe(true);
  });

  test('writes the same again, over what was there', () => {
    expect(contents(generated('one', 30))).toEqual(contents(generated('two', 30)));
    const before = contents(generated('one', 30));
    generated('one', 60);
    expect(contents(generated('one', 30))).toEqual(before);
  });

  test('refuses fewer accounts than the platform has', () => {
    expect(() => generated('small', 5)).toThrow(/the platform of .* has 12 accounts, more than 5/);
  });
});
