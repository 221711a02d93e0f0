import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import type { Diagnostic } from '../../../landfall/diagnostics/diagnostic';

/** A small valid organization that uses every key of every schema at least once, as text by file name. */
export const sample: Readonly<Record<string, string>> = {
  'organization.yaml': `name: Example Corp
prefix: example
manage: own
id: o-a1b2c3d4e5
managementAccount:
  name: Example Management
  email: aws@example.com
  id: "111111111111"
  owner: platform
  purpose: Pays and governs
emails: aws+{account}@example.com
regions:
  home: eu-west-1
  governed: [eu-west-1, eu-central-1]
tags:
  company: example
contacts:
  billing: { name: Bill, title: Accountant, email: bill@example.com, phone: +49 89 1234 }
  operations: { name: Olga, title: Operator, email: ops@example.com, phone: "12345" }
  security: { name: Sam, title: Officer, email: sec@example.com, phone: "12345" }
deployment:
  account: DevOps
  principals: ["arn:aws:iam::222222222222:role/ci"]
  access: assume-role
  homes: all
state:
  backend: hcp
  hostname: app.terraform.io
  organization: example
  project: landing-zone
provider:
  aws: ">= 6.66.0, < 7.0.0"
controlTower:
  manage: own
  arn: arn:aws:controltower:eu-west-1:111111111111:landingzone/1A2B
  version: "4.0"
  baselineVersion: "5.0"
  logRetentionDays: 365
  accessLogRetentionDays: 365
  integrations: { config: true, cloudTrail: true, identityCenter: true, backup: false }
  autoEnrollment: true
vending: organizations
`,
  'units.yaml': `units:
  Security:
    description: Logs and security tooling
    registered: true
  Workloads:
    name: Work loads
    manage: read
    id: ou-ab12-cd34ef56
    units:
      Dev:
      Prod: { description: Production }
`,
  'accounts.yaml': `owners:
  platform: { email: platform@example.com, costCenter: "4711", businessUnit: IT }
stages:
  dev: { unit: Workloads/Dev, connectivity: isolated, blueprint: ml-workload@1, environment: development }
defaultStages: [dev]
accounts:
  DevOps:
    name: DevOps
    unit: Security
    owner: [platform]
    purpose: Deploys everything
    serves: devops
    connectivity: none
    blueprint: deployment@1
    email: devops@example.com
    generation: 1
    manage: own
    id: "012345670123"
`,
  'access.yaml': `identityCenter:
  source: identity-center
  instanceArn: arn:aws:sso:::instance/ssoins-1
  identityStoreId: d-1234567890
  teamGroupName: "{team}-{group}"
permissionSets:
  Administrator:
    description: All
    managedPolicies: [AdministratorAccess]
    customerManagedPolicies: [extra]
    inlinePolicy: extra.json
    permissionsBoundary: PowerUserAccess
    sessionHours: 4
    manage: own
    arn: arn:aws:sso:::permissionSet/ssoins-1/ps-1
  Old:
    permissionsBoundary: { customerManaged: people/limit }
    sessionDuration: PT90M
    relayState: https://example.com/
platformGroups:
  Operators: { description: They run it, manage: read, displayName: Cloud Operators }
teamGroups:
  Lead: {}
assignments:
  - group: Operators
    permissionSets: [Administrator]
    accounts: DevOps
    reason: They run it
userAssignments:
  - user: jo
    id: 90676c5b-1
    permissionSets: Old
    accounts: [DevOps]
    reason: Was there
teamAssignments:
  - group: Lead
    permissionSets: Administrator
    stages: [dev]
    sageMakerDomain: true
    reason: Teams own their accounts
`,
  'network.yaml': `hub:
  manage: read
  transitGatewayId: tgw-0123456789abcdef0
  routeTableIds: { dev: tgw-rtb-0123456789abcdef0 }
  asn: 64512
segments:
  dev:
    connectivity: corporate
    pool: 10.0.0.0/16
    vpcPrefix: 22
    availabilityZones: 2
    units: [Workloads]
    reaches: [dev]
reserved:
  on-premises: [10.200.0.0/16]
`,
  'guardrails.yaml': `policies:
  baseline:
    type: service-control
    file: baseline.json
    description: The least
    reason: Everyone needs it
controls:
  AWS-GR_RESTRICT_ROOT_USER:
    identifier: arn:aws:controltower:eu-west-1::control/X
    behavior: preventive
    description: No root user
    documentation: https://docs.aws.amazon.com/controltower/
    requires: []
  AWS-GR_RESTRICT_ROOT_USER_ACCESS_KEYS: { identifier: arn:aws:controltower:eu-west-1::control/Y }
units:
  root:
    policies: [baseline]
  Workloads:
    controls:
      - AWS-GR_RESTRICT_ROOT_USER
      - control: AWS-GR_REGION_DENY
        parameters: { AllowedRegions: [eu-west-1] }
accounts:
  DevOps: { policies: [baseline] }
`,
  'portfolios.yaml': `hub: { account: DevOps, blueprints: { ml: ml-workload@1 } }
portfolios:
  ml:
    name: Machine learning
    description: Ready-made products
    provider: Platform
    account: DevOps
    products:
      domain:
        name: Domain
        description: A domain
        owner: Platform
        supportEmail: help@example.com
        versions:
          v1: { template: domain/v1.yaml, id: pa-a1b2c3, description: First, guidance: DEFAULT, active: true }
        launchRole: launch
        launchPolicies: [AmazonSageMakerFullAccess]
        tags: { kind: domain }
    principals:
      - pattern: arn:aws:iam:::role/aws-reserved/*
        reason: All roles of Identity Center
      - permissionSet: Administrator
        reason: Administrators
    shares: [Workloads]
`,
  'security.yaml': `delegations:
  guardduty.amazonaws.com: DevOps
  config.amazonaws.com: { account: [DevOps], manage: read, exists: true }
accessAnalyzer: true
`,
  'costs.yaml': `categories:
  Team: { tag: team }
teamBudget: { monthlyUsd: 1000, thresholds: [80, 100] }
anomalies: { email: money@example.com, minimumUsd: 100 }
`,
  'removed.yaml': `stacks: { team-old: destroy }
accounts: { old-dev: close }
confirm: [account-network]
`,
  'accepted.yaml': `findings:
  - code: LF1502
    where: network.yaml:segments.dev.pool
    reason: Moves in spring
    until: 2027-01-31
`,
  'teams/fraud.yaml': `name: Fraud detection
email: fraud@example.com
costCenter: "4711"
businessUnit: Risk
budget: 5000
accounts:
  dev: isolated
  test:
  prod:
    connectivity: corporate
    unit: Workloads/Prod
    name: Fraud production
    email: fraud-prod@example.com
    generation: 2
    blueprint: ml-workload@1
    purpose: Serves models
    manage: own
    id: "333333333333"
`,
  'policies/baseline.json': '{\n  "Version": "2012-10-17",\n  "Statement": []\n}\n',
  'products/domain/v1.yaml': 'Resources:\n  Domain:\n    Type: !Sub AWS::SageMaker::Domain\n',
};

/** Writes an organization into a new folder; null takes a file of the sample away. */
export function writeOrganization(changes: Readonly<Record<string, string | Uint8Array | null>> = {}): string {
  const directory = mkdtempSync(join(tmpdir(), 'landfall-config-'));
  for (const [file, content] of Object.entries<string | Uint8Array | null>({ ...sample, ...changes })) {
    if (content === null) continue;
    const path = join(directory, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }
  return directory;
}

/** Diagnostics in one line each, such as "LF1101 units.yaml:3:5", files relative to the organization. */
export function inShort(directory: string, diagnostics: readonly Diagnostic[]): readonly string[] {
  return diagnostics.map(({ code, location }) => {
    if (location === undefined) return code;
    return `${code} ${relative(directory, location.file)}:${location.line}:${location.column}`;
  });
}
