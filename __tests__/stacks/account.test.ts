import { fact, placeholder } from '../../landfall/model/facts';
import { accountNodes } from '../../landfall/model/slices/accounts';
import type { Account, LandingZone } from '../../landfall/model/zone';
import { AccountStack } from '../../stacks/account';
import { testAccountGuardrails, testGuardrails, testPolicy, testUnitGuardrails } from '../support/guardrails';
import { Template, testSlice, type Json } from '../support/template';
import { testAccount, testZone } from '../support/zone';

const base = testZone();

function render(zone: LandingZone, account: string): Template {
  return Template.of(testSlice(zone, accountNodes(zone), `account-${account}`), (scope, { envelope, content }) => {
    if (content.kind !== 'account') throw new Error(content.kind);
    return new AccountStack(scope, envelope, content);
  });
}

function change(key: string, overrides: Partial<Account>, zone = base): LandingZone {
  return {
    ...zone,
    accounts: zone.accounts.map((account) => (account.key === key ? { ...account, ...overrides } : account)),
  };
}

/** The one resource of a type whose name starts so: behind it CDKTF puts a hash of the path. */
function one(template: Template, type: string, start: string): Json {
  const found = Object.entries(template.resources(type)).filter(([name]) => name.startsWith(start));
  expect(found.map(([name]) => name)).toHaveLength(1);
  return found[0]?.[1] ?? {};
}

function values(template: Template, type: string, argument: string): readonly unknown[] {
  return Object.values(template.resources(type)).map((resource) => resource[argument]);
}

function names(template: Template): readonly string[] {
  const { resource } = template.json;
  const types = typeof resource === 'object' && resource !== null ? Object.keys(resource) : [];
  return types.flatMap((type) => Object.keys(template.resources(type)).map((name) => `${type}.${name}`));
}

const everyKind = testZone({
  regions: { home: 'eu-west-1', governed: ['eu-west-1', 'eu-central-1'] },
  accounts: [
    ...change('fraud-dev', { blueprint: { name: 'ml-workload', version: 2 } }).accounts,
    testAccount('governance', 'workloads/prod', { duties: ['data-governance'] }),
    testAccount('features', 'workloads/prod', { duties: ['feature-store'] }),
    testAccount('models', 'workloads/prod', {
      duties: ['ml-deployments'],
      blueprint: { name: 'ml-workload', version: 1 },
    }),
    testAccount('poc', 'sandbox', { duties: ['sandbox'] }),
  ].map((account) =>
    account.blueprint.name === account.key && account.duties[0] !== undefined
      ? { ...account, blueprint: { name: account.duties[0], version: 1 } }
      : account,
  ),
});

describe('every account', () => {
  const keys = everyKind.accounts.map(({ key }) => key).filter((key) => key !== 'management');

  it.each(keys)('%s has the baseline in every governed Region', (key) => {
    const template = render(everyKind, key);
    expect([...values(template, 'aws_ebs_encryption_by_default', 'region')].sort()).toEqual([
      'eu-central-1',
      undefined,
    ]);
    expect(one(template, 'aws_s3_account_public_access_block', 'baseline')).toMatchObject({ block_public_acls: true });
    expect(one(template, 'aws_iam_account_password_policy', 'baseline')).toMatchObject({ minimum_password_length: 14 });
  });

  it('has a vault and a role for backups where a backup policy reaches it, on its unit, above, or on itself', () => {
    const vaults = (guardrails: Partial<LandingZone['guardrails']>, key: string): readonly unknown[] => {
      const policies = [testPolicy('nightly', undefined, 'backup'), testPolicy('other')];
      const zone = { ...everyKind, guardrails: testGuardrails({ policies, ...guardrails }) };
      const template = render(zone, key);
      const roles = values(template, 'aws_iam_role', 'path').filter((path) => path === '/landfall/');
      const names = values(template, 'aws_backup_vault', 'name');
      expect(roles).toHaveLength(names.length);
      return names;
    };
    const on = (unit: string): Partial<LandingZone['guardrails']> => ({
      units: [testUnitGuardrails(unit, ['nightly'])],
    });
    expect(vaults(on('workloads/prod'), 'fraud-prod')).toEqual(['acme-backup']);
    expect(vaults(on('workloads'), 'fraud-prod')).toEqual(['acme-backup']);
    expect(vaults(on('root'), 'network')).toEqual(['acme-backup']);
    expect(vaults({ accounts: [testAccountGuardrails('network', ['nightly'])] }, 'network')).toEqual(['acme-backup']);
    expect(vaults(on('workloads/prod'), 'fraud-dev')).toEqual([]);
    expect(vaults({ units: [testUnitGuardrails('root', ['other'])] }, 'network')).toEqual([]);
  });

  it.each(keys)('%s puts out what its node promises', (key) => {
    const node = accountNodes(everyKind).find(({ id }) => id === `account-${key}`);
    expect(Object.keys(render(everyKind, key).output()).sort()).toEqual([...(node?.assigns ?? [])].sort());
  });

  it.each(keys)('%s has no bucket without a policy, versions, a block and encryption', (key) => {
    const template = render(everyKind, key);
    const buckets = Object.keys(template.resources('aws_s3_bucket')).length;
    for (const part of ['policy', 'versioning', 'public_access_block', 'server_side_encryption_configuration']) {
      expect(Object.keys(template.resources(`aws_s3_bucket_${part}`))).toHaveLength(buckets);
    }
  });

  it('with a VPC tells products where it is, whatever the kind', () => {
    const parameters = (key: string): readonly unknown[] =>
      values(render(base, key), 'aws_ssm_parameter', 'name').filter((name) => /^.(vpc|ml-)/.test(String(name)));
    const common = ['/ml-central-account-id', '/vpc/id', '/vpc/sg/id', '/vpc/subnets/private/ids'];
    expect([...parameters('fraud-dev')].sort()).toEqual(common);
    expect([...parameters('fraud-prod')].sort()).toEqual([
      ...common.slice(0, 3),
      '/vpc/subnets/isolated/ids',
      common[3],
    ]);
  });
});

