import { evaluate } from '../../../../landfall/analysis/evaluator/evaluate';
import type { Decision } from '../../../../landfall/analysis/evaluator/types';
import { accessQuestion, accessQuestions } from '../../../../landfall/analysis/zone-access/access-question';
import type { AccessOptions, AccessRequest } from '../../../../landfall/analysis/zone-access/types';
import type { LandingZone, PermissionSet } from '../../../../landfall/model/zone';
import { zoneOf } from '../../../support/organization';

const zone = zoneOf('landing-zone');
const ask = accessQuestions(zone);

function decision(request: AccessRequest): Decision {
  const prepared = ask(request);
  if (prepared.kind === 'unanswerable') throw new Error(JSON.stringify(prepared.findings));
  const answer = evaluate(prepared.question, prepared.policies);
  expect(answer.problems).toEqual([]);
  return answer;
}

const training = 'arn:aws:sagemaker:${region.home}:${account}:training-job/x';
const state = 'arn:aws:s3:::${prefix}-tfstate-${account}-${region.home}/unit-root';
const managementOf = (set: Partial<PermissionSet>): LandingZone => ({
  ...zone,
  access: {
    ...zone.access,
    permissionSets: zone.access.permissionSets.map((each) =>
      each.name === 'DataScientist' ? { ...each, ...set } : each,
    ),
  },
});

