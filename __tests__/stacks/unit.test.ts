import { unitNodes } from '../../landfall/model/slices/units';
import { UnitStack } from '../../stacks/unit';
import { testControl, testGuardrails, testPolicy, testUnitGuardrails } from '../support/guardrails';
import { Template, testSlice } from '../support/template';
import { testZone } from '../support/zone';

const zone = testZone({
  guardrails: testGuardrails({
    policies: [testPolicy('own', '{"Condition":"${aws:username} of ${prefix}"}'), testPolicy('tags', '{"a":1}', 'tag')],
    controls: [testControl('SECOND', ['FIRST']), testControl('FIRST')],
    units: [testUnitGuardrails('sandbox', ['own', 'tags'], ['SECOND', 'FIRST'])],
  }),
});

function render(id: string): Template {
  return Template.of(testSlice(zone, unitNodes(zone), id), (scope, { envelope, content }) => {
    if (content.kind !== 'unit') throw new Error(content.kind);
    return new UnitStack(scope, envelope, content);
  });
}

describe('unit stacks', () => {
  const template = render('unit-sandbox');
  const waits = (type: string): Readonly<Record<string, unknown>> =>
    Object.fromEntries(Object.entries(template.resources(type)).map(([name, each]) => [name, each['depends_on']]));

  it('register the unit first; its version is not changed by replacement', () => {
    expect(template.resource('aws_controltower_baseline', 'baseline')).toMatchObject({
      baseline_version: '5.0',
      lifecycle: { prevent_destroy: true, ignore_changes: ['baseline_version'] },
    });
  });

  it('then attach policies one after another, then enable controls in their order', () => {
    const [own, tags] = Object.values(waits('aws_organizations_policy'));
    expect(own).toEqual(['aws_controltower_baseline.baseline']);
    expect(tags).toEqual([expect.stringContaining('policy_attachment.policies_own_attachment')]);
    const controls = waits('aws_controltower_control');
    const named = (part: string): unknown => Object.entries(controls).find(([name]) => name.includes(part))?.[1];
    expect(named('FIRST')).toEqual([expect.stringContaining('policy_attachment.policies_tags_attachment')]);
    expect(named('SECOND')).toEqual([expect.stringContaining('controltower_control.controls_FIRST')]);
  });

  it('leave variables of IAM to IAM', () => {
    const contents = Object.values(template.resources('aws_organizations_policy')).map((each) => each['content']);
    expect(contents).toContain('{"Condition":"$${aws:username} of acme"}');
  });

  it('hold only a baseline where no guardrail sits', () => {
    expect(Object.keys(render('unit-workloads').json['resource'] ?? {})).toEqual(['aws_controltower_baseline']);
  });
});
