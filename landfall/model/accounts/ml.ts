import { fact, type FactReader } from '../facts';
import { accountBucket, personaPath, personaRoles } from '../names';
import { accountWithDuty, type Account, type LandingZone } from '../zone';
import { hasDomain, isDeployed } from './blueprints';
import type { MlSharedServicesContent, MlWorkloadContent, PersonaContent, RoleContent } from './content';
import {
  bucketArns,
  bucketPolicy,
  forPaths,
  keyPolicy,
  lastingBucket,
  policyDocument,
  serviceTrust,
  workloadPaths,
  type Statement,
} from './policies';

/** Central services of the ML platform: what all team accounts read from and report to. */
export function mlSharedServicesContent(
  zone: LandingZone,
  accountId: string,
  facts: FactReader,
): MlSharedServicesContent {
  const paths = workloadPaths(zone, facts);
  const bucket = accountBucket(zone, 'ml-artifacts', accountId);
  return {
    key: {
      alias: 'alias/landfall-ml-artifacts',
      description: 'Model artifacts, readable by the accounts of teams',
      policy: keyPolicy(accountId, forPaths(paths, 'TeamsDecrypt', ['kms:Decrypt', 'kms:DescribeKey'], '*')),
    },
    artifacts: lastingBucket(
      bucket,
      bucketPolicy(bucket, forPaths(paths, 'TeamsRead', ['s3:GetObject', 's3:ListBucket'], bucketArns(bucket))),
    ),
    repository: {
      name: `${zone.prefix}-ml`,
      policy: policyDocument(
        forPaths(paths, 'TeamsPull', [
          'ecr:BatchCheckLayerAvailability',
          'ecr:BatchGetImage',
          'ecr:GetDownloadUrlForLayer',
        ]),
      ),
      keepImages: 50,
    },
    eventBus: {
      name: eventBusName(zone),
      policy: policyDocument(forPaths(paths, 'TeamsPutEvents', 'events:PutEvents', eventBusArn(zone, accountId))),
    },
    modelPackageGroup: { name: `${zone.prefix}-models`, description: 'Models that were approved for deployment' },
  };
}

/** What a team's account needs for machine learning. */
export function mlWorkloadContent(
  zone: LandingZone,
  account: Account,
  accountId: string,
  facts: FactReader,
): MlWorkloadContent {
  const bucket = accountBucket(zone, 'ml', accountId);
  return {
    key: {
      alias: 'alias/landfall-ml',
      description: 'Data and volumes of machine learning in this account',
      policy: keyPolicy(accountId, []),
    },
    bucket: lastingBucket(bucket, bucketPolicy(bucket, [])),
    personas: personas(bucket),
    domain: hasDomain(zone, account) ? { name: account.key } : undefined,
    modelEvents: modelEvents(zone, facts),
  };
}

/** Account that holds the central services of the ML platform, and Landfall deploys into. */
export function mlCentralAccount(zone: LandingZone): Account | undefined {
  const account = accountWithDuty(zone, 'ml-shared-services');
  return account !== undefined && isDeployed(account) ? account : undefined;
}

function personas(bucket: string): readonly PersonaContent[] {
  const data: Readonly<Record<string, string>> = { 'team-data': policyDocument(teamData(bucket)) };
  const limited = { ...data, 'separation-of-duties': policyDocument(noProjectsNoApproval()) };
  return [
    {
      key: 'data-scientist',
      role: personaRole(personaRoles.dataScientist, 'Data scientists: no projects, no approval of models', limited),
    },
    {
      key: 'lead-data-scientist',
      role: personaRole(personaRoles.leadDataScientist, 'Lead data scientists: projects and approval of models', data),
    },
    { key: 'default', role: personaRole(personaRoles.default, 'What a domain uses where nobody chose', limited) },
  ];
}

function personaRole(name: string, description: string, inlinePolicies: Readonly<Record<string, string>>): RoleContent {
  return {
    name,
    path: personaPath,
    description,
    trustPolicy: serviceTrust(['sagemaker.amazonaws.com']),
    managedPolicyArns: ['arn:aws:iam::aws:policy/AmazonSageMakerFullAccess'],
    inlinePolicies,
    maxSessionSeconds: 43_200,
  };
}

function teamData(bucket: string): readonly Statement[] {
  return [
    {
      Sid: 'TeamBucket',
      Effect: 'Allow',
      Action: ['s3:AbortMultipartUpload', 's3:DeleteObject', 's3:GetObject', 's3:ListBucket', 's3:PutObject'],
      Resource: bucketArns(bucket),
    },
    {
      Sid: 'TeamKey',
      Effect: 'Allow',
      Action: ['kms:CreateGrant', 'kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey*'],
      Resource: '*',
      Condition: { 'ForAnyValue:StringEquals': { 'kms:ResourceAliases': 'alias/landfall-ml' } },
    },
  ];
}

/** Whoever makes a model does not approve it, and projects, which carry a pipeline's rights, are made by a lead. */
function noProjectsNoApproval(): readonly Statement[] {
  return [
    {
      Sid: 'NoProjects',
      Effect: 'Deny',
      Action: ['sagemaker:CreateProject', 'sagemaker:DeleteProject', 'sagemaker:UpdateProject'],
      Resource: '*',
    },
    { Sid: 'NoChangeOfApproval', Effect: 'Deny', Action: 'sagemaker:UpdateModelPackage', Resource: '*' },
    {
      Sid: 'NoApprovedModels',
      Effect: 'Deny',
      Action: 'sagemaker:CreateModelPackage',
      Resource: '*',
      Condition: { StringEquals: { 'sagemaker:ModelApprovalStatus': 'Approved' } },
    },
  ];
}

function modelEvents(zone: LandingZone, facts: FactReader): MlWorkloadContent['modelEvents'] {
  const central = mlCentralAccount(zone);
  if (central === undefined) return undefined;
  const busArn = eventBusArn(zone, facts.get(fact.accountId(central.key)));
  return {
    busArn,
    pattern: JSON.stringify({
      source: ['aws.sagemaker'],
      'detail-type': ['SageMaker Model Package State Change'],
      detail: { ModelApprovalStatus: ['Approved'] },
    }),
    role: {
      name: 'landfall-model-events',
      path: '/',
      description: 'Forwards approved models to the central event bus',
      trustPolicy: serviceTrust(['events.amazonaws.com']),
      managedPolicyArns: [],
      inlinePolicies: {
        forward: policyDocument([{ Sid: 'PutEvents', Effect: 'Allow', Action: 'events:PutEvents', Resource: busArn }]),
      },
      maxSessionSeconds: 3600,
    },
  };
}

function eventBusName(zone: LandingZone): string {
  return `${zone.prefix}-ml`;
}

function eventBusArn(zone: LandingZone, accountId: string): string {
  return `arn:aws:events:${zone.regions.home}:${accountId}:event-bus/${eventBusName(zone)}`;
}