describe('questions about an organization', () => {
  it.each<[string, AccessRequest, string]>([
    [
      'a permission set has what its managed policies allow',
      { as: 'DataScientist', in: 'fraud-dev', action: 'sagemaker:ListTrainingJobs' },
      'allow identity',
    ],
    [
      'and nothing else',
      { as: 'DataScientist', in: 'fraud-dev', action: 'organizations:LeaveOrganization' },
      'explicit-deny service-control',
    ],
    [
      'nor what nobody speaks of',
      { as: 'ProductionViewer', in: 'fraud-prod', action: 'ec2:RunInstances' },
      'implicit-deny identity',
    ],
    [
      'a unit stands for any account in it',
      {
        as: 'AdministratorAccess',
        in: 'Workloads/Dev',
        action: 'sagemaker:CreateTrainingJob',
        resource: training,
        context: {
          'sagemaker:VpcSubnets': 'subnet-1',
          'sagemaker:VpcSecurityGroupIds': 'sg-1',
          'sagemaker:VolumeKmsKey': 'arn:aws:kms:eu-west-1:111111111111:key/1',
          'sagemaker:OutputKmsKey': 'arn:aws:kms:eu-west-1:111111111111:key/1',
        },
      },
      'allow identity',
    ],
    [
      'states are read by nobody but Landfall',
      { as: 'AdministratorAccess', in: 'fraud-dev', action: 's3:GetObject', resource: state },
      'explicit-deny service-control',
    ],
    [
      'Landfall reads them',
      { as: 'landfall-apply', in: 'fraud-dev', action: 's3:GetObject', resource: state },
      'allow identity',
    ],
    [
      'plans write locks',
      { as: 'landfall-plan', in: 'fraud-dev', action: 's3:PutObject', resource: `${state}.tflock` },
      'allow identity',
    ],
    [
      'but no states',
      { as: 'landfall-plan', in: 'fraud-dev', action: 's3:PutObject', resource: state },
      'implicit-deny identity',
    ],
    [
      'runs assume roles of homes',
      {
        as: 'landfall-deploy',
        in: 'devops',
        action: 'sts:AssumeRole',
        resource: 'arn:aws:iam::${resource.account}:role/landfall-apply',
        resourceIn: 'fraud-dev',
      },
      'allow identity',
    ],
    [
      'and no others',
      {
        as: 'landfall-deploy',
        in: 'devops',
        action: 'sts:AssumeRole',
        resource: 'arn:aws:iam::${resource.account}:role/administrator',
        resourceIn: 'fraud-dev',
      },
      'implicit-deny identity',
    ],
    [
      'root users do nothing',
      { as: 'root', in: 'fraud-dev', action: 's3:ListAllMyBuckets' },
      'explicit-deny service-control',
    ],
    [
      'but that of the management account',
      { as: 'root', in: 'management', action: 's3:ListAllMyBuckets' },
      'allow identity',
    ],
    [
      'service-linked roles are out of reach',
      { as: 'service-linked', in: 'fraud-dev', action: 'organizations:LeaveOrganization' },
      'allow identity',
    ],
    [
      'strangers reach no bucket',
      {
        as: 'administrator',
        in: 'outside',
        action: 's3:GetObject',
        resource: 'arn:aws:s3:::b/k',
        resourceIn: 'data-lake',
        resourcePolicy:
          '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}}',
      },
      'explicit-deny resource-control',
    ],
    [
      'nor does anybody unknown',
      { as: 'anonymous', in: 'outside', action: 's3:GetObject', resource: 'arn:aws:s3:::b/k', resourceIn: 'data-lake' },
      'explicit-deny resource-control',
    ],
    [
      'services that act for the organization do',
      {
        as: 'cloudtrail.amazonaws.com',
        in: 'fraud-dev',
        action: 's3:PutObject',
        resource: 'arn:aws:s3:::b/k',
        resourceIn: 'log-archive',
      },
      'allow resource',
    ],
    [
      'a sandbox reads no data of workloads',
      {
        as: 'AdministratorAccess',
        in: 'Sandbox',
        action: 's3:GetObject',
        resource: 'arn:aws:s3:::lake/k',
        resourceIn: 'data-lake',
      },
      'explicit-deny',
    ],
    [
      'personas have the policies of their blueprint',
      {
        as: 'sagemaker-data-scientist',
        in: 'fraud-dev',
        action: 'sagemaker:CreateProject',
        resource: 'arn:aws:sagemaker:${region.home}:${account}:project/p',
      },
      'explicit-deny identity',
    ],
    [
      'leads have others',
      {
        as: 'sagemaker-lead-data-scientist',
        in: 'fraud-dev',
        action: 's3:GetObject',
        resource: 'arn:aws:s3:::${prefix}-ml-${account}-${region.home}/k',
      },
      'allow identity',
    ],
    [
      'controls of Control Tower are among the policies of a unit',
      {
        as: 'AdministratorAccess',
        in: 'Workloads/Dev',
        action: 'ec2:CreateVpc',
        context: { 'aws:RequestedRegion': 'us-west-2' },
      },
      'explicit-deny service-control',
    ],
    [
      'an ARN may name a role that nobody knows',
      { as: 'arn:aws:iam::*:role/own/pipeline', in: 'fraud-dev', action: 's3:ListAllMyBuckets' },
      'allow identity',
    ],
  ])('%s', (_, request, expected) => {
    const { by, effect } = decision(request);
    expect(`${effect} ${by}`).toContain(expected);
  });

  it('shows every level from the root to the account', () => {
    const { path } = decision({ as: 'DataScientist', in: 'fraud-dev', action: 's3:ListAllMyBuckets' });
    const levels = path.filter(({ layer }) => layer === 'service-control').map(({ level }) => level?.toLowerCase());
    expect(levels).toEqual(['root', 'workloads', 'workloads/dev', 'fraud-dev']);
  });

  it('says where the policies of preventive controls were read', () => {
    const prepared = ask({ as: 'DataScientist', in: 'fraud-prod', action: 's3:ListAllMyBuckets' });
    const notes = prepared.kind === 'ready' ? prepared.notes.join('\n') : '';
    expect(notes).toMatch(/AWS-GR_DISALLOW_VPC_INTERNET_ACCESS.* is taken as https:\S+ showed it in \d{4}-\d{2}$/m);
    expect(notes).not.toContain("aren't looked at");
  });

  it('and which it does not know', () => {
    const [first] = zone.guardrails.units.filter(({ unit }) => unit === 'sandbox');
    const units = [{ ...first!, controls: [{ control: 'CT.STS.PV.1', parameters: {} }] }];
    const [control] = zone.guardrails.controls.filter(({ behavior }) => behavior === 'preventive');
    const guardrails = { ...zone.guardrails, controls: [{ ...control!, key: 'CT.STS.PV.1' }], units };
    const prepared = accessQuestion(
      { ...zone, guardrails },
      { as: 'root', in: 'Sandbox', action: 's3:ListAllMyBuckets' },
    );
    expect(prepared.kind === 'ready' ? prepared.notes : []).toContain(
      "Policies of Control Tower's own controls aren't looked at: CT.STS.PV.1",
    );
  });

  it('lets whoever asks take a usual context key away', () => {
    const request = { as: 'administrator', in: 'fraud-dev', action: 's3:PutObject', resource: 'arn:aws:s3:::b/k' };
    expect(decision(request).allowed).toBe(true);
    expect(decision({ ...request, context: { 'AWS:resourceOrgID': [] } }).allowed).toBe(false);
  });

  it.each<[string, AccessRequest, LandingZone, AccessOptions, readonly unknown[]]>([
    ['a place', { as: 'root', in: 'nowhere', action: 'a:B' }, zone, {}, ['unknown-place']],
    [
      'where the resource is',
      { as: 'root', in: 'Sandbox', action: 'a:B', resourceIn: 'nowhere' },
      zone,
      {},
      ['unknown-place'],
    ],
    ['a principal', { as: 'DataScientists', in: 'Sandbox', action: 'a:B' }, zone, {}, ['unknown-principal']],
    ['an action', { as: 'root', in: 'Sandbox', action: 's3:*' }, zone, {}, ['no-action']],
    [
      'a variable',
      { as: 'root', in: 'Sandbox', action: 'a:B', resource: '${nothing}' },
      zone,
      {},
      ['unknown-variable'],
    ],
    [
      'a managed policy',
      { as: 'DataScientist', in: 'Sandbox', action: 'a:B' },
      managementOf({ managedPolicyArns: ['arn:aws:iam::aws:policy/Nonsense'] }),
      {},
      ['unknown-managed-policy'],
    ],
    [
      'a boundary',
      { as: 'DataScientist', in: 'Sandbox', action: 'a:B' },
      managementOf({ boundaryArn: 'arn:aws:iam::aws:policy/Nonsense' }),
      {},
      ['unknown-managed-policy'],
    ],
    [
      'a policy of a blueprint',
      { as: 'DataScientist', in: 'Sandbox', action: 'a:B' },
      managementOf({ customerManagedPolicies: ['own'] }),
      {},
      ['unknown-customer-policy'],
    ],
    [
      'but not one that is given',
      { as: 'DataScientist', in: 'Sandbox', action: 'a:B' },
      managementOf({ customerManagedPolicies: ['own'] }),
      { customerManaged: new Map([['own', '{"Statement":[]}']]) },
      [],
    ],
    [
      'a permission set that is only read',
      { as: 'DataScientist', in: 'Sandbox', action: 'a:B' },
      managementOf({ manage: 'read', managedPolicyArns: [] }),
      {},
      ['unread-permission-set'],
    ],
  ])('finds that it does not know %s', (_, request, of, options, kinds) => {
    const prepared = accessQuestion(of, request, options);
    expect(prepared.kind === 'unanswerable' ? prepared.findings.map(({ kind }) => kind) : []).toEqual(kinds);
  });

  it.each(['landing-zone', 'examples/minimal', 'examples/enterprise'])(
    'knows every policy that %s uses',
    (directory) => {
      const organization = zoneOf(directory);
      const questions = accessQuestions(organization);
      const findings = organization.access.permissionSets
        .filter(({ manage }) => manage === 'own')
        .map(({ name }) => questions({ as: name, in: organization.units[1]?.id ?? 'root', action: 's3:GetObject' }))
        .flatMap((prepared) => (prepared.kind === 'unanswerable' ? prepared.findings : []));
      expect(findings).toEqual([]);
    },
  );
});
