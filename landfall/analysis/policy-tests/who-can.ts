import { homeRoles, networkAttachRole } from '../../model/names';
import { accountWithDuty, type Account, type LandingZone } from '../../model/zone';
import type { AccessFinding, AccessRequest } from '../zone-access/types';
import { ask, type Asked, type Prepare } from './asking';
import { accountsOf } from './places';

/** Somebody who may do it in an account. */
export interface Able {
  /** Key of the account. */
  readonly account: string;
  /** A permission set or a role. */
  readonly who: string;
  readonly kind: 'permission-set' | 'role';
  /** Display names of the groups that have the permission set there; none for a role. */
  readonly groups: readonly string[];
  readonly asked: Asked;
}

export interface WhoCan {
  /** By account in the order of the model, permission sets before roles. */
  readonly able: readonly Able[];
  /** How many were asked about. */
  readonly asked: number;
  /** Of whom nothing can be said, and why. */
  readonly unanswerable: readonly { readonly who: string; readonly findings: readonly AccessFinding[] }[];
}

/** What is asked of everybody. */
export type Wanted = Pick<AccessRequest, 'action' | 'resource' | 'resourceIn' | 'context'>;

/**
 * Who of the model may do something in an account, all accounts of a unit and below, or `all accounts`: permission sets
 * that somebody has there, and the roles that Landfall and Control Tower work with.
 */
export function whoCan(zone: LandingZone, prepare: Prepare, wanted: Wanted, place: string): WhoCan {
  const able: Able[] = [];
  const unanswerable = new Map<string, readonly AccessFinding[]>();
  let asked = 0;
  for (const account of accountsOf(zone, place)) {
    for (const { groups, kind, who } of [...setsIn(zone, account), ...rolesIn(zone, account)]) {
      asked++;
      const answer = ask(prepare, { ...wanted, as: who, in: account.key });
      if (answer.kind === 'unanswerable') unanswerable.set(who, answer.findings);
      else if (answer.decision.allowed) able.push({ account: account.key, who, kind, groups, asked: answer });
    }
  }
  return { able, asked, unanswerable: [...unanswerable].map(([who, findings]) => ({ who, findings })) };
}

type Somebody = Pick<Able, 'who' | 'kind' | 'groups'>;

function setsIn(zone: LandingZone, { key }: Account): readonly Somebody[] {
  const assigned = zone.access.assignments.filter(({ account }) => account === key);
  const names = [...new Set(assigned.map(({ permissionSet }) => permissionSet))].sort();
  return names.map((who) => {
    const groups = assigned.filter(({ permissionSet }) => permissionSet === who).map(({ group }) => group);
    return { who, kind: 'permission-set', groups: [...new Set(groups)].sort() };
  });
}

/** Roles that act in an account whoever owns it; those of the deployment and the network account only there. */
function rolesIn(zone: LandingZone, { key }: Account): readonly Somebody[] {
  const names = [
    homeRoles.plan,
    homeRoles.apply,
    ...(zone.deployment.account === key ? [homeRoles.deploy] : []),
    ...(accountWithDuty(zone, 'network')?.key === key ? [networkAttachRole] : []),
    'AWSControlTowerExecution',
    'landfall-break-glass',
  ];
  return names.map((who) => ({ who, kind: 'role', groups: [] }));
}
