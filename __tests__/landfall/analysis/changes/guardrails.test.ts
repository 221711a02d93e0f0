import { guardrailChanges } from '../../../../landfall/analysis/changes/guardrails';
import type { Guardrails, LandingZone } from '../../../../landfall/model/zone';
import {
  testAccountGuardrails,
  testControl,
  testGuardrails,
  testPolicy,
  testUnitGuardrails,
} from '../../../support/guardrails';
import { testUnit, testZone } from '../../../support/zone';

function zoneWith(overrides: Partial<Guardrails>, zone: Partial<LandingZone> = {}): LandingZone {
  const policies = [testPolicy('a'), testPolicy('b')];
  const controls = [testControl('D'), { ...testControl('P'), behavior: 'preventive' as const }];
  return testZone({ ...zone, guardrails: testGuardrails({ policies, controls, ...overrides }) });
}

const statement = (Sid: string, Action: string): object => ({ Sid, Effect: 'Deny', Action, Resource: '*' });
const text = (...statements: readonly object[]): string => JSON.stringify({ Statement: statements });

describe('changes of guardrails', () => {
  test('are none between a version and itself', () => {
    const zone = zoneWith({ units: [testUnitGuardrails('root', ['a'], ['D'])] });
    expect(guardrailChanges(zone, zone)).toEqual({ places: [], newUnits: [], lostUnits: [], moved: [] });
  });

  test('reach every unit below with a policy or a preventive control', () => {
    const before = zoneWith({ units: [testUnitGuardrails('workloads', ['b'])] });
    const after = zoneWith({ units: [testUnitGuardrails('workloads', ['a'], ['P'])] });
    const { places } = guardrailChanges(before, after);
    expect(places.map(({ place }) => place)).toEqual(['Workloads', 'Workloads/Dev', 'Workloads/Prod']);
    for (const { changed, gained, lost } of places) {
      expect(gained.map(({ from, key }) => [key, from])).toEqual([
        ['a', 'Workloads'],
        ['P', 'Workloads'],
      ]);
      expect(lost.map(({ key }) => key)).toEqual(['b']);
      expect(changed).toEqual([]);
    }
  });

  test('stay on the unit with a detective control', () => {
    const after = zoneWith({ units: [testUnitGuardrails('workloads', [], ['D'])] });
    expect(guardrailChanges(zoneWith({}), after).places.map(({ place }) => place)).toEqual(['Workloads']);
  });

  test('are none for a unit that has the same policy from above now', () => {
    const before = zoneWith({ units: [testUnitGuardrails('workloads/dev', ['a'])] });
    const after = zoneWith({ units: [testUnitGuardrails('workloads', ['a'])] });
    expect(guardrailChanges(before, after).places.map(({ place }) => place)).toEqual(['Workloads', 'Workloads/Prod']);
  });

  test('of a text are told by statements, and not of its spelling', () => {
    const units = [testUnitGuardrails('sandbox', ['a'])];
    const old = text(statement('Keep', 's3:*'), statement('Go', 'ec2:*'), statement('Change', 'iam:*'));
    const now = text(statement('Change', 'sts:*'), statement('Keep', 's3:*'), statement('Come', 'kms:*'));
    const before = zoneWith({ units, policies: [testPolicy('a', old)] });
    expect(guardrailChanges(before, zoneWith({ units, policies: [testPolicy('a', now)] })).places).toMatchObject([
      { place: 'Sandbox', changed: [{ key: 'a', added: ['Come'], removed: ['Go'], changed: ['Change'] }] },
    ]);
    const spaced = JSON.stringify(JSON.parse(old), undefined, 2);
    expect(guardrailChanges(before, zoneWith({ units, policies: [testPolicy('a', spaced)] })).places).toEqual([]);
  });

  test('of a policy without statements are told as its text', () => {
    const units = [testUnitGuardrails('sandbox', ['a'])];
    const before = zoneWith({ units, policies: [testPolicy('a', '{"tags":{}}', 'tag')] });
    const after = zoneWith({ units, policies: [testPolicy('a', '{"tags":{"x":{}}}', 'tag')] });
    expect(guardrailChanges(before, after).places).toMatchObject([{ changed: [{ changed: ['text'] }] }]);
  });

  test('of the parameters of a control are told', () => {
    const on = (region: string): Guardrails['units'] => [
      { ...testUnitGuardrails('sandbox', []), controls: [{ control: 'P', parameters: { AllowedRegions: [region] } }] },
    ];
    const { places } = guardrailChanges(zoneWith({ units: on('eu-west-1') }), zoneWith({ units: on('us-east-1') }));
    expect(places).toMatchObject([{ place: 'Sandbox', changed: [{ key: 'P', changed: ['parameters'] }] }]);
  });

  test('of single accounts, of units and of places of accounts are told', () => {
    const base = zoneWith({});
    const after = zoneWith(
      { accounts: [testAccountGuardrails('network', ['a'])] },
      {
        units: [...base.units.filter(({ id }) => id !== 'sandbox'), testUnit('Suspended')],
        accounts: base.accounts.map((each) => (each.key === 'fraud-dev' ? { ...each, unit: 'workloads/prod' } : each)),
      },
    );
    expect(guardrailChanges(base, after)).toMatchObject({
      places: [{ place: 'network', gained: [{ key: 'a' }] }],
      newUnits: ['Suspended'],
      lostUnits: ['Sandbox'],
      moved: [{ account: 'fraud-dev', from: 'Workloads/Dev', to: 'Workloads/Prod' }],
    });
  });
});
