import type { FoundIdentityCenter, Inventory } from '../inventory';
import { administratorsInProduction } from './administrators';
import { describeAssignments } from './assignments';
import { compareTexts } from './keys';
import type { DescribedNames, DescribedPart, Remark, YamlValue } from './part';
import { describePermissionSets } from './permission-sets';
import { someOf } from './places';

const path = 'access.yaml';

/** Identity Center as it is: everything only read. Who is in a group is nobody's business here. */
export function describeAccess(inventory: Inventory, names: DescribedNames): DescribedPart {
  const center = inventory.identityCenter;
  const nothing = { permissionSets: {}, platformGroups: {}, teamGroups: {}, assignments: [], teamAssignments: [] };
  if (center === undefined) return { files: [{ path, value: nothing }], facts: new Map(), remarks: [] };
  const sets = describePermissionSets(center.permissionSets);
  const groups = describeGroups(center);
  const { ofGroups, ofUsers, remarks } = describeAssignments(inventory, center, groups.names, names);
  const value: YamlValue = {
    identityCenter: {
      source: center.scim ? 'external' : undefined,
      instanceArn: center.instanceArn,
      identityStoreId: center.identityStoreId,
    },
    permissionSets: Object.fromEntries(sets.map((set) => [set.name, set.value])),
    platformGroups: groups.value,
    teamGroups: {},
    assignments: ofGroups,
    teamAssignments: [],
    userAssignments: ofUsers.length === 0 ? undefined : ofUsers,
  };
  return {
    files: [{ path, value }, ...sets.flatMap(({ file }) => (file === undefined ? [] : [file]))],
    facts: new Map(),
    remarks: [
      ...groups.remarks,
      ...remarks,
      ...provisionedOnly(inventory, center),
      ...elsewhere(inventory, center),
      ...administratorsInProduction(inventory, center),
    ],
  };
}

interface DescribedGroups {
  /** Names by id, only of those that are described. */
  readonly names: ReadonlyMap<string, string>;
  readonly value: YamlValue;
  readonly remarks: readonly Remark[];
}

/** An identity provider sends all its groups; those that nobody assigned anything are left to it. */
function describeGroups({ assignments, groups, scim }: FoundIdentityCenter): DescribedGroups {
  const assigned = new Set(assignments.map(({ principalId }) => principalId));
  const wanted = groups.filter(({ id }) => !scim || assigned.has(id));
  const first = new Map<string, (typeof groups)[number]>();
  const again: Remark[] = [];
  for (const group of [...wanted].sort((a, b) => compareTexts(a.displayName, b.displayName))) {
    const { displayName, id } = group;
    const other = first.get(displayName);
    if (other === undefined) first.set(displayName, group);
    else again.push({ ...notUnderstood, subject: `group ${displayName} (${id})`, text: `named like ${other.id}` });
  }
  const left = groups.length - wanted.length;
  const unassigned: Remark = {
    ...notUnderstood,
    subject: 'groups',
    text: `left to the identity provider, because nothing is assigned to them: ${left} of ${groups.length}`,
  };
  return {
    names: new Map([...first].map(([displayName, { id }]) => [id, displayName])),
    value: Object.fromEntries(
      [...first].map(([displayName, { description, id }]) => [
        displayName,
        scim ? { id } : { manage: 'read', id, description: description === '' ? undefined : description },
      ]),
    ),
    remarks: [...again, ...(left === 0 ? [] : [unassigned])],
  };
}

const notUnderstood = { chapter: 'not-understood' } as const;

/** Roles of a permission set stay in accounts where nobody is assigned any more. */
function provisionedOnly({ accounts }: Inventory, center: FoundIdentityCenter): readonly Remark[] {
  const assigned = new Set(center.assignments.map(({ accountId, permissionSetArn: set }) => `${set} ${accountId}`));
  const named = new Map(accounts.map(({ id, name }) => [id, `${name} (${id})`]));
  return center.permissionSets.flatMap(({ arn, name, provisionedAccounts }) => {
    const idle = provisionedAccounts.filter((account) => !assigned.has(`${arn} ${account}`));
    if (idle.length === 0) return [];
    const where = someOf(idle.map((account) => named.get(account) ?? account));
    return [
      {
        ...notUnderstood,
        subject: `permission set ${name}`,
        text: `provisioned in ${where}, assigned to nobody there`,
      },
    ];
  });
}

function elsewhere({ reading }: Inventory, { instanceArn, region }: FoundIdentityCenter): readonly Remark[] {
  if (region === reading.homeRegion) return [];
  const text = `lies in ${region}, not in the home Region ${reading.homeRegion}, from which Landfall speaks to it`;
  return [{ ...notUnderstood, subject: `Identity Center ${instanceArn}`, text }];
}