describe('an isolated VPC', () => {
  const template = render(base, 'fraud-dev');

  it('goes to the internet by one NAT gateway, which all its zones use', () => {
    expect(Object.keys(template.resources('aws_nat_gateway'))).toHaveLength(1);
    expect(Object.keys(template.resources('aws_internet_gateway'))).toHaveLength(1);
    const nats = values(template, 'aws_route', 'nat_gateway_id').filter((nat) => nat !== undefined);
    expect([nats.length, new Set(nats).size]).toEqual([3, 1]);
  });

  it('is not attached to anything', () => {
    expect(template.resources('aws_ec2_transit_gateway_vpc_attachment')).toEqual({});
    expect(template.json['provider']).toMatchObject({ aws: [{ allowed_account_ids: [expect.any(String)] }] });
  });

  it('has its subnets in the zones of the Region', () => {
    expect([...values(template, 'aws_subnet', 'availability_zone')].sort()).toEqual(
      ['a', 'a', 'b', 'b', 'c', 'c'].map((zone) => `eu-west-1${zone}`),
    );
  });
});

describe('a corporate VPC', () => {
  const zone: LandingZone = {
    ...base,
    network: {
      ...base.network,
      segments: base.network.segments.map((segment) =>
        segment.key === 'production' ? { ...segment, reaches: ['production'] } : segment,
      ),
    },
  };
  const template = render(zone, 'fraud-prod');
  const accepter = Object.keys(template.resources('aws_ec2_transit_gateway_vpc_attachment_accepter'))[0] ?? '';

  it('leaves the defaults of the gateway alone, which it does not own', () => {
    const attachment = one(template, 'aws_ec2_transit_gateway_vpc_attachment', 'vpc_attachment');
    expect(Object.keys(attachment).filter((argument) => argument.includes('default_route_table'))).toEqual([]);
  });

  it('is accepted, associated and propagated in the network account', () => {
    for (const [type, start] of [
      ['aws_ec2_transit_gateway_vpc_attachment_accepter', 'vpc_accepter'],
      ['aws_ec2_transit_gateway_route_table_association', 'vpc_association'],
      ['aws_ec2_transit_gateway_route_table_propagation', 'vpc_propagation-production'],
    ] as const) {
      expect(one(template, type, start)['provider']).toBe('aws.network');
    }
    expect(one(template, 'aws_ec2_transit_gateway_vpc_attachment', 'vpc_attachment')['provider']).toBeUndefined();
  });

  it('gets its route only after it is accepted', () => {
    expect(one(template, 'aws_route', 'vpc_private-default')).toMatchObject({
      destination_cidr_block: '0.0.0.0/0',
      depends_on: [`aws_ec2_transit_gateway_vpc_attachment_accepter.${accepter}`],
    });
  });

  it('has no internet gateway and no public subnet', () => {
    expect(template.resources('aws_internet_gateway')).toEqual({});
    expect(Object.keys(template.resources('aws_subnet')).every((name) => !name.includes('public'))).toBe(true);
  });

  it('moves to another segment by replacing the association it has', () => {
    const segments = zone.network.segments.map((segment) =>
      segment.key === 'production' ? { ...segment, key: 'preproduction', reaches: [] } : segment,
    );
    const moved = render(
      { ...change('fraud-prod', { segment: 'preproduction' }, zone), network: { ...zone.network, segments } },
      'fraud-prod',
    );
    const association = (of: Template): readonly string[] =>
      Object.keys(of.resources('aws_ec2_transit_gateway_route_table_association'));
    expect(association(moved)).toEqual(association(template));
    const [resource] = Object.values(moved.resources('aws_ec2_transit_gateway_route_table_association'));
    expect(resource?.['transit_gateway_route_table_id']).toBe(placeholder(fact.routeTableId('preproduction')));
    expect(resource?.['lifecycle']).toBeUndefined();
  });
});

