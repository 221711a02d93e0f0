import { fact } from '../../model/facts';
import { permissionSetContent } from '../../model/slices/identity-center';
import type { Group, PermissionSet } from '../../model/zone';
import { isKnown, type FoundPermissionSet } from '../inventory';
import type { Comparison } from './comparison';
import { notCompared, notDeployed, putRight, some, teller, unless, type Difference } from './difference';
import { isMadeBeside } from './made-beside';
import { sameDocument } from './same-document';

const stack = 'identity-center';
const setsAt = { file: 'access.yaml', path: ['permissionSets'] };

/** Permission sets: what they grant, for how long, and within which boundary. */
export function permissionSetDifferences(c: Comparison): readonly Difference[] {
  const kind = 'permission sets';
  const { inventory, zone } = c;
  if (!isKnown(inventory, 'permission-sets')) {
    return [notCompared(kind, 'permission sets', 'not all of them could be read', setsAt)];
  }
  const found = new Map(inventory.identityCenter?.permissionSets.map((set) => [set.arn, set]));
  const described = new Set(zone.access.permissionSets.map(({ name }) => c.ids.get(fact.permissionSetArn(name))));
  return [
    ...zone.access.permissionSets.flatMap((set) => comparedSet(c, set, found)),
    ...[...found.values()]
      .filter(({ arn, name }) => !described.has(arn) && !isMadeBeside('permission set', name))
      .map(({ arn, name }) =>
        teller(kind)({
          ...{
            code: 'LF6151',
            subject: `permission set ${name}`,
            found: 'is there',
            described: 'not at all',
            at: setsAt,
          },
          help: `Describe it with manage: read and arn: ${arn}, or delete it.`,
        }),
      ),
  ];
}

function comparedSet(
  c: Comparison,
  set: PermissionSet,
  all: ReadonlyMap<string, FoundPermissionSet>,
): readonly Difference[] {
  const kind = 'permission sets';
  const say = teller(kind);
  const { manage, name, source: at } = set;
  const key = fact.permissionSetArn(name);
  const found = all.get(c.ids.get(key) ?? '');
  const told = { subject: `permission set ${name}`, help: putRight(manage, stack), at };
  if (found === undefined) {
    if (manage === 'own' && !c.known.has(key)) return [notDeployed(kind, name, at)];
    return [say({ ...told, code: 'LF6150', found: 'is not there', described: 'there' })];
  }
  return partsOf(set, found)
    .filter(({ isSame }) => !isSame)
    .map(({ described, found: there }) => say({ ...told, code: 'LF6152', found: there, described }));
}

/** Source: IAM Identity Center API reference, CreatePermissionSet, 2026-11: without a duration it is one hour. */
function secondsOf(duration = 'PT1H'): number {
  const [, hours = '0', minutes = '0', seconds = '0'] = /^PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?$/.exec(duration) ?? [];
  return (Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds);
}

interface Part {
  readonly isSame: boolean;
  readonly found: string;
  readonly described: string;
}

function partsOf(set: PermissionSet, found: FoundPermissionSet): readonly Part[] {
  const wanted = permissionSetContent(set);
  const customer = (all: FoundPermissionSet['customerManagedPolicies']): readonly string[] =>
    all.map(({ name, path }) => `${path}${name}`);
  return [
    listPart('AWS managed policies', found.managedPolicies, wanted.managedPolicyArns),
    listPart(
      'customer managed policies',
      customer(found.customerManagedPolicies),
      customer(wanted.customerManagedPolicies),
    ),
    {
      isSame:
        found.inlinePolicy === undefined || wanted.inlinePolicy === undefined
          ? found.inlinePolicy === wanted.inlinePolicy
          : sameDocument(found.inlinePolicy, wanted.inlinePolicy, true),
      found: found.inlinePolicy === undefined ? 'has no inline policy' : 'has another inline policy',
      described: wanted.inlinePolicy === undefined ? 'none' : 'the one of its file',
    },
    textPart('the boundary', foundBoundary(found), wanted.boundaryArn ?? customer(optional(wanted.boundaryPolicy))[0]),
    {
      isSame: secondsOf(found.sessionDuration) === secondsOf(wanted.sessionDuration),
      found: `lasts ${found.sessionDuration ?? 'PT1H'}`,
      described: wanted.sessionDuration,
    },
    // Nobody has to write down what is only read by whom people arrive there.
    ...(set.arn === undefined || set.relayState !== undefined
      ? [textPart('the relay state', found.relayState, wanted.relayState)]
      : []),
    textPart('the description', found.description, wanted.description),
    textPart('the name', found.name, set.name),
  ];
}

function optional<Item>(item: Item | undefined): readonly Item[] {
  return item === undefined ? [] : [item];
}

/** ARN of a policy of AWS, or path and name of one that is in each account. */
function foundBoundary({ boundary }: FoundPermissionSet): string | undefined {
  if (boundary === undefined) return undefined;
  if ('managedPolicyArn' in boundary) return boundary.managedPolicyArn;
  return `${boundary.customerManagedPolicy.path}${boundary.customerManagedPolicy.name}`;
}

/** A missing text is an empty one. */
function textPart(what: string, found = '', wanted = ''): Part {
  const words = (text: string): string => (text === '' ? '(none)' : text);
  return { isSame: found === wanted, found: `has ${what} ${words(found)}`, described: words(wanted) };
}

function listPart(what: string, found: readonly string[], wanted: readonly string[]): Part {
  const words = (all: readonly string[]): string => (all.length === 0 ? '(none)' : some(all));
  const isSame = JSON.stringify([...new Set(found)].sort()) === JSON.stringify([...new Set(wanted)].sort());
  return { isSame, found: `has the ${what} ${words(found)}`, described: words(wanted) };
}

/** Groups that the configuration names. Others are nobody's business as long as they are assigned nothing. */
export function groupDifferences(c: Comparison): readonly Difference[] {
  const kind = 'groups';
  const at = { file: 'access.yaml', path: ['platformGroups'] };
  // Whether there is an instance at all is read with the permission sets.
  if (!isKnown(c.inventory, 'groups') || !isKnown(c.inventory, 'permission-sets')) {
    return [notCompared(kind, 'groups', 'not all of them could be read', at)];
  }
  const found = new Map(c.inventory.identityCenter?.groups.map((group) => [group.id, group]));
  return c.zone.access.groups.flatMap((group) => {
    const there = found.get(c.ids.get(fact.groupId(group.displayName)) ?? '');
    const { description, displayName, manage, source } = group;
    const told = { subject: `group ${displayName}`, help: groupHelp(group), at: source };
    const say = teller(kind);
    if (there === undefined) {
      if (manage === 'own' && !c.known.has(fact.groupId(displayName))) return [notDeployed(kind, displayName, source)];
      return [say({ ...told, code: 'LF6153', found: 'is not there', described: 'there' })];
    }
    return [
      ...unless(there.displayName === displayName, () =>
        say({ ...told, code: 'LF6153', found: `is called ${there.displayName}`, described: displayName }),
      ),
      ...unless(manage === 'read' || (there.description ?? '') === description, () =>
        say({
          ...{ ...told, code: 'LF6153', severity: 'warning', described: `"${description}"` },
          found: `is described as "${there.description ?? ''}"`,
        }),
      ),
    ];
  });
}

function groupHelp({ manage, team }: Group): string {
  if (manage === 'read') return 'Make it where it comes from, or take it out of the configuration.';
  return putRight(manage, team === undefined ? stack : `access-${team}`);
}
