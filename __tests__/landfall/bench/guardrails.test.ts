import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateOrganization } from '../../../landfall/bench/generate';
import { widenGuardrails } from '../../../landfall/bench/guardrails';
import { checkOrganization } from '../../../landfall/checks';

const source = join(__dirname, '..', '..', '..', 'landing-zone');
const root = mkdtempSync(join(tmpdir(), 'landfall-bench-'));
afterAll(() => rmSync(root, { recursive: true }));

function widened(name: string, units: number, policies: number): string {
  const directory = join(root, name);
  generateOrganization(directory, 20, source);
  widenGuardrails(directory, units, policies);
  return directory;
}

describe('widenGuardrails', () => {
  test('makes units and policies without errors, each policy attached', () => {
    const { diagnostics, zone } = checkOrganization(widened('wide', 50, 60));
    expect(diagnostics.filter(({ code, severity }) => severity === 'error' || code === 'LF1605')).toEqual([]);
    expect(zone?.units).toHaveLength(51);
    expect(zone?.guardrails.policies).toHaveLength(60);
  });

  test('writes the same bytes again', () => {
    const [one, other] = ['one', 'other'].map((name) => widened(name, 20, 45));
    for (const file of ['guardrails.yaml', 'units.yaml']) {
      expect(readFileSync(join(other ?? '', file), 'utf8')).toBe(readFileSync(join(one ?? '', file), 'utf8'));
    }
  });

  test('leaves an organization alone that is wide enough', () => {
    const { zone } = checkOrganization(widened('same', 0, 0));
    expect(zone?.units.filter(({ id }) => id.includes('bench'))).toEqual([]);
  });
});
