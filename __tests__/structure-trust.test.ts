import { readFileSync } from 'node:fs';
import { fact, placeholder } from '../landfall/model/facts';
import { homeTemplate } from '../landfall/model/home/template';
import { homeRoles, roleArn } from '../landfall/model/names';
import { rolePatterns } from '../landfall/model/policy-text';
import { managementKey, type LandingZone } from '../landfall/model/zone';
import { synthesizeAll } from './support/organization';
import { isJson, jsonOf, type Json } from './support/template';

/**
 * Principals beside services of AWS and the deployment account that a role may trust, by the role's name. Each is a
 * person's decision: a new one belongs here only with the reason why nothing narrower works.
 */
const exceptions: Readonly<
  Record<string, { readonly principal: (zone: LandingZone) => string; readonly reason: string }>
> = {
  AWSControlTowerBlueprintAccess: {
    principal: () =>
      `arn:aws:iam::${placeholder(fact.accountId(managementKey))}:role/service-role/AWSControlTowerAdmin`,
    reason: 'Control Tower reads the blueprints of its account factory as this role and takes no other trust',
  },
};

/** Services that roles of the landing zone are made for. */
const services: ReadonlySet<string> = new Set([
  'backup.amazonaws.com',
  'cloudformation.amazonaws.com',
  'cloudtrail.amazonaws.com',
  'codebuild.amazonaws.com',
  'codepipeline.amazonaws.com',
  'config.amazonaws.com',
  'controltower.amazonaws.com',
  'events.amazonaws.com',
  'sagemaker.amazonaws.com',
  'servicecatalog.amazonaws.com',
]);

interface Trust {
  readonly role: string;
  readonly policy: Json;
}

/** What a trust policy lets in beside services of AWS; nothing where it is as it should be. */
function strangers({ policy, role }: Trust, zone: LandingZone, deployment: string): readonly string[] {
  const statements = Array.isArray(policy['Statement']) ? policy['Statement'] : [];
  const allowed = exceptions[role]?.principal(zone);
  return statements.flatMap((statement: unknown): readonly string[] => {
    if (!isJson(statement) || !isJson(statement['Principal'])) return ['no principal, or everybody'];
    return Object.entries(statement['Principal']).flatMap(([kind, value]) => {
      const principals: readonly unknown[] = Array.isArray(value) ? value : [value];
      return principals.map(String).filter((principal) => {
        if (kind === 'Service') return !services.has(principal);
        if (kind !== 'AWS') return true;
        if (principal === allowed) return false;
        return principal !== `arn:aws:iam::${deployment}:root` || !isOnlyDeploy(statement, deployment);
      });
    });
  });
}

/** The root of an account is everybody in it: without this condition the trust would be far too wide. */
function isOnlyDeploy(statement: Json, deployment: string): boolean {
  const condition = JSON.stringify({ ArnEquals: { 'aws:PrincipalArn': roleArn(deployment, homeRoles.deploy) } });
  return JSON.stringify(statement['Condition']) === condition;
}

describe.each(['examples/minimal', 'landing-zone'])('trust in %s', (directory) => {
  const { stacks, zone } = synthesizeAll(directory);
  const deployment = placeholder(fact.accountId(zone.deployment.account));
  const roles = stacks.flatMap(({ node, template }) =>
    Object.values(template.resources('aws_iam_role')).map(({ assume_role_policy, name }): [string, Trust] => [
      `${node.id} ${String(name)}`,
      { role: String(name), policy: jsonOf(String(assume_role_policy)) },
    ]),
  );

  it('is looked at in every role', () => {
    expect(roles.length).toBeGreaterThan(10);
    expect(roles.map(([where]) => where)).toContain('account-network landfall-network-attach');
  });

  it.each(roles)('%s lets in services and the deployment account only', (_, trust) => {
    expect(strangers(trust, zone, deployment)).toEqual([]);
  });

  it('is given by the homes to nobody but landfall-deploy', () => {
    const { Resources } = homeTemplate(zone, {
      organizationId: placeholder(fact.organizationId),
      deploymentAccountId: deployment,
      principals: ['arn:aws:iam::333333333333:role/pipeline'],
    });
    const policyOf = (resource: string): Json =>
      jsonOf(JSON.stringify(Resources[resource]?.Properties['AssumeRolePolicyDocument'] ?? {}));
    for (const resource of ['PlanRole', 'ApplyRole'])
      expect(strangers({ role: resource, policy: policyOf(resource) }, zone, deployment)).toEqual([]);
    expect(policyOf('DeployRole')['Statement']).toEqual([
      expect.objectContaining({
        Principal: { AWS: 'arn:aws:iam::333333333333:root' },
        Condition: { ArnLike: { 'aws:PrincipalArn': ['arn:aws:iam::333333333333:role/pipeline'] } },
      }),
    ]);
    const roleTypes = Object.entries(Resources).filter(([, { Type }]) => Type === 'AWS::IAM::Role');
    expect(roleTypes.map(([name]) => name).sort()).toEqual(['ApplyRole', 'DeployRole', 'PlanRole']);
  });

  it('knows strangers when it sees them', () => {
    const statement = { Effect: 'Allow', Action: 'sts:AssumeRole' };
    const root = `arn:aws:iam::${deployment}:root`;
    const wrong: readonly Json[] = [
      { ...statement, Principal: '*' },
      { ...statement, Principal: { AWS: '*' } },
      { ...statement, Principal: { AWS: root } },
      { ...statement, Principal: { AWS: root }, Condition: { StringLike: { 'aws:PrincipalArn': '*' } } },
      { ...statement, Principal: { AWS: roleArn(deployment, homeRoles.deploy) } },
      { ...statement, Principal: { Service: 'ec2.amazonaws.com' } },
      { ...statement, Principal: { Federated: 'accounts.google.com' } },
    ];
    for (const one of wrong)
      expect(strangers({ role: 'any', policy: { Statement: [one] } }, zone, deployment)).toHaveLength(1);
  });
});

