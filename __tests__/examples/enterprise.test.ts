import { checkOrganization } from '../../landfall/checks';
import { accessMatrix } from '../../landfall/analysis/access-matrix';
import { deployableSlices, zoneGraph } from '../../landfall/model/plan';
import type { StackSlice } from '../../landfall/model/stack';
import type { LandingZone } from '../../landfall/model/zone';
import { renderStack } from '../../stacks';
import { Template } from '../support/template';

/** What bootstrap, `landfall lock` and the stacks themselves would have brought. */
const ids: Readonly<Record<string, string>> = {
  'organization/root-id': 'r-h4rb',
  'unit/lab/id': 'ou-h4rb-00000010',
  'unit/business/retail/id': 'ou-h4rb-00000011',
  'unit/business/retail/build/id': 'ou-h4rb-00000012',
  'unit/business/retail/live/id': 'ou-h4rb-00000013',
  'unit/business/wholesale/id': 'ou-h4rb-00000014',
  'unit/business/wholesale/build/id': 'ou-h4rb-00000015',
  'unit/business/wholesale/live/id': 'ou-h4rb-00000016',
  'unit/business/wholesale/live/regulated/id': 'ou-h4rb-00000017',
  'control-tower/baseline-arn': 'arn:aws:controltower:ca-central-1::baseline/17BSJV3IGJ2QSGA2',
  'account-factory/product-id': 'prod-harbor0000001',
  'account-factory/artifact-id': 'pa-harbor00000001',
  'account-factory/portfolio-id': 'port-harbor0000001',
  'account/policy-data/id': '210000000030',
  'account/risk-data/id': '210000000031',
  'account/pricing-build/id': '210000000040',
  'account/pricing-live/id': '210000000041',
  'account/treaty-risk-build/id': '210000000042',
  'account/treaty-risk-lab/id': '210000000043',
  'account/treaty-risk-live/id': '210000000044',
  'domain/pricing-build/application-arn': 'arn:aws:sso::210000000001:application/ssoins-h4rb/apl-1',
  'domain/treaty-risk-build/application-arn': 'arn:aws:sso::210000000001:application/ssoins-h4rb/apl-2',
  'permission-set/PlatformAdmin/arn': 'arn:aws:sso:::permissionSet/ssoins-h4rb/ps-1',
  'permission-set/Builder/arn': 'arn:aws:sso:::permissionSet/ssoins-h4rb/ps-2',
  'permission-set/Watcher/arn': 'arn:aws:sso:::permissionSet/ssoins-h4rb/ps-3',
  'group/APP AWS Platform Engineers/id': '90670a1b2c-00000000-0000-4000-8000-000000000001',
  'group/APP AWS Network + Carriers/id': '90670a1b2c-00000000-0000-4000-8000-000000000002',
  'group/APP AWS Group Audit/id': '90670a1b2c-00000000-0000-4000-8000-000000000003',
  'group/APP AWS Data Stewards/id': '90670a1b2c-00000000-0000-4000-8000-000000000004',
  'group/APP AWS Pricing Owners/id': '90670a1b2c-00000000-0000-4000-8000-000000000005',
  'group/APP AWS Pricing Modelers/id': '90670a1b2c-00000000-0000-4000-8000-000000000006',
  'group/APP AWS Treaty-Risk Owners/id': '90670a1b2c-00000000-0000-4000-8000-000000000007',
  'group/APP AWS Treaty-Risk Modelers/id': '90670a1b2c-00000000-0000-4000-8000-000000000008',
};

const directory = 'examples/enterprise';
const checked = checkOrganization(directory);

function zoneOf(name: string): LandingZone {
  const { zone } = checkOrganization(name);
  if (zone === undefined) throw new Error(`${name} can't be read`);
  return zone;
}
const zone = zoneOf(directory);
const { ready, waiting } = deployableSlices(zone, zoneGraph(zone), new Map(Object.entries(ids)));

function slice(id: string): StackSlice {
  const found = ready.find(({ envelope }) => envelope.id === id);
  if (found === undefined) throw new Error(`no stack ${id}`);
  return found;
}
const templates = new Map(ready.map((one) => [one.envelope.id, Template.of(one, renderStack)]));
function template(id: string): Template {
  return templates.get(id) ?? Template.of(slice(id), renderStack);
}

