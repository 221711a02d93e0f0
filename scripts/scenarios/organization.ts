import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { stringify } from 'yaml';

/** What the scenarios change in the tiny organization. */
export interface TinyOptions {
  /** Names of units as they are shown, by key; default: the key. */
  readonly unitNames?: Readonly<Record<string, string>>;
  /** Teams by key, each with the unit of its account `dev`; those that have it, with an account `test` in Lab too. */
  readonly teams?: Readonly<Record<string, { readonly unit: 'Dev' | 'Lab'; readonly test?: boolean }>>;
  /** Description of the group that every team gets. */
  readonly groupDescription?: string;
  /** `removed.yaml`. */
  readonly removed?: {
    readonly stacks?: Readonly<Record<string, 'destroy' | 'forget'>>;
    readonly accounts?: Readonly<Record<string, 'close'>>;
    readonly confirm?: readonly string[];
  };
}

/** Key of the account of a team in the tiny organization. */
export function accountOf(team: string): string {
  return `${team}-dev`;
}

/**
 * Writes the smallest organization that has every kind of stack that waits for another: units, the accounts that
 * Control Tower wants, the network, one team with one account, access. No policies and no products, because they only take time.
 */
export function writeTinyOrganization(directory: string, options: TinyOptions = {}): void {
  rmSync(directory, { recursive: true, force: true });
  for (const [name, content] of Object.entries(tinyFiles(options))) {
    const file = join(directory, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, stringify(content));
  }
}

function tinyFiles(options: TinyOptions): Readonly<Record<string, unknown>> {
  const {
    groupDescription = 'Members of the team',
    removed,
    teams = { fraud: { unit: 'Dev' } },
    unitNames = {},
  } = options;
  const unit = (key: string): object => (unitNames[key] === undefined ? {} : { name: unitNames[key] });
  return {
    'organization.yaml': {
      name: 'Tiny',
      prefix: 'tiny',
      managementAccount: {
        name: 'Management',
        email: 'aws+management@tiny.example',
        owner: 'platform',
        purpose: 'The organization itself',
      },
      emails: 'aws+{account}@tiny.example',
      regions: { home: 'eu-west-1', governed: ['eu-west-1'] },
      contacts: {
        security: { name: 'Security', title: 'Security', email: 'security@tiny.example', phone: '+1 555 0100' },
      },
      deployment: { account: 'deployments' },
    },
    'units.yaml': {
      units: {
        Security: unit('Security'),
        Platform: unit('Platform'),
        Dev: unit('Dev'),
        Lab: unit('Lab'),
      },
    },
    'accounts.yaml': {
      owners: { platform: { email: 'platform@tiny.example', costCenter: '1000' } },
      stages: {
        dev: { unit: 'Dev', connectivity: 'corporate' },
        test: { unit: 'Lab', connectivity: 'corporate' },
      },
      defaultStages: ['dev'],
      accounts: {
        'log-archive': platformAccount('Log archive', 'Security', 'log-archive'),
        'security-tooling': platformAccount('Security tooling', 'Security', 'security-tooling'),
        network: platformAccount('Network', 'Platform', 'network'),
        deployments: platformAccount('Deployments', 'Platform', 'devops'),
      },
    },
    'network.yaml': {
      hub: { manage: 'own' },
      segments: {
        teams: { connectivity: 'corporate', pool: '10.128.0.0/12', availabilityZones: 1, units: ['Dev', 'Lab'] },
      },
    },
    'access.yaml': {
      permissionSets: { Reader: { managedPolicies: ['SecurityAudit'] } },
      platformGroups: { Auditors: { description: 'Read everywhere' } },
      teamGroups: { Members: { description: groupDescription } },
      assignments: [{ group: 'Auditors', permissionSets: 'Reader', accounts: 'log-archive', reason: 'They audit' }],
      teamAssignments: [{ group: 'Members', permissionSets: 'Reader', reason: 'They look after their account' }],
    },
    'guardrails.yaml': { policies: {}, controls: {}, units: {} },
    'portfolios.yaml': { portfolios: {} },
    ...Object.fromEntries(
      Object.entries(teams).map(([team, { test = false, unit: place }]) => [
        `teams/${team}.yaml`,
        {
          name: team,
          email: `${team}@tiny.example`,
          costCenter: '4711',
          budget: 100,
          accounts: { dev: { unit: place }, ...(test ? { test: {} } : {}) },
        },
      ]),
    ),
    ...(removed === undefined ? {} : { 'removed.yaml': removed }),
  };
}

function platformAccount(name: string, unit: string, serves: string): object {
  return { name, unit, owner: 'platform', serves, purpose: name };
}
