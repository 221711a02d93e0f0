import { stackEnvelope } from './envelope';
import { fact, FactReader, type FactKey, type FactValues } from './facts';
import { stackGraph, type StackGraph } from './graph';
import { adoptedSlice } from './imports';
import type { StackNode, StackSlice } from './stack';
import { stackNodes } from './stacks';
import { managementKey, type LandingZone } from './zone';

/** A stack that can't be made yet, and which stack will bring each fact it lacks. */
export interface WaitingStack {
  readonly stack: StackNode;
  readonly missing: readonly { readonly fact: FactKey; readonly from: string | undefined }[];
}

/** Facts that bootstrap leaves: all that the first stack needs. */
export function bootstrapFacts(zone: LandingZone): readonly FactKey[] {
  return [fact.organizationId, fact.rootId, fact.accountId(managementKey), fact.accountId(zone.deployment.account)];
}

/** Ids that people gave in the configuration for what exists already. */
export function declaredFacts(zone: LandingZone): FactValues {
  const { access, controlTower, network, organization } = zone;
  const pairs: readonly (readonly [FactKey, string | undefined])[] = [
    [fact.organizationId, organization.id],
    [fact.landingZoneArn, controlTower.arn],
    [fact.instanceArn, access.instanceArn],
    [fact.identityStoreId, access.identityStoreId],
    [fact.transitGatewayId, network.hub.transitGatewayId],
    ...Object.entries(network.hub.routeTableIds).map(([segment, id]) => [fact.routeTableId(segment), id] as const),
    ...zone.units.map((unit) => [fact.unitId(unit.id), unit.awsId] as const),
    ...zone.accounts.map((account) => [fact.accountId(account.key), account.awsId] as const),
    ...access.groups.map((group) => [fact.groupId(group.displayName), group.awsId] as const),
    ...zone.portfolios.map((portfolio) => [fact.portfolioId(portfolio.key), portfolio.awsId] as const),
    ...access.permissionSets.map((set) => [fact.permissionSetArn(set.name), set.arn] as const),
  ];
  return new Map(pairs.flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const])));
}

/** The graph of all stacks. */
export function zoneGraph(zone: LandingZone): StackGraph {
  const given = new Set([...bootstrapFacts(zone), ...declaredFacts(zone).keys()]);
  return stackGraph(stackNodes(zone), (stack, facts) => void sliceOf(zone, stack, facts), given);
}

/** Builds one slice; what `facts` doesn't know is filled by placeholders and counted as missing there. */
export function sliceOf(zone: LandingZone, stack: StackNode, facts: FactReader): StackSlice {
  const slice = { envelope: stackEnvelope(zone, stack, facts), content: stack.content(facts) };
  const adopted = adoptedSlice(zone, slice, facts);
  if (adopted === undefined) return slice;
  return {
    ...slice,
    envelope: adopted.keepsTags === true ? { ...slice.envelope, defaultTags: {} } : slice.envelope,
    adopted,
  };
}

/** Facts from the lock, and above them those that people gave. */
export function knownFacts(zone: LandingZone, lock: FactValues): FactValues {
  return new Map([...lock, ...declaredFacts(zone)]);
}

/** Splits the stacks into those whose facts are all known and those that wait. */
export function deployableSlices(
  zone: LandingZone,
  graph: StackGraph,
  lock: FactValues,
): { readonly ready: readonly StackSlice[]; readonly waiting: readonly WaitingStack[] } {
  const known = knownFacts(zone, lock);
  const ready: StackSlice[] = [];
  const waiting: WaitingStack[] = [];
  for (const { stack } of graph.nodes) {
    const reader = new FactReader(known);
    const slice = sliceOf(zone, stack, reader);
    if (reader.missing.length === 0) ready.push(slice);
    else {
      waiting.push({ stack, missing: reader.missing.map((key) => ({ fact: key, from: graph.producers.get(key) })) });
    }
  }
  return { ready, waiting };
}

/** All stacks with placeholders for what isn't known: to be read by people, never to be deployed. */
export function previewSlices(zone: LandingZone, graph: StackGraph, lock: FactValues): readonly StackSlice[] {
  const known = knownFacts(zone, lock);
  return graph.nodes.map(({ stack }) => sliceOf(zone, stack, new FactReader(known)));
}