describe('an organization that differs from the default in every choice', () => {
  test('is valid, and every stack can be made from the facts', () => {
    expect(checked.diagnostics.filter(({ severity }) => severity !== 'note')).toEqual([]);
    expect(waiting.map(({ stack, missing }) => ({ stack: stack.id, missing }))).toEqual([]);
  });

  test('shares no choice with the default', () => {
    const shape = ({ access, controlTower, deployment, network, ...rest }: LandingZone): readonly unknown[] => [
      ...[rest.prefix, rest.organization.manage, rest.regions.home, rest.regions.governed, rest.vending],
      ...[rest.providerConstraint, rest.state.backend, rest.security.accessAnalyzer, rest.hub === undefined],
      ...[deployment.account, deployment.access, deployment.homes, controlTower.manage, controlTower.version],
      ...[controlTower.baselineVersion, controlTower.autoEnrollment, access.source, network.hub.manage],
      ...[access.groups.every(({ manage }) => manage === 'read')],
    ];
    const own = shape(zone);
    const byDefault = shape(zoneOf('landing-zone'));
    expect(own.filter((choice, index) => JSON.stringify(choice) === JSON.stringify(byDefault[index]))).toEqual([]);
  });

  test('names nobody who is only read as something to make', () => {
    const made = [...templates.values()].flatMap((one) => [
      ...Object.keys(one.resources('aws_identitystore_group')),
      ...Object.keys(one.resources('aws_ec2_transit_gateway')),
      ...Object.keys(one.resources('aws_controltower_landing_zone')),
      ...Object.keys(one.resources('aws_organizations_organization')),
      ...Object.keys(one.resources('aws_iam_organizations_features')),
    ]);
    expect(made).toEqual([]);
  });

  test('puts units of its own below those that exist', () => {
    const units = template('organization').resources('aws_organizations_organizational_unit');
    expect(Object.values(units).map(({ name, parent_id }) => [name, parent_id])).toEqual(
      expect.arrayContaining([
        ['Retail Insurance', 'ou-h4rb-busi0001'],
        ['Wholesale & Reinsurance', 'ou-h4rb-busi0001'],
        ['Experiments', 'r-h4rb'],
      ]),
    );
    expect(Object.keys(units)).toHaveLength(8);
  });

  test('takes accounts over that exist, and makes the others by the account factory', () => {
    const imports = (id: string): unknown => template(id).json['import'];
    expect(imports('integration-accounts')).toEqual([expect.objectContaining({ id: '210000000011' })]);
    const products = template('team-treaty-risk').resources('aws_servicecatalog_provisioned_product');
    const parameters = Object.values(products).map(({ provisioning_parameters }) => provisioning_parameters);
    expect(parameters).toContainEqual(
      expect.arrayContaining([
        { key: 'AccountName', value: 'TREATY RISK + Cat Models' },
        { key: 'ManagedOrganizationalUnit', value: 'Build and Accept (ou-h4rb-00000015)' },
      ]),
    );
    expect(parameters).toHaveLength(3);
  });

  test('does nothing in or for an account that is only read', () => {
    expect(ready.map(({ envelope }) => envelope.id)).not.toContain('account-logs');
    const resources = [...templates.values()].map(({ json }) => JSON.stringify(json['resource'] ?? {}));
    expect(resources.filter((text) => text.includes('210000000010'))).toEqual([]);
  });

  test('assumes no role anywhere, and keeps states in workspaces of its own host', () => {
    for (const [id, { json }] of templates) {
      const text = JSON.stringify(json);
      expect([id, text.includes('"assume_role":'), text.includes('"s3":{')]).toEqual([id, false, false]);
      expect(text).toContain('"hostname":"terraform.harbor.example"');
      expect(text).toContain(`"name":"${id}"`);
    }
  });

  test('attaches VPCs to the transit gateway that exists, by the profile of the network account', () => {
    const { json } = template('account-treaty-risk-live');
    const text = JSON.stringify(json);
    expect(text).toContain('tgw-0a1b2c3d4e5f60718');
    expect(text).toContain('"profile":"landfall-network"');
    expect(text).toContain('tgw-rtb-0a1b2c3d4e5f60001');
    const role = JSON.stringify(template('account-transit').resources('aws_iam_role'));
    expect(role).toContain('landfall-network-attach');
  });

  test('gives everybody access through groups of the identity provider', () => {
    const rows = accessMatrix(zone).flatMap((account) => account.rows);
    expect(new Set(rows.map(({ group }) => group.startsWith('APP AWS ')))).toEqual(new Set([true]));
    const empty = accessMatrix(zone).filter((account) => account.rows.length === 0);
    expect(empty.map(({ account }) => account.key)).toEqual(['logs']);
  });
});
