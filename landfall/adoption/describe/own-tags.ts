import type { FoundAccount, Inventory } from '../inventory';
import { mostCommon } from './keys';

/** What Landfall writes on the accounts that it makes. */
export interface OwnTags {
  readonly account: string;
  readonly owner: string | undefined;
  readonly environment: string | undefined;
  readonly costCenter: string | undefined;
  readonly businessUnit: string | undefined;
}

/** The prefix of an organization that Landfall made, as most of its accounts say it; undefined for any other. */
export function ownPrefix({ accounts }: Pick<Inventory, 'accounts'>): string | undefined {
  const prefixes = accounts.flatMap(({ tags }) =>
    Object.keys(tags).flatMap((key) => /^([a-z][a-z0-9-]{1,11}):workload:account$/.exec(key)?.[1] ?? []),
  );
  return mostCommon(prefixes);
}

/** The tags by which Landfall knows its accounts; undefined on accounts of others. */
export function ownTags({ tags }: FoundAccount, prefix: string | undefined): OwnTags | undefined {
  const account = tags[`${prefix ?? ''}:workload:account`];
  if (prefix === undefined || account === undefined || !/^[a-z][a-z0-9-]*$/.test(account)) return undefined;
  return {
    account,
    owner: tags[`${prefix}:finance:owner`],
    environment: tags[`${prefix}:workload:environment`],
    costCenter: tags[`${prefix}:finance:cost-center`],
    businessUnit: tags[`${prefix}:finance:business-unit`],
  };
}

/** The value of the first tag, by its key, that a pattern fits. Empty values count as none. */
export function tagLike({ tags }: Pick<FoundAccount, 'tags'>, pattern: RegExp): string | undefined {
  const key = Object.keys(tags)
    .sort()
    .find((each) => pattern.test(each) && tags[each]?.trim() !== '');
  return key === undefined ? undefined : tags[key]?.trim();
}
