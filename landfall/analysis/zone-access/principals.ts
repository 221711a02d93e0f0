import type { FactReader } from '../../model/facts';
import { homeRoles, networkAttachRole, roleArn } from '../../model/names';
import type { LandingZone, PermissionSet } from '../../model/zone';
import { managedPolicies } from '../data/managed-policies';
import type { NamedDocument, Principal } from '../evaluator/types';
import { placeOfId, type Place } from './places';
import { homeRole, rolesOfAccounts, type OwnPolicies } from './roles';
import type { AccessFinding, AccessOptions } from './types';

/** Who asks, with its own policies. */
export interface Asker {
  readonly principal: Principal;
  /** Where the principal lives; other than the place asked about only for an ARN of another account. */
  readonly home: Place;
  readonly identity: readonly NamedDocument[];
  readonly boundary: NamedDocument | undefined;
  readonly findings: readonly AccessFinding[];
  readonly notes: readonly string[];
}

export type Askers = (as: string, place: Place) => Asker | undefined;

const administrator = 'arn:aws:iam::aws:policy/AdministratorAccess';
const administratorDocument: NamedDocument = {
  name: 'AdministratorAccess',
  text: '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}',
};

/** Roles that others make with every permission: Control Tower, stack sets, and people for emergencies. */
const powerful: readonly string[] = [
  'AWSControlTowerExecution',
  'landfall-break-glass',
  'OrganizationAccountAccessRole',
];
const special: readonly string[] = ['administrator', 'root', 'service-linked', 'anonymous'];

/** Roles with these beginnings are made by stack sets, products, blueprints and Identity Center. */
const madeByOthers = /^(stacksets-exec-|LandfallLaunch|sagemaker-|aws-reserved\/)/;

/** @returns undefined for a name that nobody knows */
export function askers(zone: LandingZone, facts: FactReader, options: AccessOptions): Askers {
  const sets = new Map(zone.access.permissionSets.map((set) => [set.name, permissionSetDocuments(set, options)]));
  const rolesOf = rolesOfAccounts(zone, facts);
  const known = new Map<string, Asker | undefined>();
  const find = (as: string, place: Place): Asker | undefined => {
    const { id } = place;
    const nobody = { home: place, identity: [], boundary: undefined, findings: [], notes: [] };
    const role = (name: string): Principal => ({ kind: 'role', arn: roleArn(id, name), account: id });
    if (as === 'root') return { ...nobody, principal: { kind: 'root', arn: `arn:aws:iam::${id}:root`, account: id } };
    if (as === 'anonymous') return { ...nobody, principal: { kind: 'anonymous', arn: '*', account: '' } };
    if (as.endsWith('.amazonaws.com')) return { ...nobody, principal: { kind: 'service', arn: as, account: '' } };
    if (as === 'service-linked') {
      const principal = {
        ...role('aws-service-role/aws.internal/AWSServiceRole'),
        kind: 'service-linked-role' as const,
      };
      return { ...nobody, principal, identity: [administratorDocument] };
    }
    if (as === 'administrator') return { ...nobody, principal: role(as), identity: [administratorDocument] };
    const set = sets.get(as);
    if (set !== undefined) return { ...nobody, ...set, principal: role(reservedRole(zone, as)) };
    const [, account, path] = /^arn:aws[a-z-]*:iam::(\d{12}|\*):role\/(.+)$/.exec(as) ?? [];
    if (account !== undefined && path !== undefined && account !== '*' && account !== id) {
      return find(`arn:aws:iam::*:role/${path}`, placeOfId(zone, facts, account));
    }
    const written = path ?? as;
    const name = written.slice(written.lastIndexOf('/') + 1);
    const own = homeRole(zone, facts, name, id) ?? roleOfPlace(zone, facts, rolesOf, name, place);
    if (own !== undefined) {
      const { documents, missing } = documentsOf(name, own.managedPolicyArns);
      const principal = role(`${own.path.slice(1)}${name}`);
      return { ...nobody, principal, identity: [...documents, ...own.inline], findings: missing };
    }
    if (path === undefined && !isKnownName(as)) return undefined;
    const certain = powerful.includes(name) || name.startsWith('stacksets-exec-');
    const notes = certain
      ? []
      : [`The policies of the role ${written} aren't in the model: it is taken to have every permission`];
    return { ...nobody, principal: role(written), identity: [administratorDocument], notes };
  };
  return (as, place) => {
    const key = JSON.stringify([as, place.id, place.unit?.id]);
    if (!known.has(key)) known.set(key, find(as, place));
    return known.get(key);
  };
}