describe.each(['examples/minimal', 'landing-zone'])('the policy that protects Landfall in %s', (directory) => {
  const { stacks, zone } = synthesizeAll(directory);
  const attached = stacks.find(({ node }) => node.id === 'unit-root');
  const policies = Object.values(attached?.template.resources('aws_organizations_policy') ?? {});
  const policy = policies.find(({ name }) => String(name).includes('protect-landfall'));
  const content = policy?.['content'];
  const statements = jsonOf(typeof content === 'string' ? content : '{}')['Statement'];
  const bySid = new Map(
    (Array.isArray(statements) ? statements : []).filter(isJson).map((each) => [String(each['Sid']), each]),
  );
  const bucket = `arn:aws:s3:::${zone.prefix}-tfstate-*`;
  const { 'break-glass': breakGlass, 'control-tower': controlTower, 'stack-sets': stackSets, ...home } = rolePatterns;
  const changesOfRoles = [
    'iam:AttachRolePolicy',
    'iam:CreateRole',
    'iam:DeleteRole',
    'iam:DeleteRolePolicy',
    'iam:DetachRolePolicy',
    'iam:PutRolePolicy',
    'iam:UpdateAssumeRolePolicy',
  ];

  it('sits on the root, where every account lies', () => {
    expect(policy?.['type']).toBe('SERVICE_CONTROL_POLICY');
    expect(attached?.slice.content).toMatchObject({ kind: 'unit', unit: 'root' });
  });

  it.each([
    ['HomeRoles', changesOfRoles, [home.plan, home.apply, home.deploy], [stackSets]],
    ['HomeBucket', ['s3:DeleteBucket', 's3:PutBucketPolicy', 's3:PutBucketVersioning'], [bucket], [stackSets]],
    ['StateObjects', ['s3:GetObject*', 's3:PutObject*', 's3:DeleteObject*'], [`${bucket}/*`], [home.plan, home.apply]],
    ['StateKey', ['kms:DisableKey', 'kms:PutKeyPolicy', 'kms:ScheduleKeyDeletion'], ['*'], [stackSets]],
    ['StateKeyAlias', ['kms:DeleteAlias', 'kms:UpdateAlias'], ['arn:aws:kms:*:*:alias/landfall-state'], [stackSets]],
    ['NetworkRoles', changesOfRoles, ['arn:aws:iam::*:role/landfall-network-*'], [home.apply]],
    ['ExemptedNames', ['iam:CreateRole'], [controlTower, stackSets, breakGlass], [stackSets]],
  ])('%s', (sid, actions, resources, exempt) => {
    const statement = bySid.get(sid);
    expect(statement?.['Effect']).toBe('Deny');
    expect(statement?.['Action']).toEqual(expect.arrayContaining(actions));
    expect([statement?.['Resource']].flat()).toEqual(resources.flat());
    // Control Tower and whoever breaks the glass are exempt from all; nobody else but those of the row.
    const exempted = isJson(statement?.['Condition']) ? statement['Condition']['ArnNotLike'] : undefined;
    const principals = isJson(exempted) ? [exempted['aws:PrincipalArn']].flat() : [];
    expect([...principals].sort()).toEqual([exempt, controlTower, breakGlass].flat(2).sort());
  });

  it('exempts by role patterns only, never by what a caller can choose', () => {
    const text = readFileSync(`${directory}/policies/protect-landfall.json`, 'utf8');
    expect(text).not.toMatch(/aws:PrincipalTag|aws:userid|aws:SourceIp/);
  });
});
