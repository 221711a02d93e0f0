import { fact, FactReader } from '../../../../landfall/model/facts';
import {
  backupKeyMarker,
  controlTowerNode,
  logKeyMarker,
  type ControlTowerContent,
} from '../../../../landfall/model/slices/control-tower';
import type { ControlTower, LandingZone } from '../../../../landfall/model/zone';
import { testAccount, testZone } from '../../../support/zone';

const facts = new Map([
  [fact.accountId('management'), '111111111111'],
  [fact.accountId('log-archive'), '222222222222'],
  [fact.accountId('security-tooling'), '333333333333'],
]);

function contentOf(zone: LandingZone): ControlTowerContent {
  const content = controlTowerNode(zone).content(new FactReader(facts));
  if (content.kind !== 'control-tower') throw new Error(content.kind);
  return content;
}

function withControlTower(overrides: Partial<ControlTower>): LandingZone {
  return testZone({ controlTower: { ...testZone().controlTower, ...overrides } });
}

function manifestOf(zone: LandingZone): unknown {
  return JSON.parse(contentOf(zone).landingZone?.manifest ?? 'null');
}

/** Retention as Control Tower has it anyway isn't written: the provider would show it as a change in every plan. */
const buckets = { kmsKeyArn: logKeyMarker };

describe('the landing zone', () => {
  it('has a manifest of version 4.0: every integration says whether it is on, and no older key is left', () => {
    expect(manifestOf(testZone({ regions: { home: 'eu-west-1', governed: ['eu-west-1', 'eu-central-1'] } }))).toEqual({
      accessManagement: { enabled: true },
      backup: { enabled: false },
      centralizedLogging: { accountId: '222222222222', configurations: buckets, enabled: true },
      config: { accountId: '333333333333', configurations: buckets, enabled: true },
      governedRegions: ['eu-central-1', 'eu-west-1'],
      securityRoles: { accountId: '333333333333', enabled: true },
    });
  });

  it('writes the retention of logs where it differs from what Control Tower does anyway', () => {
    expect(manifestOf(withControlTower({ logRetentionDays: 90 }))).toMatchObject({
      centralizedLogging: { configurations: { ...buckets, loggingBucket: { retentionDays: 90 } } },
      config: { configurations: { ...buckets, loggingBucket: { retentionDays: 90 } } },
    });
  });

  it('names no account for integrations that are off', () => {
    const integrations = { config: false, cloudTrail: false, identityCenter: false, backup: false };
    expect(manifestOf(withControlTower({ integrations }))).toEqual({
      accessManagement: { enabled: false },
      backup: { enabled: false },
      centralizedLogging: { enabled: false },
      config: { enabled: false },
      governedRegions: ['eu-west-1'],
      securityRoles: { enabled: false },
    });
  });

  it.each([
    ['>= 6.66.0, < 7.0.0', true, ['INHERITANCE_DRIFT']],
    ['>= 6.66.0, < 7.0.0', false, []],
    ['>= 6.25.0', true, undefined],
  ])('with provider %s and enrolment %s mends %j by itself', (providerConstraint, autoEnrollment, expected) => {
    const zone = { ...withControlTower({ autoEnrollment }), providerConstraint };
    expect(contentOf(zone).landingZone?.remediationTypes).toEqual(expected);
  });

  it('is taken over by the last part of its ARN', () => {
    const arn = 'arn:aws:controltower:eu-west-1:111111111111:landingzone/1A2B3C';
    expect(contentOf(withControlTower({ arn })).landingZone?.importId).toBe('1A2B3C');
  });

  it('is left to whoever made it where it is only read', () => {
    expect(contentOf(withControlTower({ manage: 'read', version: '3.3' }))).toEqual({
      kind: 'control-tower',
      roles: [],
      logKey: undefined,
      backupKey: undefined,
      landingZone: undefined,
    });
    expect(controlTowerNode(withControlTower({ manage: 'read' })).assigns).toEqual([]);
  });
});

