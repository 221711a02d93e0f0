import { guardrailsOver, unitChain } from '../../../landfall/model/unit-chain';
import { zoneOf } from '../../support/organization';

const zone = zoneOf('landing-zone');
const behavior = new Map(zone.guardrails.controls.map((control) => [control.key, control.behavior]));

test.each([
  ['root', ['root']],
  ['workloads', ['root', 'workloads']],
  ['workloads/prod', ['root', 'workloads', 'workloads/prod']],
  ['nowhere', []],
])('units from the root down to %s', (unit, chain) => {
  expect(unitChain(zone.units, unit).map(({ id }) => id)).toEqual(chain);
});

test('a unit has all of its own guardrails, and from above policies and preventive controls only', () => {
  const held = guardrailsOver(zone, 'workloads/prod');
  const behaviors = held.map(({ controls, unit }) => ({
    unit: unit.id,
    kinds: [...new Set(controls.map((control) => behavior.get(control)))].sort(),
  }));
  expect(behaviors.find(({ unit }) => unit === 'workloads/prod')?.kinds).toEqual(
    expect.arrayContaining(['detective', 'proactive']),
  );
  for (const { kinds, unit } of behaviors.filter((each) => each.unit !== 'workloads/prod'))
    expect({ unit, others: kinds.filter((kind) => kind !== 'preventive') }).toEqual({ unit, others: [] });
  const onRoot = zone.guardrails.units.find(({ unit }) => unit === 'root')?.policies ?? [];
  expect(onRoot.length).toBeGreaterThan(0);
  expect(held.find(({ unit }) => unit.id === 'root')?.policies).toEqual(onRoot);
});
