import { rmSync } from 'node:fs';
import { parse, stringify } from 'yaml';
import { z } from 'zod';
import type { Inventory } from '../../../../landfall/adoption/inventory';
import type { DescribedNames, DescribedPart } from '../../../../landfall/adoption/describe/part';
import { placesAbove, placesOf } from '../../../../landfall/adoption/describe/places';
import { readZone } from '../../../../landfall/model/read-zone';
import { managementKey, type LandingZone } from '../../../../landfall/model/zone';
import { writeOrganization } from '../../config/sample';

const made: string[] = [];
afterAll(() => made.forEach((directory) => rmSync(directory, { recursive: true, force: true })));

/** Names for what a test found: units by their ids, accounts too. */
export function namesOf(inventory: Inventory): DescribedNames {
  const places = placesOf(inventory);
  const rootIds = new Set(inventory.roots.map(({ id }) => id));
  const pathOf = (id: string): string =>
    placesAbove(places, id)
      .filter((place) => !rootIds.has(place.id))
      .map((place) => place.id)
      .reverse()
      .join('/');
  const { managementAccountId } = inventory.organization;
  return {
    units: new Map([
      ...[...rootIds].map((id) => [id, 'root'] as const),
      ...inventory.units.map(({ id }) => [id, pathOf(id)] as const),
    ]),
    accounts: new Map(
      inventory.accounts
        .filter(({ state }) => state === 'ACTIVE')
        .map(({ id }) => [id, id === managementAccountId ? managementKey : `account-${id}`] as const),
    ),
    teams: new Map(),
  };
}

/** What a YAML file of a description holds, as it is read again; keys without a value are none. */
export function valueOf({ files }: DescribedPart, path: string): Readonly<Record<string, unknown>> {
  const file = files.find((each) => each.path === path);
  if (file === undefined || 'text' in file) throw new Error(`there is no YAML file ${path}`);
  return z.record(z.string(), z.unknown()).parse(parse(stringify(file.value)));
}

/** The model of an organization whose units and accounts are those of an inventory, and that has the files of a part. */
export function zoneWith(inventory: Inventory, ...parts: readonly DescribedPart[]): LandingZone {
  const names = namesOf(inventory);
  const accounts = inventory.accounts.flatMap(({ id, name, parentId }) => {
    const key = names.accounts.get(id);
    if (key === undefined || key === managementKey) return [];
    const unit = names.units.get(parentId) ?? 'root';
    return [[key, { name, unit, purpose: '', manage: 'read', id, connectivity: 'none', blueprint: 'none' }] as const];
  });
  const below = (parent: string): object =>
    Object.fromEntries(
      inventory.units
        .filter(({ parentId }) => parentId === parent)
        .map(({ id, name }) => [id, { name, manage: 'read', id, units: below(id) }]),
    );
  const files = parts.flatMap((part) => part.files);
  const directory = writeOrganization({
    'units.yaml': stringify({ units: below(inventory.roots[0]?.id ?? '') }),
    'accounts.yaml': stringify({ owners: {}, stages: {}, accounts: Object.fromEntries(accounts) }),
    'teams/fraud.yaml': null,
    'guardrails.yaml': 'policies: {}\ncontrols: {}\nunits: {}\n',
    'security.yaml': '{}\n',
    ...Object.fromEntries(files.map((file) => [file.path, 'text' in file ? file.text : stringify(file.value)])),
  });
  made.push(directory);
  const { diagnostics, model } = readZone(directory);
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  if (model === undefined || errors.length > 0) throw new Error(errors.map(({ message }) => message).join('\n'));
  return model.zone;
}
