import type { SourceRef, Sources } from '../../landfall/config/configuration';
import type { Account, Assignment, Group, LandingZone, Owner, PermissionSet, Unit } from '../../landfall/model/zone';

const nowhere: SourceRef = { file: 'test.yaml', path: [] };
const sources: Sources = { locate: ({ file }) => ({ file, line: 1, column: 1 }) };
const platform: Owner = {
  key: 'platform',
  email: 'platform@acme.example',
  costCenter: '1000',
  businessUnit: undefined,
};

/** A unit below the root or below another, such as `testUnit('Workloads/Dev')`. */
export function testUnit(label: string, overrides: Partial<Unit> = {}): Unit {
  const parts = label.split('/');
  const above = parts.slice(0, -1).join('/').toLowerCase();
  return {
    id: label.toLowerCase(),
    label,
    name: parts.at(-1) ?? label,
    parent: above === '' ? 'root' : above,
    depth: parts.length,
    manage: 'own',
    awsId: undefined,
    registered: true,
    source: nowhere,
    ...overrides,
  };
}

/** An account of the platform without a VPC, or whatever the overrides make of it. */
export function testAccount(key: string, unit: string, overrides: Partial<Account> = {}): Account {
  return {
    key,
    name: key,
    email: `aws+${key}@acme.example`,
    unit,
    owner: platform,
    owners: [platform.key],
    purpose: `What ${key} is for`,
    duties: [],
    connectivity: 'none',
    segment: undefined,
    blueprint: { name: key, version: 1 },
    manage: 'own',
    awsId: undefined,
    team: undefined,
    stage: undefined,
    vendedBy: 'foundation',
    tags: { 'acme:finance:owner': platform.key },
    source: nowhere,
    ...overrides,
  };
}

export function testPermissionSet(name: string, overrides: Partial<PermissionSet> = {}): PermissionSet {
  return {
    name,
    description: name,
    managedPolicyArns: [`arn:aws:iam::aws:policy/${name}`],
    customerManagedPolicies: [],
    inlinePolicy: undefined,
    boundaryArn: undefined,
    sessionDuration: 'PT8H',
    manage: 'own',
    arn: undefined,
    source: nowhere,
    ...overrides,
  };
}

/** A group of the platform, or of a team, whose name then comes first in its display name. */
export function testGroup(key: string, overrides: Partial<Group> = {}): Group {
  const team = overrides.team;
  return {
    key,
    displayName: team === undefined ? key : `${team}-${key}`,
    description: key,
    manage: 'own',
    team: undefined,
    source: nowhere,
    ...overrides,
  };
}

export function testAssignment(
  group: string,
  permissionSet: string,
  account: string,
  overrides: Partial<Assignment> = {},
): Assignment {
  return { group, permissionSet, account, reason: 'for the test', team: undefined, source: nowhere, ...overrides };
}

const root: Unit = {
  ...testUnit('root'),
  name: 'Root',
  parent: undefined,
  depth: 0,
  manage: 'read',
  registered: false,
};

