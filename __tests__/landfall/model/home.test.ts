import { homeTemplate } from '../../../landfall/model/home/template';
import { deployTrust, principalArn } from '../../../landfall/model/home/trust';

const zone = { prefix: 'acme', regions: { home: 'eu-west-1', governed: ['eu-west-1'] } };
const facts = {
  organizationId: 'o-abcdefghij',
  deploymentAccountId: '111111111111',
  principals: ['arn:aws:iam::222222222222:user/administrator'],
};
const template = homeTemplate(zone, facts);
const properties = (name: string): Readonly<Record<string, unknown>> => template.Resources[name]?.Properties ?? {};

test('roles of a home trust the deployment account, and of it landfall-deploy alone', () => {
  for (const role of ['PlanRole', 'ApplyRole']) {
    expect(properties(role)['AssumeRolePolicyDocument']).toEqual({
      Version: '2012-10-17',
      Statement: [
        {
          Sid: 'DeploymentAccount',
          Effect: 'Allow',
          Principal: { AWS: 'arn:aws:iam::111111111111:root' },
          Action: ['sts:AssumeRole', 'sts:TagSession'],
          Condition: { ArnEquals: { 'aws:PrincipalArn': 'arn:aws:iam::111111111111:role/landfall-deploy' } },
        },
      ],
    });
  }
});

test('the apply role is made after all else, so whoever can assume it finds the home complete', () => {
  const order = (name: string): readonly string[] => {
    const before = template.Resources[name]?.DependsOn ?? [];
    return [...before, ...before.flatMap(order)];
  };
  expect(order('ApplyRole')).toEqual(expect.arrayContaining(['PlanRole', 'StateBucketPolicy', 'StateKeyAlias']));
});

test('landfall-deploy exists in the deployment account only and may assume roles of homes of this organization only', () => {
  expect(template.Resources['DeployRole']?.Condition).toBe('IsDeploymentAccount');
  expect(template.Conditions['IsDeploymentAccount']).toEqual({
    'Fn::Equals': [{ Ref: 'AWS::AccountId' }, '111111111111'],
  });
  expect(JSON.stringify(properties('DeployRole')['Policies'])).toContain(
    '"Condition":{"StringEquals":{"aws:ResourceOrgID":"o-abcdefghij"}}',
  );
});

test('the state bucket is versioned, encrypted by its key, closed to the public, TLS only, and kept on deletion', () => {
  expect(template.Resources['StateBucket']).toMatchObject({
    DeletionPolicy: 'Retain',
    UpdateReplacePolicy: 'Retain',
    Properties: {
      BucketName: { 'Fn::Sub': 'acme-tfstate-${AWS::AccountId}-eu-west-1' },
      VersioningConfiguration: { Status: 'Enabled' },
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
    },
  });
  const policy = JSON.stringify(properties('StateBucketPolicy'));
  expect(policy).toContain('"Condition":{"Bool":{"aws:SecureTransport":"false"}}');
  expect(template.Resources['StateKey']).toMatchObject({
    DeletionPolicy: 'Retain',
    Properties: { EnableKeyRotation: true },
  });
});

test('states and their key are read by landfall-plan and landfall-apply only', () => {
  const readers = ['landfall-plan', 'landfall-apply'].map((role) => ({
    'Fn::Sub': `arn:aws:iam::\${AWS::AccountId}:role/${role}`,
  }));
  const deny = { Effect: 'Deny', Condition: { ArnNotEquals: { 'aws:PrincipalArn': readers } } };
  expect(properties('StateBucketPolicy')).toMatchObject({
    PolicyDocument: { Statement: [{ Sid: 'TlsOnly' }, { Sid: 'OnlyLandfallReadsStates', ...deny }] },
  });
  expect(properties('StateKey')).toMatchObject({
    KeyPolicy: { Statement: [{ Sid: 'AccountAdministers' }, { Sid: 'OnlyLandfallReadsStates', ...deny }] },
  });
});

test('the plan role reads, and writes nothing but locks', () => {
  expect(properties('PlanRole')['ManagedPolicyArns']).toEqual(['arn:aws:iam::aws:policy/ReadOnlyAccess']);
  expect(JSON.stringify(properties('PlanRole')['Policies'])).toContain(
    '"Action":["s3:PutObject","s3:DeleteObject"],"Resource":{"Fn::Sub":"${StateBucket.Arn}/*.tflock"}',
  );
});

test('people of several accounts are trusted account by account', () => {
  const trust = deployTrust([
    'arn:aws:iam::333333333333:role/pipeline',
    'arn:aws:iam::222222222222:user/b',
    'arn:aws:iam::222222222222:user/a',
  ]);
  expect(trust.Statement.map((statement) => [statement['Principal'], statement['Condition']])).toEqual([
    [
      { AWS: 'arn:aws:iam::222222222222:root' },
      { ArnLike: { 'aws:PrincipalArn': ['arn:aws:iam::222222222222:user/a', 'arn:aws:iam::222222222222:user/b'] } },
    ],
    [
      { AWS: 'arn:aws:iam::333333333333:root' },
      { ArnLike: { 'aws:PrincipalArn': ['arn:aws:iam::333333333333:role/pipeline'] } },
    ],
  ]);
});

test.each([
  ['a user', 'arn:aws:iam::222222222222:user/administrator', 'arn:aws:iam::222222222222:user/administrator'],
  ['a session of a role', 'arn:aws:sts::222222222222:assumed-role/admin/me', 'arn:aws:iam::222222222222:role/admin'],
  [
    'a session of Identity Center, whose path the caller identity leaves out',
    'arn:aws:sts::222222222222:assumed-role/AWSReservedSSO_Admin_0a1b/me@corp.example',
    'arn:aws:iam::222222222222:role/aws-reserved/sso.amazonaws.com/*AWSReservedSSO_Admin_0a1b',
  ],
])('the principal of %s', (_, caller, principal) => {
  expect(principalArn(caller)).toBe(principal);
});
