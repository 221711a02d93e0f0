import fc from 'fast-check';
import { isBelow } from '../../../../landfall/model/resolve/accounts';
import { unitId } from '../../../../landfall/model/resolve/units';
import { edit, file } from '../../checks/cases/case';
import { resolvedZone } from './resolved';

interface Tree {
  readonly [key: string]: { readonly units: Tree };
}

const keys = fc.uniqueArray(fc.stringMatching(/^[A-Za-z][A-Za-z0-9]{0,5}$/), {
  minLength: 1,
  maxLength: 3,
  selector: (key) => key.toLowerCase(),
});
const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 3 },
    fc.constant({}),
    keys.chain((names) =>
      fc
        .tuple(...names.map(() => tie('tree')))
        .map((below) => Object.fromEntries(names.map((name, at) => [name, { units: below[at] ?? {} }]))),
    ),
  ),
}));

describe('units', () => {
  test('have the root first and every parent before its children, whatever the tree', () => {
    fc.assert(
      fc.property(tree, (units) => {
        const resolved = resolvedZone(file('units.yaml', JSON.stringify({ units }))).units;
        expect(resolved[0]).toMatchObject({ id: 'root', parent: undefined, depth: 0 });
        const seen = new Set(['root']);
        for (const { depth, id, label, parent } of resolved.slice(1)) {
          expect(seen.has(parent ?? '')).toBe(true);
          expect([unitId(label), label.split('/').length]).toEqual([id, depth]);
          expect(parent === 'root' || isBelow(id, parent ?? '')).toBe(true);
          expect(seen.has(id)).toBe(false);
          seen.add(id);
        }
      }),
      { numRuns: 25 },
    );
  });

  test('tell units of one name at different places apart', () => {
    const { units } = resolvedZone(
      edit(
        'units.yaml',
        '  Sandbox: { description: Try-outs with synthetic data }',
        '  Sandbox: { units: { Dev: {} } }',
      ),
    );
    expect(units.filter(({ name }) => name === 'Dev').map(({ id, parent }) => [id, parent])).toEqual([
      ['workloads/dev', 'workloads'],
      ['sandbox/dev', 'sandbox'],
    ]);
  });

  test('are registered, but for the one of the integration accounts', () => {
    const { units } = resolvedZone(edit('units.yaml', 'Sandbox: { ', 'Sandbox: { registered: false, '));
    expect(units.filter(({ registered }) => !registered).map(({ id }) => id)).toEqual(['root', 'security', 'sandbox']);
  });

  test('keep their name in AWS beside their key', () => {
    const { units } = resolvedZone(edit('units.yaml', 'Sandbox: { ', 'Sandbox: { name: "Übungs/Platz", '));
    expect(units.find(({ id }) => id === 'sandbox')).toMatchObject({ name: 'Übungs/Platz', label: 'Sandbox' });
  });
});
