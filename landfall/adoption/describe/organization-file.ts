import { managementKey } from '../../model/zone';
import type { Inventory } from '../inventory';
import { describeContacts } from './contacts';
import { deploymentAccount } from './duties';
import { domainOf, type EmailScheme } from './emails';
import { keyOf } from './keys';
import { describeControlTower, manifestOf } from './landing-zone';
import type { Choices, NamedOrganization } from './names';
import { ownPrefix } from './own-tags';
import type { DescribedPart, Remark } from './part';

interface Organization {
  readonly inventory: Inventory;
  readonly named: NamedOrganization;
  readonly emails: EmailScheme;
  /** Key of who answers for the management account. */
  readonly owner: string;
  readonly choices: Choices | undefined;
}

/** `organization.yaml`: the organization as a whole. */
export function describeOrganizationFile({
  choices,
  emails,
  inventory,
  named,
  owner,
}: Organization): Omit<DescribedPart, 'facts'> {
  const { accounts, organization, reading, roots, trustedServices } = inventory;
  const { id, managementAccountEmail, managementAccountId } = organization;
  const master = accounts.find((account) => account.id === managementAccountId);
  const word = domainOf(managementAccountEmail).split('.').at(-2) ?? domainOf(managementAccountEmail);
  const controlTower = describeControlTower(inventory);
  const contacts = describeContacts(
    inventory,
    accounts.filter(({ state }) => state === 'ACTIVE'),
  );
  const deployer = deploymentAccount(named.accounts);
  const value = {
    name: choices?.name ?? capitalized(word),
    prefix: choices?.prefix ?? ownPrefix(inventory) ?? prefixOf(word),
    manage: 'read',
    id,
    policyTypes: filled(
      roots.flatMap(({ policyTypes }) =>
        policyTypes.flatMap(({ status, type }) => (status === 'ENABLED' ? [type] : [])),
      ),
    ),
    trustedServices: filled(trustedServices),
    managementAccount: {
      name: master?.name ?? 'Management',
      email: managementAccountEmail,
      id: managementAccountId,
      owner,
      purpose: 'Organizations and consolidated billing',
    },
    emails: emails.scheme,
    regions: { home: reading.homeRegion, governed: governedRegions(inventory) },
    contacts: contacts.value,
    deployment: { account: choices?.deployment ?? deployer?.key ?? managementKey, homes: 'owned' },
    controlTower: controlTower.value,
  };
  return {
    files: [{ path: 'organization.yaml', value }],
    remarks: [
      guessed(
        'name and prefix',
        `${value.name} and ${value.prefix} are guesses: the prefix becomes part of buckets and tags and can't be changed later`,
      ),
      deployer === undefined
        ? guessed(
            'deployment',
            'no account looks like one to deploy from, so management stands there: name another one before the first deployment',
          )
        : guessed(
            'deployment',
            `${deployer.account.name} (${deployer.account.id}) is a guess by its name: it is the account to deploy from`,
          ),
      ...contacts.remarks,
      ...controlTower.remarks,
    ],
  };
}

function guessed(what: string, text: string): Remark {
  return { chapter: 'not-understood', subject: `organization.yaml, ${what}`, text };
}

/** The home Region first, as the others follow from it. */
function governedRegions(inventory: Inventory): readonly string[] {
  const { homeRegion, regions } = inventory.reading;
  const governed = manifestOf(inventory).governedRegions ?? regions;
  return [...new Set([homeRegion, ...governed.toSorted()])];
}

function prefixOf(word: string): string {
  const key = keyOf(word, 'org').toLowerCase().slice(0, 12).replace(/-+$/, '');
  return key.length < 2 ? 'org' : key;
}

function capitalized(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function filled(list: readonly string[]): readonly string[] | undefined {
  return list.length === 0 ? undefined : list;
}
