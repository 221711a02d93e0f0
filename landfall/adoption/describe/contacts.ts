import { organizationFile } from '../../config/schemas/organization';
import { isKnown, type FoundAccount, type Inventory } from '../inventory';
import type { Remark, YamlValue } from './part';
import { activeAccounts } from './places';

const types = ['billing', 'operations', 'security'] as const;
const contacts = organizationFile.shape.contacts.unwrap();

/**
 * Alternate contacts of the organization: those that most accounts have and none has otherwise. Anything else is a
 * choice of single accounts, which is left where it is.
 */
export function describeContacts(inventory: Inventory): {
  readonly value: YamlValue | undefined;
  readonly remarks: readonly Remark[];
} {
  if (!isKnown(inventory, 'alternate-contacts')) return { value: undefined, remarks: [] };
  const accounts = activeAccounts(inventory);
  const found = types.map((type) => ({ type, contacts: contactsOf(accounts, type) }));
  const common = found.flatMap(({ contacts, type }) => {
    const contact = contacts.length * 2 > accounts.length ? sameContact(contacts) : undefined;
    return contact === undefined ? [] : [[type, contact] as const];
  });
  const several = found.filter(({ contacts }) => new Set(contacts.map(lineOf)).size > 1).map(({ type }) => type);
  const text = `accounts have different contacts for ${several.join(', ')}: those of this file are set on new accounts only, unless \`adoption\` says otherwise`;
  return {
    value: common.length === 0 ? undefined : Object.fromEntries(common),
    remarks: several.length === 0 ? [] : [{ chapter: 'not-understood', subject: 'alternate contacts', text }],
  };
}

type Contact = NonNullable<FoundAccount['alternateContacts']['billing']>;

function contactsOf(accounts: readonly FoundAccount[], type: (typeof types)[number]): readonly Contact[] {
  return accounts.flatMap(({ alternateContacts }) => alternateContacts[type] ?? []);
}

/** What all have, if it is as the configuration wants contacts. */
function sameContact(found: readonly Contact[]): YamlValue | undefined {
  const [first] = found;
  if (first === undefined || found.some((each) => lineOf(each) !== lineOf(first))) return undefined;
  const { email, name, phone, title } = first;
  const contact = { name, title, email, phone };
  return contacts.safeParse({ security: contact }).success ? contact : undefined;
}

function lineOf({ email, name, phone, title }: Contact): string {
  return JSON.stringify([name, title, email, phone]);
}
