import { fact, type FactReader } from './facts';
import { homeRoles, roleArn, stateBucket, stateKeyAlias } from './names';
import type { StackEnvelope, StackNode, StateBackend } from './stack';
import type { Account, LandingZone } from './zone';

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
    defaultTags: defaultTags(
      zone,
      node.id,
      zone.accounts.find((account) => account.key === node.account),
    ),
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

function defaultTags(zone: LandingZone, stack: string, account: Account | undefined): Readonly<Record<string, string>> {
  return { ...zone.tags, ...account?.tags, 'landfall:stack': stack };
}
