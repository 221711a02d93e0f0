import type { Principal } from './types';

/** How a policy of a resource names who asks: `evaluate` says which of the principal's own policies then still count. */
export type Naming = 'session' | 'identity' | 'account' | 'everyone';

/** What stands in `Principal` or `NotPrincipal`. */
export type PrincipalList = '*' | Readonly<Record<string, readonly string[]>>;

/** All ways in which a list names a principal; none where it doesn't. */
export function namings(list: PrincipalList, principal: Principal): readonly Naming[] {
  if (list === '*') return ['everyone'];
  const aws = list['AWS'] ?? [];
  const found: Naming[] = aws.includes('*') ? ['everyone'] : [];
  if (principal.kind === 'service') {
    return [...found, ...named(list['Service'] ?? [], [principal.arn], 'identity')];
  }
  if (principal.kind === 'anonymous') return found;
  const { identity, session } = ownArns(principal);
  return [
    ...found,
    ...named(aws, session, 'session'),
    ...named(aws, identity, 'identity'),
    ...named(aws, [principal.account, rootArn(principal)], principal.kind === 'root' ? 'identity' : 'account'),
  ];
}

/**
 * Whether `NotPrincipal` leaves this principal out. Each of the ways in which it can be named must be listed: its
 * account, its user or role, and the session; otherwise the statement reaches it through the one that isn't.
 * Source: IAM user guide, "AWS JSON policy elements: NotPrincipal", 2026-11.
 */
export function isLeftOut(list: PrincipalList, principal: Principal): boolean {
  const found = namings(list, principal);
  if (found.includes('everyone')) return true;
  if (principal.kind === 'service' || principal.kind === 'root') return found.includes('identity');
  if (principal.kind === 'anonymous') return false;
  const { identity, session } = ownArns(principal);
  return (
    found.includes('account') &&
    (identity.length === 0 || found.includes('identity')) &&
    (session.length === 0 || found.includes('session'))
  );
}

/** `arn:aws:sts::<account>:assumed-role/<role without its path>/<session>`. */
export function sessionArn({ account, arn, session = 'session' }: Principal): string {
  const partition = arn.split(':')[1] ?? 'aws';
  return `arn:${partition}:sts::${account}:assumed-role/${arn.slice(arn.lastIndexOf('/') + 1)}/${session}`;
}

function ownArns(principal: Principal): { readonly identity: readonly string[]; readonly session: readonly string[] } {
  switch (principal.kind) {
    case 'role':
    case 'service-linked-role':
      return { identity: [principal.arn], session: [sessionArn(principal)] };
    case 'user':
      return { identity: [principal.arn], session: [] };
    case 'federated-user':
      return { identity: [], session: [principal.arn] };
    case 'root':
    case 'service':
    case 'anonymous':
      return { identity: [], session: [] };
  }
}

function rootArn({ account, arn }: Principal): string {
  return `arn:${arn.split(':')[1] ?? 'aws'}:iam::${account}:root`;
}

function named(list: readonly string[], names: readonly string[], naming: Naming): readonly Naming[] {
  return names.some((name) => list.includes(name)) ? [naming] : [];
}