describe('the hub', () => {
  const template = render(base, 'network');

  it('connects nothing by itself and is never destroyed', () => {
    expect(one(template, 'aws_ec2_transit_gateway', 'network_hub')).toMatchObject({
      auto_accept_shared_attachments: 'disable',
      default_route_table_association: 'disable',
      default_route_table_propagation: 'disable',
      lifecycle: { prevent_destroy: true },
    });
  });

  it('marks its route tables with their segment, as the role for attachments demands', () => {
    expect(one(template, 'aws_ec2_transit_gateway_route_table', 'network_hub_route-table-production')).toMatchObject({
      tags: { 'landfall:segment': 'production' },
    });
  });

  it('is not shared outside the organization', () => {
    expect(one(template, 'aws_ram_resource_share', 'network_hub')).toMatchObject({ allow_external_principals: false });
    expect(Object.keys(template.resources('aws_ram_principal_association'))).toHaveLength(1);
  });
});

describe('the log archive', () => {
  const template = render(base, 'log-archive');

  it('locks flow logs as long as they are kept', () => {
    expect(one(template, 'aws_s3_bucket_object_lock_configuration', 'log-archive_flow-logs')).toMatchObject({
      rule: { default_retention: { mode: 'GOVERNANCE', days: base.controlTower.logRetentionDays } },
    });
  });

  it('never loses a bucket', () => {
    expect(values(template, 'aws_s3_bucket', 'lifecycle')).toEqual([
      { prevent_destroy: true },
      { prevent_destroy: true },
    ]);
  });
});

describe('version 2 of ml-workload', () => {
  const first = render(base, 'fraud-dev');
  const second = render(change('fraud-dev', { blueprint: { name: 'ml-workload', version: 2 } }), 'fraud-dev');

  it('keeps what version 1 made, and adds a domain with projects', () => {
    expect(names(second)).toEqual(expect.arrayContaining([...names(first)]));
    expect(names(second).length).toBe(names(first).length + 2);
  });

  it('lets people in through Identity Center only, and traffic stay in the VPC', () => {
    expect(one(second, 'aws_sagemaker_domain', 'ml-workload_studio')).toMatchObject({
      auth_mode: 'SSO',
      app_network_access_type: 'VpcOnly',
      lifecycle: { prevent_destroy: true },
    });
    expect(second.output()[fact.domainApplicationArn('fraud-dev')]).toContain('single_sign_on_application_arn');
  });
});

test('central services scan images and keep the models', () => {
  const template = render(base, 'deployments');
  expect(one(template, 'aws_ecr_repository', 'ml-shared-services')).toMatchObject({
    image_scanning_configuration: { scan_on_push: true },
    image_tag_mutability: 'IMMUTABLE',
  });
  expect(one(template, 'aws_sagemaker_model_package_group', 'ml-shared-services')).toMatchObject({
    model_package_group_name: 'acme-models',
  });
});

test('launch roles of portfolios are made where products are launched', () => {
  const source = { file: 'portfolios.yaml', path: [] };
  const zone = testZone({
    portfolios: [
      {
        key: 'ml',
        name: 'ML',
        description: 'ML',
        provider: 'ML',
        account: 'deployments',
        principalPatterns: [],
        shares: ['workloads'],
        source,
        products: [
          {
            key: 'p',
            name: 'P',
            description: 'P',
            owner: 'ML',
            supportEmail: 'ml@acme.example',
            versions: [],
            launchRole: 'LaunchP',
            launchPolicyArns: ['arn:aws:iam::aws:policy/AmazonAthenaFullAccess'],
            tags: {},
            source,
          },
        ],
      },
    ],
  });
  for (const key of ['deployments', 'fraud-prod']) {
    expect(one(render(zone, key), 'aws_iam_role', 'launch-role-LaunchP')).toMatchObject({ name: 'LaunchP' });
  }
  expect(values(render(zone, 'network'), 'aws_iam_role', 'name')).toEqual(['landfall-network-attach']);
  expect(Object.keys(render(zone, 'deployments').resources('aws_s3_bucket'))).toHaveLength(3);
});
