import type { FoundAccount, FoundPolicy, FoundUnit, Inventory } from '../../../../landfall/adoption/inventory';

const organizationArn = 'arn:aws:organizations::123456789012';

/** A unit below the root, or below another unit. */
export function foundUnit(id: string, name: string, parentId = 'r-root'): FoundUnit {
  return { id, arn: `${organizationArn}:ou/o-first/${id}`, name, parentId, tags: {} };
}

/** An active account without contacts. */
export function foundAccount(id: string, name: string, parentId = 'r-root'): FoundAccount {
  return {
    id,
    arn: `${organizationArn}:account/o-first/${id}`,
    name,
    email: `${name}@example.com`,
    state: 'ACTIVE',
    joinedMethod: 'CREATED',
    parentId,
    tags: {},
    alternateContacts: {},
  };
}

/** A service control policy that denies nothing. */
export function foundPolicy(id: string, targets: readonly string[]): FoundPolicy {
  const content = '{"Version":"2012-10-17","Statement":[]}';
  const type = 'SERVICE_CONTROL_POLICY';
  return {
    id,
    arn: `${organizationArn}:policy/${id}`,
    name: id,
    description: '',
    type,
    awsManaged: false,
    content,
    targets,
    tags: {},
  };
}

/** An organization of two units and two accounts, with whatever is told otherwise. */
export function foundInventory(otherwise: Partial<Inventory> = {}): Inventory {
  return {
    schema: 1,
    reading: { homeRegion: 'eu-west-1', regions: ['eu-west-1'], accounts: ['123456789012'] },
    gaps: [],
    organization: {
      id: 'o-first',
      arn: `${organizationArn}:organization/o-first`,
      managementAccountId: '123456789012',
      managementAccountEmail: 'master@example.com',
      featureSet: 'ALL',
    },
    roots: [{ id: 'r-root', arn: `${organizationArn}:root/o-first/r-root`, name: 'Root', policyTypes: [], tags: {} }],
    units: [foundUnit('ou-a', 'A'), foundUnit('ou-b', 'B/C', 'ou-a')],
    accounts: [foundAccount('123456789012', 'master'), foundAccount('012345670123', 'Über+1', 'ou-b')],
    policies: [foundPolicy('p-1', ['ou-a', '012345670123'])],
    trustedServices: [],
    delegatedAdministrators: [],
    controlTower: { controls: [], baselines: [] },
    transitGateways: [],
    vpcs: [],
    resourceShares: [],
    portfolios: [],
    products: [],
    provisionedProducts: [],
    stackSets: [],
    configRecorders: [],
    deliveryChannels: [],
    ...otherwise,
  };
}
