import { idPart } from '../construct-id';
import { fact, type FactReader } from '../facts';
import type { StackNode } from '../stack';
import { managementKey, type Group, type LandingZone, type PermissionSet } from '../zone';

export interface CustomerManagedPolicy {
  readonly name: string;
  /** Begins and ends with a slash. */
  readonly path: string;
}

/** A permission set that the stack writes. */
export interface PermissionSetContent {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  /** ISO 8601, such as `PT8H`. */
  readonly sessionDuration: string;
  readonly managedPolicyArns: readonly string[];
  readonly customerManagedPolicies: readonly CustomerManagedPolicy[];
  /** Minified JSON. */
  readonly inlinePolicy: string | undefined;
  readonly boundaryArn: string | undefined;
  readonly boundaryPolicy?: CustomerManagedPolicy;
  readonly relayState?: string;
}

/** A group that the stack writes; who is in it is nobody's business here. */
export interface GroupContent {
  readonly id: string;
  readonly displayName: string;
  readonly description: string;
}

export interface IdentityCenterContent {
  readonly kind: 'identity-center';
  readonly instanceArn: string;
  readonly identityStoreId: string;
  readonly permissionSets: readonly PermissionSetContent[];
  readonly groups: readonly GroupContent[];
}

/** Permission sets, and the groups of the platform's own teams. */
export function identityCenterNode(zone: LandingZone): StackNode {
  const sets = zone.access.permissionSets.filter(({ manage }) => manage === 'own');
  const groups = ownedGroups(zone, undefined);
  return {
    id: 'identity-center',
    kind: 'identity-center',
    wave: '5',
    account: managementKey,
    after: [],
    assigns: [
      ...sets.map(({ name }) => fact.permissionSetArn(name)),
      ...groups.map(({ displayName }) => fact.groupId(displayName)),
    ],
    reveals: [],
    createsIn: [],
    content: (facts) => identityCenterContent(sets, groups, facts),
  };
}

function identityCenterContent(
  sets: readonly PermissionSet[],
  groups: readonly Group[],
  facts: FactReader,
): IdentityCenterContent {
  return {
    kind: 'identity-center',
    instanceArn: facts.get(fact.instanceArn),
    identityStoreId: facts.get(fact.identityStoreId),
    permissionSets: sets.map(permissionSetContent),
    groups: groups.map(groupContent),
  };
}

/** Groups that Landfall writes: of a team, or of the platform. With an external identity source there are none. */
export function ownedGroups({ access }: Pick<LandingZone, 'access'>, team: string | undefined): readonly Group[] {
  return access.groups.filter((group) => group.team === team && group.manage === 'own');
}

export function groupContent({ key, displayName, description }: Group): GroupContent {
  return { id: `group-${idPart(key)}`, displayName, description };
}

export function permissionSetContent(set: PermissionSet): PermissionSetContent {
  return {
    id: `permission-set-${idPart(set.name)}`,
    name: set.name,
    description: set.description,
    sessionDuration: set.sessionDuration,
    managedPolicyArns: set.managedPolicyArns,
    customerManagedPolicies: set.customerManagedPolicies.map(customerManagedPolicy),
    inlinePolicy: set.inlinePolicy,
    boundaryArn: set.boundaryArn,
    ...(set.boundaryPolicy === undefined ? {} : { boundaryPolicy: customerManagedPolicy(set.boundaryPolicy) }),
    ...(set.relayState === undefined ? {} : { relayState: set.relayState }),
  };
}

/** `teams/boundary` is the policy `boundary` with the path `/teams/`. */
function customerManagedPolicy(written: string): CustomerManagedPolicy {
  const parts = written.split('/').filter((part) => part !== '');
  const name = parts.at(-1) ?? written;
  const folders = parts.slice(0, -1);
  return { name, path: folders.length === 0 ? '/' : `/${folders.join('/')}/` };
}
