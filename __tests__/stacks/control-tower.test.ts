import { controlTowerNode } from '../../landfall/model/slices/control-tower';
import type { LandingZone } from '../../landfall/model/zone';
import { ControlTowerStack } from '../../stacks/control-tower';
import { Template, testSlice } from '../support/template';
import { testAccount, testZone } from '../support/zone';

function render(zone: LandingZone): Template {
  return Template.of(testSlice(zone, [controlTowerNode(zone)], 'control-tower'), (scope, { envelope, content }) => {
    if (content.kind !== 'control-tower') throw new Error(content.kind);
    return new ControlTowerStack(scope, envelope, content);
  });
}

describe('the Control Tower stack', () => {
  it('makes a landing zone that nothing destroys, after the roles with all their policies', () => {
    const template = render(testZone());
    const zone = template.resource('aws_controltower_landing_zone', 'landing-zone');
    expect(zone).toMatchObject({
      version: '4.0',
      remediation_types: ['INHERITANCE_DRIFT'],
      lifecycle: { prevent_destroy: true },
    });
    const types = ['aws_iam_role', 'aws_iam_role_policy', 'aws_iam_role_policy_attachment'];
    const parts = types.flatMap((type) => Object.keys(template.resources(type)).map((name) => `${type}.${name}`));
    expect(zone['depends_on']).toEqual(expect.arrayContaining(parts));
    expect(zone['depends_on']).toHaveLength(parts.length);
  });

  it('makes service roles under the path that Control Tower looks in', () => {
    const roles = Object.values(render(testZone()).resources('aws_iam_role'));
    expect(roles.map((role) => [role['path'], role['name']])).toContainEqual([
      '/service-role/',
      'AWSControlTowerAdmin',
    ]);
    expect(new Set(roles.map((role) => role['path']))).toEqual(new Set(['/service-role/']));
  });

  it('puts the key into the manifest by reference', () => {
    const zone = render(testZone()).resource('aws_controltower_landing_zone', 'landing-zone');
    expect(String(zone['manifest_json'])).toMatch(/"kmsKeyArn":"\$\{aws_kms_key\.[A-Za-z0-9_-]+\.arn\}"/);
    expect(String(zone['manifest_json'])).not.toContain('<log-key-arn>');
  });

  it('makes the key of backups in every governed Region before the landing zone', () => {
    const base = testZone();
    const integrations = { ...base.controlTower.integrations, backup: true };
    const template = render({
      ...base,
      controlTower: { ...base.controlTower, integrations },
      regions: { home: 'eu-west-1', governed: ['eu-west-1', 'eu-central-1'] },
      accounts: [
        ...base.accounts,
        testAccount('backups', 'security', { duties: ['central-backup'] }),
        testAccount('reports', 'security', { duties: ['backup-admin'] }),
      ],
    });
    const [replica] = Object.values(template.resources('aws_kms_replica_key'));
    expect(replica).toMatchObject({ region: 'eu-central-1', lifecycle: { prevent_destroy: true } });
    expect(template.resource('aws_kms_key', 'backup-key')).toMatchObject({ multi_region: true });
    const zone = template.resource('aws_controltower_landing_zone', 'landing-zone');
    expect(String(zone['manifest_json'])).toContain('"kmsKeyArn":"${aws_kms_key.backup-key.arn}"');
    expect(String(zone['manifest_json'])).not.toContain('<backup-key-arn>');
    expect(zone['depends_on']).toEqual(expect.arrayContaining([expect.stringContaining('aws_kms_replica_key.')]));
  });

  it('leaves out what an older provider does not know', () => {
    const zone = render(testZone({ providerConstraint: '>= 6.25.0' })).resource(
      'aws_controltower_landing_zone',
      'landing-zone',
    );
    expect(zone).not.toHaveProperty('remediation_types');
  });

  it('holds nothing where somebody else set Control Tower up', () => {
    const template = render(testZone({ controlTower: { ...testZone().controlTower, manage: 'read' } }));
    expect(template.json['resource']).toBeUndefined();
    expect(template.output()).toEqual({});
  });
});
