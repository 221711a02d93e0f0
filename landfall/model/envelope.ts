import { accountsIndex } from './accounts-index';
import { fact, type FactReader } from './facts';
import { homeRoles, roleArn, stateBucket, stateKeyAlias } from './names';
import type { StackEnvelope, StackNode, StateBackend } from './stack';
import type { LandingZone } from './zone';

/** Who a stack acts as, where its state lies and what it tags: the same rules for every stack. */
export function stackEnvelope(zone: LandingZone, node: StackNode, facts: FactReader): StackEnvelope {
  const accountId = facts.get(fact.accountId(node.account));
  const role = zone.deployment.access === 'assume-role' ? roleArn(accountId, homeRoles.apply) : undefined;
  return {
    id: node.id,
    accountId,
    region: zone.regions.home,
    roleArn: zone.state.backend === 'hcp' ? undefined : role,
    backend: stateBackend(zone, node.id, accountId, role),
    providerConstraint: zone.providerConstraint,
    defaultTags: defaultTags(zone, node),
  };
}

function stateBackend(zone: LandingZone, id: string, accountId: string, role: string | undefined): StateBackend {
  if (zone.state.backend === 'hcp') {
    const { hostname, organization, project } = zone.state;
    return { kind: 'hcp', hostname, organization, project, workspace: id };
  }
  return {
    kind: 's3',
    bucket: stateBucket(zone, accountId),
    key: id,
    region: zone.regions.home,
    kmsKeyId: stateKeyAlias,
    roleArn: role,
  };
}

/**
 * Service Catalog hands the tags of a portfolio and its products on to whatever is launched from them, so a portfolio
 * doesn't carry the tags of the account that owns it: cost of a launched product is the launching team's.
 */
function defaultTags(zone: LandingZone, { account, id, kind }: StackNode): Readonly<Record<string, string>> {
  const owner = kind === 'portfolio' ? undefined : accountsIndex(zone.accounts).byKey.get(account);
  return { ...zone.tags, ...owner?.tags, 'landfall:stack': id };
}
