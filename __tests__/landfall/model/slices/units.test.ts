import { fact, FactReader } from '../../../../landfall/model/facts';
import { controlContents, guardingStacks, unitNodes, type UnitContent } from '../../../../landfall/model/slices/units';
import type { LandingZone } from '../../../../landfall/model/zone';
import { testControl, testGuardrails, testPolicy, testUnitGuardrails } from '../../../support/guardrails';
import { testUnit, testZone } from '../../../support/zone';

function unitContent(zone: LandingZone, id: string, facts = new Map<string, string>()): UnitContent {
  const content = unitNodes(zone)
    .find((node) => node.id === id)
    ?.content(new FactReader(facts));
  if (content?.kind !== 'unit') throw new Error(`no stack ${id}`);
  return content;
}

const guarded = testZone({
  guardrails: testGuardrails({
    policies: [testPolicy('Root'), testPolicy('prod', '{"a":"${regions.governed}"}', 'tag')],
    controls: [testControl('ONE'), testControl('TWO', ['ONE'])],
    units: [
      testUnitGuardrails('root', ['Root']),
      testUnitGuardrails('security', ['Root']),
      testUnitGuardrails('workloads/prod', ['prod', 'Root'], ['TWO', 'ONE']),
    ],
  }),
});

describe('unit stacks', () => {
  it('form one chain after Control Tower, parents before children', () => {
    expect(unitNodes(guarded).map(({ id, after }) => [id, after])).toEqual([
      ['unit-root', ['control-tower']],
      ['unit-security', ['unit-root']],
      ['unit-infrastructure', ['unit-security']],
      ['unit-workloads', ['unit-infrastructure']],
      ['unit-workloads-dev', ['unit-workloads']],
      ['unit-workloads-prod', ['unit-workloads-dev']],
      ['unit-deployments', ['unit-workloads-prod']],
      ['unit-sandbox', ['unit-deployments']],
    ]);
  });

  it('exist only where something is written', () => {
    const ids = unitNodes(testZone()).map(({ id }) => id);
    expect(ids).not.toContain('unit-root');
    expect(ids).not.toContain('unit-security');
  });

  it('register own units that are to be registered, and no others', () => {
    expect(unitContent(guarded, 'unit-sandbox').baseline?.version).toBe('5.0');
    expect(unitContent(guarded, 'unit-security').baseline).toBeUndefined();
    expect(unitContent(guarded, 'unit-root').baseline).toBeUndefined();
    const read = testZone({
      units: [...testZone().units, testUnit('Old', { manage: 'read', awsId: 'ou-old1-12345678' })],
    });
    expect(unitNodes(read).map(({ id }) => id)).not.toContain('unit-old');
  });

  it('tell the baseline of Identity Center only where Control Tower manages it', () => {
    const base = testZone();
    const { controlTower } = base;
    const without = testZone({
      controlTower: { ...controlTower, integrations: { ...controlTower.integrations, identityCenter: false } },
    });
    expect(unitContent(base, 'unit-sandbox').baseline?.parameters.map(({ key }) => key)).toEqual([
      'IdentityCenterEnabledBaselineArn',
    ]);
    expect(unitContent(without, 'unit-sandbox').baseline?.parameters).toEqual([]);
  });

  it('name policies by unit and key, so that every unit has its own', () => {
    expect(unitContent(guarded, 'unit-workloads-prod').policies).toEqual([
      {
        id: 'prod',
        name: 'acme-workloads-prod-prod',
        description: 'prod',
        type: 'TAG_POLICY',
        content: '{"a":["eu-west-1"]}',
      },
      expect.objectContaining({ id: 'Root', name: 'acme-workloads-prod-Root', type: 'SERVICE_CONTROL_POLICY' }),
    ]);
  });

  it('target a unit or the root by its ARN', () => {
    const facts = new Map([
      [fact.accountId('management'), '111111111111'],
      [fact.organizationId, 'o-1'],
      [fact.rootId, 'r-1'],
      [fact.unitId('workloads/prod'), 'ou-1-p'],
    ]);
    expect(unitContent(guarded, 'unit-root', facts).targetArn).toBe('arn:aws:organizations::111111111111:root/o-1/r-1');
    expect(unitContent(guarded, 'unit-workloads-prod', facts).targetArn).toBe(
      'arn:aws:organizations::111111111111:ou/o-1/ou-1-p',
    );
  });
});

describe('controlContents', () => {
  const nothing = (): undefined => undefined;
  const enabled = (keys: readonly string[]): Parameters<typeof controlContents>[1] =>
    keys.map((control) => ({ control, parameters: {} }));

  it('puts what a control requires before it', () => {
    const known = [testControl('A', ['B']), testControl('B', ['C']), testControl('C')];
    expect(controlContents(known, enabled(['A', 'B', 'C']), nothing).map(({ id, after }) => [id, after])).toEqual([
      ['C', []],
      ['B', ['C']],
      ['A', ['B']],
    ]);
  });

  it('ignores requirements that are not on the unit, controls nobody knows, and survives a ring', () => {
    const known = [testControl('A', ['B', 'Z']), testControl('B', ['A'])];
    expect(controlContents(known, enabled(['A', 'B', 'X']), nothing).map(({ id }) => id)).toEqual(['B', 'A']);
  });

  it('enables ten at a time', () => {
    const keys = Array.from({ length: 25 }, (_, index) => `C${String(index)}`);
    const contents = controlContents(
      keys.map((key) => testControl(key)),
      enabled(keys),
      nothing,
    );
    expect(contents.slice(0, 10).map(({ after }) => after)).toEqual(Array.from({ length: 10 }, () => []));
    expect(contents[24]?.after).toEqual(['C14']);
  });

  it('writes parameters as JSON by key, variables filled', () => {
    const [control] = controlContents(
      [testControl('A')],
      [{ control: 'A', parameters: { Regions: '${regions}', Flag: true, Exempt: ['arn:x'] } }],
      (name) => (name === 'regions' ? ['eu-west-1'] : undefined),
    );
    expect(control?.parameters).toEqual([
      { key: 'Exempt', value: '["arn:x"]' },
      { key: 'Flag', value: 'true' },
      { key: 'Regions', value: '["eu-west-1"]' },
    ]);
  });
});

describe('guardingStacks', () => {
  it('are those of the unit and of every unit above it', () => {
    expect(guardingStacks(guarded, 'workloads/prod')).toEqual(['unit-workloads-prod', 'unit-workloads', 'unit-root']);
    expect(guardingStacks(testZone(), 'security')).toEqual([]);
  });
});