/** Names that a question may use, as far as they can be listed. */
export function askerNames(zone: LandingZone): readonly string[] {
  return [
    ...zone.access.permissionSets.map(({ name }) => name),
    ...Object.values(homeRoles),
    networkAttachRole,
    ...powerful,
    ...special,
  ];
}

/** One `x` too many makes a name that is none of ours but looks like one: policies must not take it for ours. */
function isKnownName(name: string): boolean {
  const ours = [...Object.values(homeRoles), networkAttachRole, ...powerful];
  return ours.includes(name.replace(/x$/, '')) || madeByOthers.test(name.replace(/^x/, ''));
}

/** The role of Identity Center behind a permission set; in us-east-1 it has no Region in its path. */
function reservedRole({ regions }: LandingZone, set: string): string {
  const region = regions.home === 'us-east-1' ? '' : `${regions.home}/`;
  return `aws-reserved/sso.amazonaws.com/${region}AWSReservedSSO_${set}_0123456789abcdef`;
}

/** In a unit, what an account there has stands for what any account there would have. */
function roleOfPlace(
  zone: LandingZone,
  facts: FactReader,
  rolesOf: ReturnType<typeof rolesOfAccounts>,
  name: string,
  { account, id, unit }: Place,
): OwnPolicies | undefined {
  if (account !== undefined) return rolesOf(account).get(name);
  for (const other of zone.accounts.filter((each) => each.unit === unit?.id)) {
    const role = rolesOf(other).get(name);
    if (role === undefined) continue;
    const otherId = facts.get(`account/${other.key}/id`);
    return { ...role, inline: role.inline.map((each) => ({ ...each, text: each.text.replaceAll(otherId, id) })) };
  }
  return undefined;
}

function permissionSetDocuments(
  set: PermissionSet,
  { customerManaged = new Map<string, string>() }: AccessOptions,
): Pick<Asker, 'identity' | 'boundary' | 'findings'> {
  const { documents, missing } = documentsOf(set.name, set.managedPolicyArns);
  const custom = set.customerManagedPolicies.map((written) => {
    const name = written.slice(written.lastIndexOf('/') + 1);
    return { name, text: customerManaged.get(written) ?? customerManaged.get(name) };
  });
  const inline = set.inlinePolicy === undefined ? [] : [{ name: `${set.name}: inline policy`, text: set.inlinePolicy }];
  const boundary = set.boundaryArn === undefined ? undefined : documentsOf(set.name, [set.boundaryArn]);
  const holdsNothing = set.managedPolicyArns.length + custom.length + inline.length === 0;
  return {
    identity: [
      ...documents,
      ...custom.flatMap(({ name, text }) => (text === undefined ? [] : [{ name, text }])),
      ...inline,
    ],
    boundary: boundary?.documents[0],
    findings: [
      ...missing,
      ...(boundary?.missing ?? []),
      ...custom.flatMap(({ name, text }) =>
        text === undefined ? [{ kind: 'unknown-customer-policy' as const, permissionSet: set.name, name }] : [],
      ),
      ...(set.manage === 'read' && holdsNothing
        ? [{ kind: 'unread-permission-set' as const, permissionSet: set.name }]
        : []),
    ],
  };
}

function documentsOf(
  permissionSet: string,
  arns: readonly string[],
): { readonly documents: readonly NamedDocument[]; readonly missing: readonly AccessFinding[] } {
  const known = managedPolicies();
  const found = arns.map((arn) => (arn === administrator ? administratorDocument : known.get(arn)));
  return {
    documents: found.flatMap((document) => document ?? []),
    missing: arns
      .filter((_, index) => found[index] === undefined)
      .map((arn) => ({ kind: 'unknown-managed-policy', permissionSet, arn })),
  };
}
