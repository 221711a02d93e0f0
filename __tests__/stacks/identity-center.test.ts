import { identityCenterNode } from '../../landfall/model/slices/identity-center';
import type { PermissionSet } from '../../landfall/model/zone';
import { IdentityCenterStack } from '../../stacks/identity-center';
import { Template, testSlice } from '../support/template';
import { testPermissionSet, testZone } from '../support/zone';

function render(...permissionSets: readonly PermissionSet[]): Template {
  const zone = testZone({ access: { ...testZone().access, permissionSets } });
  return Template.of(testSlice(zone, [identityCenterNode(zone)], 'identity-center'), (scope, { envelope, content }) => {
    if (content.kind !== 'identity-center') throw new Error(content.kind);
    return new IdentityCenterStack(scope, envelope, content);
  });
}

const everything = testPermissionSet('DataScientist', {
  managedPolicyArns: ['arn:aws:iam::aws:policy/A', 'arn:aws:iam::aws:policy/job-function/B'],
  customerManagedPolicies: ['teams/c'],
  inlinePolicy: '{"Resource":"arn:aws:s3:::team/${aws:PrincipalTag/team}/*"}',
  boundaryArn: 'arn:aws:iam::aws:policy/D',
});

describe('the identity center stack', () => {
  it('makes a permission set that nothing replaces by accident', () => {
    expect(render(everything).resource('aws_ssoadmin_permission_set', 'permission-set-DataScientist')).toMatchObject({
      name: 'DataScientist',
      session_duration: 'PT8H',
      lifecycle: { prevent_destroy: true },
    });
  });

  it('attaches policies one after another, the set first', () => {
    const template = render(everything);
    const types = [
      'aws_ssoadmin_managed_policy_attachment',
      'aws_ssoadmin_customer_managed_policy_attachment',
      'aws_ssoadmin_permission_set_inline_policy',
      'aws_ssoadmin_permissions_boundary_attachment',
    ];
    const attachments = types.flatMap((type) =>
      Object.entries(template.resources(type)).map(([name, resource]) => ({
        address: `${type}.${name}`,
        dependsOn: resource['depends_on'],
      })),
    );
    expect(attachments).toHaveLength(5);
    let previous = 'aws_ssoadmin_permission_set.permission-set-DataScientist';
    for (const { address, dependsOn } of attachments) {
      expect(dependsOn).toEqual([previous]);
      previous = address;
    }
  });

  it('arrives where people arrive today, below a boundary of each account, and says nothing where nothing is said', () => {
    const old = testPermissionSet('Old', {
      description: '',
      relayState: 'https://${a}',
      boundaryPolicy: 'people/limit',
    });
    const template = render(old);
    const set = template.resource('aws_ssoadmin_permission_set', 'permission-set-Old');
    expect(set).toMatchObject({ relay_state: 'https://$${a}' });
    expect(Object.keys(set)).not.toContain('description');
    expect(Object.values(template.resources('aws_ssoadmin_permissions_boundary_attachment'))).toMatchObject([
      { permissions_boundary: { customer_managed_policy_reference: { name: 'limit', path: '/people/' } } },
    ]);
  });

  it('hands policy variables on to AWS', () => {
    const [inline] = Object.values(render(everything).resources('aws_ssoadmin_permission_set_inline_policy'));
    expect(inline?.['inline_policy']).toBe('{"Resource":"arn:aws:s3:::team/$${aws:PrincipalTag/team}/*"}');
  });

  it('puts out exactly what its node promises', () => {
    const zone = testZone();
    const node = identityCenterNode(zone);
    const template = render(...zone.access.permissionSets);
    expect(Object.keys(template.output()).sort()).toEqual([...node.assigns].sort());
  });

  it('makes groups whose members nobody loses by accident', () => {
    expect(render().resource('aws_identitystore_group', 'group-AWSMLEngineers')).toMatchObject({
      display_name: 'AWSMLEngineers',
      lifecycle: { prevent_destroy: true },
    });
  });
});
