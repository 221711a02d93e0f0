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
  const guess = guesses(inventory, named);
  const controlTower = describeControlTower(inventory);
  const contacts = describeContacts(inventory);
  const { deployment, name, prefix } = choices ?? guess;
  const value = {
    name,
    prefix,
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
    deployment: { account: deployment, homes: 'owned' },
    controlTower: controlTower.value,
  };
  return {
    files: [{ path: 'organization.yaml', value }],
    remarks: [
      ...(name === guess.name && prefix === guess.prefix ? [guessed('name and prefix', namesText(name, prefix))] : []),
      ...(deployment === guess.deployment ? [guessed('deployment', deploymentText(deployment))] : []),
      ...contacts.remarks,
      ...controlTower.remarks,
    ],
  };
}

/** What AWS doesn't know and has to be something; people are told, until they have written something else. */
function guesses(inventory: Inventory, named: NamedOrganization): Pick<Choices, 'deployment' | 'name' | 'prefix'> {
  const labels = domainOf(inventory.organization.managementAccountEmail).split('.').slice(0, -1);
  const word = labels.findLast((label) => label.length > 3) ?? labels.at(-1) ?? 'organization';
  return {
    name: word.charAt(0).toUpperCase() + word.slice(1),
    prefix: ownPrefix(inventory) ?? prefixOf(word),
    deployment: deploymentAccount(named.accounts)?.key ?? managementKey,
  };
}

function guessed(what: string, text: string): Remark {
  return { chapter: 'not-understood', subject: `organization.yaml, ${what}`, text };
}

function namesText(name: string, prefix: string): string {
  return `${name} and ${prefix} are guesses: the prefix becomes part of buckets and tags and can't be changed later`;
}

function deploymentText(account: string): string {
  return account === managementKey
    ? 'no account looks like one to deploy from, so management stands there: name another one before the first deployment'
    : `${account} is a guess by its name: it is the account to deploy from`;
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

function filled(list: readonly string[]): readonly string[] | undefined {
  return list.length === 0 ? undefined : list;
}