describe('backups', () => {
  const on = { ...testZone().controlTower.integrations, backup: true };
  const base = withControlTower({ integrations: on });
  const zone: LandingZone = {
    ...base,
    regions: { home: 'eu-west-1', governed: ['eu-west-1', 'us-east-1', 'eu-central-1'] },
    accounts: [
      ...base.accounts,
      testAccount('backups', 'security', { duties: ['central-backup'] }),
      testAccount('reports', 'security', { duties: ['backup-admin'] }),
    ],
  };
  const known = new Map([...facts, [fact.accountId('backups'), '444444444444'], [fact.accountId('reports'), '5']]);
  const content = controlTowerNode(zone).content(new FactReader(known));
  if (content.kind !== 'control-tower') throw new Error(content.kind);

  it('name both accounts and a key in the manifest', () => {
    expect(JSON.parse(content.landingZone?.manifest ?? 'null')).toMatchObject({
      backup: {
        configurations: {
          backupAdmin: { accountId: '5' },
          centralBackup: { accountId: '444444444444' },
          kmsKeyArn: backupKeyMarker,
        },
        enabled: true,
      },
    });
  });

  it('have a key in every governed Region that only the organization uses', () => {
    expect(content.backupKey).toMatchObject({ replicaRegions: ['eu-central-1', 'us-east-1'] });
    const policy = content.backupKey?.policy ?? '';
    expect(policy).toContain('"aws:PrincipalOrgID":"o-preview000"');
    expect(policy.match(/"Principal":\{"AWS":"\*"\}/g)).toHaveLength(policy.match(/PrincipalOrgID/g)?.length ?? 0);
  });

  it('name no account that is not there, which a check demands', () => {
    expect(JSON.parse(contentOf(base).landingZone?.manifest ?? 'null')).toMatchObject({ backup: { enabled: true } });
  });
});

describe('service roles', () => {
  it('carry the names and policies that Control Tower expects', () => {
    const names = contentOf(testZone()).roles.map(({ name, managedPolicyArns }) => [
      name,
      managedPolicyArns.map((arn) => arn.replace('arn:aws:iam::aws:policy/service-role/', '')),
    ]);
    expect(names).toEqual([
      ['AWSControlTowerAdmin', ['AWSControlTowerIdentityCenterManagementPolicy', 'AWSControlTowerServiceRolePolicy']],
      ['AWSControlTowerCloudTrailRole', ['AWSControlTowerCloudTrailRolePolicy']],
      ['AWSControlTowerConfigAggregatorRoleForOrganizations', ['AWSConfigRoleForOrganizations']],
      ['AWSControlTowerStackSetRole', []],
    ]);
  });

  it('manage Identity Center only where that integration is on', () => {
    const { integrations } = testZone().controlTower;
    const [admin] = contentOf(withControlTower({ integrations: { ...integrations, identityCenter: false } })).roles;
    expect(admin?.managedPolicyArns).toEqual(['arn:aws:iam::aws:policy/service-role/AWSControlTowerServiceRolePolicy']);
  });
});

describe('what the landing zone reveals', () => {
  it('are the baselines, Identity Center, and groups that Landfall only looks up', () => {
    expect(controlTowerNode(testZone()).reveals).toEqual([
      'control-tower/baseline-arn',
      'control-tower/identity-center-baseline-arn',
      'identity-center/instance-arn',
      'identity-center/identity-store-id',
      'group/AWSControlTowerAdmins/id',
    ]);
  });

  it('leaves out what the configuration declares, and adds the account factory where it is used', () => {
    const { access } = testZone();
    const zone = testZone({
      vending: 'account-factory',
      access: { ...access, instanceArn: 'arn:aws:sso:::instance/a', identityStoreId: 'd-1', groups: [] },
    });
    expect(controlTowerNode(zone).reveals).toEqual([
      'control-tower/baseline-arn',
      'control-tower/identity-center-baseline-arn',
      'account-factory/product-id',
      'account-factory/artifact-id',
      'account-factory/portfolio-id',
    ]);
  });
});
