import type { FoundAccount, FoundUnit, Inventory } from '../adoption/inventory';
import { writeDump } from '../adoption/dump/write';

const management = '100000000000';
const organizationId = 'o-a1b2c3d4e5';
const arn = `arn:aws:organizations::${management}`;
const root = 'r-a1b2';
const stages: readonly string[] = ['dev', 'test', 'prod'];

/**
 * Writes a dump of a made-up organization for measurements: teams with an account a stage, a permission set for every
 * twentieth account, groups that are assigned to accounts one after another. Same numbers, same bytes.
 */
export function generateDump(file: string, accounts: number, assignments: number): void {
  writeDump(file, inventory(accounts, assignments));
}

function inventory(accountNumber: number, assignmentNumber: number): Inventory {
  const accounts = Array.from({ length: accountNumber - 1 }, (_, index) => account(index));
  return {
    schema: 1,
    reading: { homeRegion: 'eu-west-1', regions: ['eu-west-1'], accounts: [management] },
    gaps: [],
    organization: {
      id: organizationId,
      arn: `${arn}:organization/${organizationId}`,
      managementAccountId: management,
      managementAccountEmail: 'aws@corp.example',
      featureSet: 'ALL',
    },
    roots: [{ id: root, arn: `${arn}:root/${organizationId}/${root}`, name: 'Root', policyTypes: [], tags: {} }],
    units: [unit('Security'), ...stages.map((stage) => unit(`Workloads ${stage}`))],
    accounts: [accountOf(management, 'Management', root, {}), ...accounts],
    policies: [],
    trustedServices: [],
    delegatedAdministrators: [],
    controlTower: { controls: [], baselines: [] },
    identityCenter: identityCenter(accounts, assignmentNumber),
    transitGateways: [],
    vpcs: [],
    resourceShares: [],
    portfolios: [],
    products: [],
    provisionedProducts: [],
    stackSets: [],
    configRecorders: [],
    deliveryChannels: [],
  };
}

function unit(name: string): FoundUnit {
  const id = unitId(name);
  return { id, arn: `${arn}:ou/${organizationId}/${id}`, name, parentId: root, tags: {} };
}

function unitId(name: string): string {
  return `ou-a1b2-${name.toLowerCase().replace(/[^a-z]/g, '')}`;
}

/** The first two are the log archive and the audit account, the others belong to teams. */
function account(index: number): FoundAccount {
  const id = String(100000000001 + index);
  if (index < 2) return accountOf(id, index === 0 ? 'Log archive' : 'Audit', unitId('Security'), {});
  const team = `Team ${String(Math.floor((index - 2) / stages.length) + 1)}`;
  const stage = stages[(index - 2) % stages.length] ?? '';
  return accountOf(id, `${team} ${stage}`, unitId(`Workloads ${stage}`), { team });
}

function accountOf(id: string, name: string, parentId: string, tags: FoundAccount['tags']): FoundAccount {
  return {
    id,
    arn: `${arn}:account/${organizationId}/${id}`,
    name,
    email: `aws+${name.toLowerCase().replaceAll(' ', '-')}@corp.example`,
    state: 'ACTIVE',
    joinedMethod: 'CREATED',
    parentId,
    tags,
    alternateContacts: {},
  };
}

function identityCenter(accounts: readonly FoundAccount[], number: number): Inventory['identityCenter'] {
  const sets = Array.from({ length: Math.ceil(accounts.length / 20) }, (_, index) => `Set${String(index + 1)}`);
  const groups = Array.from({ length: Math.ceil(accounts.length / 5) }, (_, index) => `Group ${String(index + 1)}`);
  const setArn = (name: string): string => `arn:aws:sso:::permissionSet/ssoins-a1b2c3d4e5f6a7b8/ps-${name}`;
  return {
    region: 'eu-west-1',
    instanceArn: 'arn:aws:sso:::instance/ssoins-a1b2c3d4e5f6a7b8',
    identityStoreId: 'd-a1b2c3d4e5',
    ownerAccountId: management,
    scim: true,
    permissionSets: sets.map((name) => ({
      arn: setArn(name),
      name,
      sessionDuration: 'PT8H',
      managedPolicies: ['arn:aws:iam::aws:policy/ReadOnlyAccess'],
      customerManagedPolicies: [],
      provisionedAccounts: [],
      tags: {},
    })),
    assignments: Array.from({ length: number }, (_, index) => {
      // Each round gives every account another group.
      const [place, round] = [index % accounts.length, Math.floor(index / accounts.length)];
      return {
        permissionSetArn: setArn(sets[(place + round) % sets.length] ?? ''),
        accountId: accounts[place]?.id ?? management,
        principalType: 'GROUP' as const,
        principalId: groupId(place + round),
      };
    }),
    groups: groups.map((displayName, index) => ({
      id: groupId(index),
      displayName,
      externalIds: [{ issuer: 'https://people.example', id: String(index) }],
    })),
    users: [],
  };

  function groupId(index: number): string {
    return `00000000-0000-4000-8000-${String(index % groups.length).padStart(12, '0')}`;
  }
}
