import type { SourceRef } from '../../config/configuration';
import { fact, FactReader } from '../../model/facts';
import { ownsTags } from '../../model/imports/tags';
import { sliceOf } from '../../model/plan';
import type { Manage } from '../../model/zone';
import { isKnown } from '../inventory';
import type { Comparison } from './comparison';
import { below, notCompared, putRight, some, teller, unless, type Difference } from './difference';
import { isMadeBeside } from './made-beside';

type Tags = Readonly<Record<string, string>>;

interface Tagged {
  readonly what: string;
  readonly manage: Manage;
  /** Whether it was there before Landfall: then its tags stay as they are until `adoption.tags` says otherwise. */
  readonly isImported: boolean;
  readonly stack: string | undefined;
  /** Beside those that everything of the stack has. */
  readonly tags: Tags;
  readonly found: Tags | undefined;
  readonly at: SourceRef;
}

/** Tags of units, accounts and permission sets that Landfall writes. */
export function tagDifferences(c: Comparison): readonly Difference[] {
  const owned = tagged(c).filter(
    ({ found, isImported, manage, stack }) =>
      manage === 'own' &&
      found !== undefined &&
      stack !== undefined &&
      c.isDeployed(stack) &&
      (!isImported || ownsTags(c.zone, stack)),
  );
  if (owned.length === 0) return [];
  if (!isKnown(c.inventory, 'tags')) {
    return [notCompared('tags', 'tags', 'not all tags could be read', { file: 'organization.yaml', path: ['tags'] })];
  }
  const defaults = new Map<string, Tags>();
  return owned.flatMap(({ at, found = {}, stack = '', tags, what }) => {
    const common = defaults.get(stack) ?? defaultTags(c, stack);
    defaults.set(stack, common);
    const wanted = { ...common, ...tags };
    const wrong = [...new Set([...Object.keys(wanted), ...Object.keys(found)])].filter(
      (key) => wanted[key] !== found[key] && !isMadeBeside('tag', key),
    );
    const words = (from: Tags): string => some(wrong.map((key) => `${key}=${from[key] ?? '(none)'}`));
    return unless(wrong.length === 0, () =>
      teller('tags')({
        ...{ code: 'LF6140', severity: 'warning', subject: `tags of ${what}`, at },
        found: words(found),
        described: words(wanted),
        help: putRight('own', stack),
      }),
    );
  });
}

/** A stack that imports something has none until `adoption.tags` says otherwise. */
function defaultTags({ ids, stacks, zone }: Comparison, stack: string): Tags {
  const node = stacks.get(stack);
  return node === undefined ? {} : sliceOf(zone, node, new FactReader(ids)).envelope.defaultTags;
}

function tagged({ ids, inventory, zone }: Comparison): readonly Tagged[] {
  const units = new Map(inventory.units.map(({ id, tags }) => [id, tags]));
  const accounts = new Map(inventory.accounts.map(({ id, tags }) => [id, tags]));
  const sets = new Map(inventory.identityCenter?.permissionSets.map(({ arn, tags }) => [arn, tags]));
  return [
    ...zone.units.map(({ awsId, id, label, manage, source: at }): Tagged => ({
      ...{ what: `unit ${label}`, manage, isImported: awsId !== undefined, stack: 'organization', tags: {}, at },
      found: id === 'root' ? undefined : units.get(ids.get(fact.unitId(id)) ?? ''),
    })),
    ...zone.accounts.map(({ awsId, key, manage, source: at, tags, vendedBy: stack }): Tagged => ({
      ...{ what: `account ${key}`, manage, isImported: awsId !== undefined, stack, tags, at },
      found: accounts.get(ids.get(fact.accountId(key)) ?? ''),
    })),
    ...zone.access.permissionSets.map(({ arn, manage, name, source: at }): Tagged => ({
      ...{ what: `permission set ${name}`, manage, isImported: arn !== undefined, tags: {}, at },
      stack: 'identity-center',
      found: sets.get(ids.get(fact.permissionSetArn(name)) ?? ''),
    })),
  ];
}

/** Whom AWS writes to about accounts, as far as stacks write that. */
export function contactDifferences(c: Comparison): readonly Difference[] {
  const { ids, inventory } = c;
  const at: SourceRef = { file: 'organization.yaml', path: ['contacts'] };
  const owned = [...c.stacks.values()].flatMap(({ content, id, kind }) => {
    if (kind !== 'vending' || !c.isDeployed(id)) return [];
    const made = content(new FactReader(ids));
    return made.kind === 'vending' ? made.accounts.map(({ contacts, key }) => ({ contacts, key, stack: id })) : [];
  });
  if (owned.every(({ contacts }) => contacts.length === 0)) return [];
  if (!isKnown(inventory, 'alternate-contacts')) {
    return [notCompared('contacts', 'alternate contacts', 'not all of them could be read', at)];
  }
  const found = new Map(inventory.accounts.map((account) => [account.id, account]));
  return owned.flatMap(({ contacts, key, stack }) => {
    const account = found.get(ids.get(fact.accountId(key)) ?? '');
    if (account?.state !== 'ACTIVE') return [];
    const there = {
      BILLING: account.alternateContacts.billing,
      OPERATIONS: account.alternateContacts.operations,
      SECURITY: account.alternateContacts.security,
    };
    return contacts.flatMap(({ type, ...wanted }) => {
      const contact = there[type];
      const words = (one: typeof wanted): string => `${one.name}, ${one.title}, ${one.email}, ${one.phone}`;
      return unless(contact !== undefined && words(contact) === words(wanted), () =>
        teller('contacts')({
          ...{ code: 'LF6141', severity: 'warning', subject: `${type.toLowerCase()} contact of account ${key}` },
          found: contact === undefined ? 'is not there' : `is ${words(contact)}`,
          described: words(wanted),
          help: putRight('own', stack),
          at: below(at, type.toLowerCase()),
        }),
      );
    });
  });
}
