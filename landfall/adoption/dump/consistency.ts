import { isKnown, type Inventory, type InventoryPart } from '../inventory';

type Path = readonly (string | number)[];

/** What can't be true of an organization, with where the document says it. */
export interface Problem {
  readonly code: 'LF6013' | 'LF6014' | 'LF6015';
  readonly message: string;
  readonly help?: string;
  readonly path: Path;
  readonly related?: readonly { readonly message: string; readonly path: Path }[];
}

/** Everything that AWS can't have said. A reference to something in a part that was not read whole is no problem. */
export function inconsistencies(inventory: Inventory): readonly Problem[] {
  const repeated = repetitions(inventory);
  return [...repeated, ...(repeated.length > 0 ? [] : circles(inventory)), ...strays(inventory)];
}

const again = 'Make the dump again instead of editing it.';

function repetitions(inventory: Inventory): readonly Problem[] {
  const { accounts, identityCenter, policies, roots, units } = inventory;
  const lists: readonly (readonly [Path, readonly string[]])[] = [
    [['roots'], roots.map(({ id }) => id)],
    [['units'], units.map(({ id }) => id)],
    [['accounts'], accounts.map(({ id }) => id)],
    [['policies'], policies.map(({ id }) => id)],
    [['identityCenter', 'groups'], (identityCenter?.groups ?? []).map(({ id }) => id)],
  ];
  return lists.flatMap(([list, ids]) => {
    const first = new Map<string, number>();
    return ids.flatMap((id, index): readonly Problem[] => {
      const before = first.get(id);
      if (before === undefined) {
        first.set(id, index);
        return [];
      }
      return [
        {
          code: 'LF6015',
          message: `${list.join('.')} holds ${id} twice`,
          help: again,
          path: [...list, index, 'id'],
          related: [{ message: 'the first time here', path: [...list, before, 'id'] }],
        },
      ];
    });
  });
}

/** Each circle once, told at the unit of it that comes first in the file. */
function circles({ units }: Inventory): readonly Problem[] {
  const index = new Map(units.map(({ id }, position) => [id, position]));
  const done = new Set<string>();
  return units.flatMap((start): readonly Problem[] => {
    const way: string[] = [];
    for (let at: string | undefined = start.id; at !== undefined && !done.has(at);) {
      const turn = way.indexOf(at);
      if (turn !== -1) {
        way.forEach((id) => done.add(id));
        return [circle(way.slice(turn), index, units)];
      }
      way.push(at);
      const position = index.get(at);
      at = position === undefined ? undefined : units[position]?.parentId;
    }
    way.forEach((id) => done.add(id));
    return [];
  });
}

function circle(ids: readonly string[], index: ReadonlyMap<string, number>, units: Inventory['units']): Problem {
  const [first = 0, ...others] = ids.map((id) => index.get(id) ?? 0).sort((a, b) => a - b);
  const name = (position: number): string => {
    const { id = '', name: title = '' } = units[position] ?? {};
    return `${JSON.stringify(title)} (${id})`;
  };
  return {
    code: 'LF6014',
    message: `the unit ${name(first)} lies below itself`,
    help: `Every unit hangs below a root. ${again}`,
    path: ['units', first, 'parentId'],
    related: others.map((position) => ({
      message: `by way of ${name(position)}`,
      path: ['units', position, 'parentId'],
    })),
  };
}

interface Reference {
  readonly id: string;
  readonly path: Path;
  /** Such as `the unit "A" (ou-1) lies below`. */
  readonly says: string;
}

interface Child {
  readonly id: string;
  readonly name: string;
  readonly parentId: string;
}

/** Whatever is named and not there although the part where it would be is complete. */
function strays(inventory: Inventory): readonly Problem[] {
  const { accounts, identityCenter, policies, roots, units } = inventory;
  const places = new Set([...roots, ...units].map(({ id }) => id));
  const targets = new Set([...places, ...accounts.map(({ id }) => id)]);
  const sets = new Set((identityCenter?.permissionSets ?? []).map(({ arn }) => arn));
  const parents = (list: 'units' | 'accounts', items: readonly Child[]): readonly Reference[] =>
    items.map(({ id, name, parentId }, index) => ({
      id: parentId,
      path: [list, index, 'parentId'],
      says: `the ${list.slice(0, -1)} ${JSON.stringify(name)} (${id}) lies below`,
    }));
  const attached = policies.flatMap((policy, index) =>
    policy.targets.map((id, position) => ({
      id,
      path: ['policies', index, 'targets', position],
      says: `the policy ${JSON.stringify(policy.name)} (${policy.id}) is attached to`,
    })),
  );
  const granted = (identityCenter?.assignments ?? []).map(({ accountId, permissionSetArn, principalId }, index) => ({
    id: permissionSetArn,
    path: ['identityCenter', 'assignments', index, 'permissionSetArn'],
    says: `the assignment of ${principalId} on ${accountId} grants`,
  }));
  const whole = (...parts: readonly InventoryPart[]): boolean => parts.every((part) => isKnown(inventory, part));
  const missing = (known: ReadonlySet<string>, references: readonly Reference[]): readonly Problem[] =>
    references
      .filter(({ id }) => !known.has(id))
      .map(({ id, path, says }) => ({
        code: 'LF6013',
        message: `${says} ${id}, which is not in the dump`,
        help: again,
        path,
      }));
  return [
    ...(whole('units') ? missing(places, [...parents('units', units), ...parents('accounts', accounts)]) : []),
    ...(whole('units', 'accounts') ? missing(targets, attached) : []),
    ...(whole('permission-sets') ? missing(sets, granted) : []),
  ];
}
