import { cpSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type { FoundAccount, FoundUnit, Inventory } from '../../../../landfall/adoption/inventory';
import { adopt } from '../../../../landfall/adoption/write';
import { inFolder } from '../../rehearsal/real-provider';
import { foundAccount, foundInventory, foundUnit } from '../support/inventory';
import { codesOf, filesOf, landingZone, organized, zoneOf } from './small-organization';

describe('any organization', () => {
  const name = fc.oneof(
    fc.stringMatching(/^[ -~]{1,20}$/),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }),
    fc.constantFrom('Prod', 'prod', 'shop prod', 'shop-prod', 'Audit', 'management', 'Root', 'true', '0123', 'a/b'),
  );
  const tags = fc.dictionary(
    fc.constantFrom(
      'team',
      'corp:team',
      'env',
      'stage',
      'CostCenter',
      'purpose',
      'corp:workload:account',
      'corp:finance:owner',
    ),
    name,
    { maxKeys: 4 },
  );
  const manifest = fc.constantFrom(
    landingZone,
    { controls: [], baselines: [] },
    { ...landingZone, landingZone: undefined },
  );
  const organization: fc.Arbitrary<Inventory> = fc
    .record({
      units: fc.array(fc.record({ name, above: fc.nat(6), tags }), { maxLength: 6 }),
      accounts: fc.array(
        fc.record({
          name,
          above: fc.nat(8),
          tags,
          state: fc.constantFrom('ACTIVE', 'ACTIVE', 'CLOSED'),
          user: fc.emailAddress(),
        }),
        { maxLength: 8 },
      ),
      controlTower: manifest,
    })
    .map(({ accounts: drawn, controlTower, units: tree }): Inventory => {
      const parent = (index: number, below: number): string =>
        index === 0 || index > below ? 'r-root' : `ou-${index}`;
      const units = tree.map((each, index): FoundUnit => ({
        ...foundUnit(`ou-${index + 1}`, each.name, parent(each.above, index)),
        tags: each.tags,
      }));
      const members = drawn.map((each, index): FoundAccount => ({
        ...foundAccount(String(100000000001 + index), each.name, parent(each.above, units.length)),
        email: `${index}${each.user}`,
        state: each.state === 'CLOSED' ? 'CLOSED' : 'ACTIVE',
        tags: each.tags,
      }));
      const master = foundAccount('123456789012', 'master');
      return foundInventory({
        organization: organized,
        units,
        accounts: [master, ...members],
        policies: [],
        controlTower,
      });
    });

  test('is described in files that can be read, every time in the same bytes, and its second time changes nothing', () => {
    return fc.assert(
      fc.asyncProperty(organization, (inventory) =>
        inFolder((folder) => {
          const [one, other] = [join(folder, 'one'), join(folder, 'other')];
          const outcome = adopt({ directory: one, inventory, teamsBy: undefined });
          adopt({ directory: other, inventory, teamsBy: undefined });
          expect(filesOf(other)).toEqual(filesOf(one));
          // What does something for the others shouldn't lie in a sandbox: that is about the organization, not its files.
          expect(codesOf(outcome).filter((code) => code !== 'LF1312')).toEqual([]);
          const ids = zoneOf(one).accounts.map(({ awsId }) => awsId);
          const living = inventory.accounts.filter(({ state }) => state === 'ACTIVE').map(({ id }) => id);
          expect(ids.toSorted()).toEqual(living.toSorted());
          cpSync(one, other, { recursive: true });
          expect(adopt({ directory: one, inventory, teamsBy: undefined })).toMatchObject({ changes: [], files: [] });
          expect(filesOf(one)).toEqual(filesOf(other));
        }),
      ),
      { numRuns: 25 },
    );
  }, 120_000);
});