/** A small complete organization: five units, the platform's accounts, and the team fraud with dev and prod. */
export function testZone(overrides: Partial<LandingZone> = {}): LandingZone {
  const fraud: Owner = { key: 'fraud', email: 'fraud@acme.example', costCenter: '4711', businessUnit: undefined };
  const ofFraud = {
    owner: fraud,
    team: 'fraud',
    vendedBy: 'team-fraud',
    blueprint: { name: 'ml-workload', version: 1 },
  };
  return {
    name: 'Acme',
    prefix: 'acme',
    organization: { manage: 'own', id: undefined },
    regions: { home: 'eu-west-1', governed: ['eu-west-1'] },
    tags: { 'acme:managed-by': 'landfall' },
    contacts: [],
    deployment: { account: 'deployments', principals: [], access: 'assume-role', homes: 'all' },
    state: { backend: 's3' },
    providerConstraint: '>= 6.66.0, < 7.0.0',
    vending: 'organizations',
    controlTower: {
      manage: 'own',
      arn: undefined,
      version: '4.0',
      baselineVersion: '5.0',
      logRetentionDays: 365,
      accessLogRetentionDays: 3650,
      integrations: { config: true, cloudTrail: true, identityCenter: true, backup: false },
      autoEnrollment: true,
    },
    units: [
      root,
      testUnit('Security', { registered: false }),
      testUnit('Infrastructure'),
      testUnit('Workloads'),
      testUnit('Workloads/Dev'),
      testUnit('Workloads/Prod'),
      testUnit('Deployments'),
      testUnit('Sandbox'),
    ],
    accounts: [
      testAccount('management', 'root', { manage: 'read', vendedBy: undefined }),
      testAccount('data-lake', 'workloads/prod', { duties: ['data-lake'] }),
      testAccount('deployments', 'deployments', {
        duties: ['devops', 'shared-services', 'ml-shared-services'],
        blueprint: { name: 'devops', version: 1 },
      }),
      testAccount('fraud-dev', 'workloads/dev', {
        ...ofFraud,
        stage: 'dev',
        connectivity: 'isolated',
        segment: 'development',
      }),
      testAccount('fraud-prod', 'workloads/prod', {
        ...ofFraud,
        stage: 'prod',
        connectivity: 'corporate',
        segment: 'production',
      }),
      testAccount('log-archive', 'security', { duties: ['log-archive'], vendedBy: 'integration-accounts' }),
      testAccount('network', 'infrastructure', { duties: ['network'] }),
      testAccount('security-tooling', 'security', { duties: ['security-tooling'], vendedBy: 'integration-accounts' }),
    ],
    teams: [
      {
        key: 'fraud',
        label: 'fraud',
        name: 'Fraud detection',
        email: fraud.email,
        owner: fraud,
        budgetUsd: 5000,
        accounts: ['fraud-dev', 'fraud-prod'],
        source: nowhere,
      },
    ],
    access: {
      source: 'identity-center',
      instanceArn: undefined,
      identityStoreId: undefined,
      permissionSets: [testPermissionSet('PowerUserAccess'), testPermissionSet('DataScientist')],
      groups: [
        testGroup('AWSControlTowerAdmins', { manage: 'read' }),
        testGroup('AWSMLEngineers'),
        testGroup('DataScientists', { team: 'fraud' }),
      ],
      assignments: [
        testAssignment('AWSMLEngineers', 'PowerUserAccess', 'deployments'),
        testAssignment('fraud-DataScientists', 'DataScientist', 'fraud-dev', { team: 'fraud' }),
        testAssignment('fraud-DataScientists', 'DataScientist', 'fraud-prod', { team: 'fraud' }),
      ],
      domainAssignments: [],
    },
    network: {
      hub: { manage: 'own', transitGatewayId: undefined, routeTableIds: {}, asn: 64512 },
      segments: [
        {
          key: 'production',
          connectivity: 'corporate',
          pool: '10.0.0.0/12',
          vpcPrefix: 22,
          availabilityZones: 3,
          units: ['workloads/prod'],
          reaches: [],
          source: nowhere,
        },
        {
          key: 'development',
          connectivity: 'isolated',
          pool: '10.16.0.0/12',
          vpcPrefix: 22,
          availabilityZones: 3,
          units: ['workloads/dev'],
          reaches: [],
          source: nowhere,
        },
      ],
    },
    addresses: new Map([
      ['fraud-dev', '10.16.0.0/22'],
      ['fraud-prod', '10.0.0.0/22'],
    ]),
    guardrails: { policies: [], controls: [], units: [], accounts: [] },
    hub: undefined,
    portfolios: [],
    security: { delegations: [], accessAnalyzer: true },
    costs: { categories: [], teamBudget: undefined, anomalies: undefined },
    undecided: [],
    ownStacks: [],
    removed: { stacks: {}, closedAccounts: [], keptAccounts: [], confirmed: [] },
    sources,
    ...overrides,
  };
}
