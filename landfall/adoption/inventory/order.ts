import type { Inventory } from '../inventory';

/**
 * An inventory in its one order: whoever collected it, and however the answers came, the same organization is the
 * same text. Lists are sorted by what names their items; ranges of a VPC keep theirs, as the first is the main one.
 */
export function sortInventory(inventory: Inventory): Inventory {
  const { controlTower, identityCenter } = inventory;
  const { landingZone } = controlTower;
  return {
    ...inventory,
    reading: { ...inventory.reading, accounts: sorted(inventory.reading.accounts) },
    gaps: by(inventory.gaps, ({ accountId, action, code, region }) => [action, accountId, region, code]),
    roots: by(inventory.roots, ({ id }) => [id]).map((root) => ({
      ...root,
      policyTypes: by(root.policyTypes, ({ type }) => [type]),
    })),
    units: by(inventory.units, ({ id }) => [id]),
    accounts: by(inventory.accounts, ({ id }) => [id]),
    policies: by(inventory.policies, ({ id, type }) => [type, id]).map((policy) => ({
      ...policy,
      targets: sorted(policy.targets),
    })),
    trustedServices: sorted(inventory.trustedServices),
    delegatedAdministrators: by(inventory.delegatedAdministrators, ({ accountId }) => [accountId]).map(
      ({ accountId, services }) => ({ accountId, services: sorted(services) }),
    ),
    rootAccessFeatures: inventory.rootAccessFeatures && sorted(inventory.rootAccessFeatures),
    controlTower: {
      landingZone: landingZone && { ...landingZone, remediationTypes: sorted(landingZone.remediationTypes) },
      controls: by(controlTower.controls, ({ arn, controlIdentifier, targetIdentifier }) => [
        targetIdentifier,
        controlIdentifier,
        arn,
      ]).map((control) => ({ ...control, parameters: by(control.parameters, ({ key }) => [key]) })),
      baselines: by(controlTower.baselines, ({ arn, targetIdentifier }) => [targetIdentifier, arn]).map((baseline) => ({
        ...baseline,
        parameters: by(baseline.parameters, ({ key }) => [key]),
      })),
    },
    identityCenter: identityCenter && sortIdentityCenter(identityCenter),
    transitGateways: by(inventory.transitGateways, ({ id }) => [id]).map(sortTransitGateway),
    vpcs: by(inventory.vpcs, ({ accountId, id, region }) => [accountId, region, id]),
    resourceShares: by(inventory.resourceShares, ({ arn }) => [arn]).map((share) => ({
      ...share,
      principals: sorted(share.principals),
      resources: sorted(share.resources),
    })),
    portfolios: by(inventory.portfolios, ({ id }) => [id]).map((portfolio) => ({
      ...portfolio,
      products: sorted(portfolio.products),
      principals: by(portfolio.principals, ({ arn, type }) => [arn, type]),
      shares: by(portfolio.shares, ({ principalId, type }) => [type, principalId]),
      constraints: by(portfolio.constraints, ({ id }) => [id]),
    })),
    products: by(inventory.products, ({ accountId, id }) => [accountId, id]).map((product) => ({
      ...product,
      versions: by(product.versions, ({ id }) => [id]),
    })),
    provisionedProducts: by(inventory.provisionedProducts, ({ accountId, id }) => [accountId, id]),
    stackSets: by(inventory.stackSets, ({ id, region }) => [region, id]).map((set) => ({
      ...set,
      unitIds: sorted(set.unitIds),
      instances: by(set.instances, ({ accountId, region }) => [accountId, region]),
    })),
    configRecorders: by(inventory.configRecorders, ({ accountId, name, region }) => [accountId, region, name]),
    deliveryChannels: by(inventory.deliveryChannels, ({ accountId, name, region }) => [accountId, region, name]),
  };
}

function sortIdentityCenter(center: NonNullable<Inventory['identityCenter']>): Inventory['identityCenter'] {
  return {
    ...center,
    permissionSets: by(center.permissionSets, ({ arn }) => [arn]).map((set) => ({
      ...set,
      managedPolicies: sorted(set.managedPolicies),
      customerManagedPolicies: by(set.customerManagedPolicies, ({ name, path }) => [path, name]),
      provisionedAccounts: sorted(set.provisionedAccounts),
    })),
    assignments: by(center.assignments, ({ accountId, permissionSetArn, principalId, principalType }) => [
      accountId,
      permissionSetArn,
      principalType,
      principalId,
    ]),
    groups: by(center.groups, ({ id }) => [id]),
    users: by(center.users, ({ id }) => [id]),
  };
}

function sortTransitGateway(gateway: Inventory['transitGateways'][number]): Inventory['transitGateways'][number] {
  return {
    ...gateway,
    cidrBlocks: sorted(gateway.cidrBlocks),
    routeTables: by(gateway.routeTables, ({ id }) => [id]).map((table) => ({
      ...table,
      associations: by(table.associations, ({ attachmentId }) => [attachmentId]),
      propagations: by(table.propagations, ({ attachmentId }) => [attachmentId]),
      routes: by(table.routes, ({ cidr, prefixListId, type }) => [cidr, prefixListId, type]).map((route) => ({
        ...route,
        attachments: by(route.attachments, ({ attachmentId }) => [attachmentId]),
      })),
      prefixLists: by(table.prefixLists, ({ prefixListId }) => [prefixListId]),
    })),
    attachments: by(gateway.attachments, ({ id }) => [id]),
  };
}

function sorted(texts: readonly string[]): readonly string[] {
  return [...texts].sort();
}

/** Stable, by code units: the order of a locale differs from machine to machine. */
function by<Item>(items: readonly Item[], key: (item: Item) => readonly (string | undefined)[]): readonly Item[] {
  return items
    .map((item) => ({ item, text: key(item).join('\u0000') }))
    .sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0))
    .map(({ item }) => item);
}
