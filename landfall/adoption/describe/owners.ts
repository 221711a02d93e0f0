import { email as emailAddress, key } from '../../config/schemas/common';
import type { FoundAccount, Inventory } from '../inventory';
import { compareTexts, groupBy, mostCommon } from './keys';
import type { NamedAccount, NamedOrganization } from './names';
import { ownPrefix, ownTags, tagLike } from './own-tags';
import type { Remark, YamlValue } from './part';

/** Who answers for accounts of the platform. */
export interface DescribedOwners {
  /** `owners:` of accounts.yaml. */
  readonly value: { readonly [key: string]: YamlValue };
  readonly ownerOf: (account: NamedAccount) => string;
  /** Of the management account. */
  readonly management: string;
  readonly remarks: readonly Remark[];
}

/** Stands where AWS knows nothing, until people write what they know. */
const unknownCostCenter = 'unknown';
const someone = 'platform';

/** Owners are known by Landfall's own tags, or by the tag by which teams are; for all others one has to stand in. */
export function describeOwners(inventory: Inventory, { accounts }: NamedOrganization): DescribedOwners {
  const prefix = ownPrefix(inventory);
  const ownerKey = (account: FoundAccount, owner?: string): string =>
    owner ?? key.safeParse(ownTags(account, prefix)?.owner).data ?? someone;
  const ownerOf = ({ account, owner }: NamedAccount): string => ownerKey(account, owner);
  const master = inventory.accounts.find(({ id }) => id === inventory.organization.managementAccountId);
  const management = master === undefined ? someone : ownerKey(master);
  const groups = groupBy(accounts, ownerOf);
  const keys = [...new Set([management, ...groups.keys()])].sort(compareTexts);
  const value = Object.fromEntries(
    keys.map((owner) => [
      owner,
      answering(
        inventory,
        (groups.get(owner) ?? []).map(({ account }) => account),
      ),
    ]),
  );
  const text = `who answers for ${keys.join(', ')} is not in AWS: mend e-mails and cost centers under owners`;
  return { value, ownerOf, management, remarks: [{ chapter: 'not-understood', subject: 'accounts.yaml', text }] };
}

/** What is known of a team by the tags of its accounts: e-mail, cost center, business unit. */
export function answering(
  inventory: Inventory,
  accounts: readonly FoundAccount[],
): { readonly email: string; readonly costCenter: string; readonly businessUnit: string | undefined } {
  const told = (pattern: RegExp): string | undefined =>
    mostCommon(accounts.flatMap((account) => tagLike(account, pattern) ?? []));
  const email = emailAddress.safeParse(told(/(e-?mail|contact)$/i)).data;
  return {
    email: email ?? inventory.organization.managementAccountEmail,
    costCenter: told(/cost[-_ ]?cent(er|re)$/i) ?? unknownCostCenter,
    businessUnit: told(/business[-_ ]?unit$/i),
  };
}
