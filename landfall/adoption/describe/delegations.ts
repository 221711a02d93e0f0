import type { Inventory } from '../inventory';
import { compareTexts, groupBy } from './keys';
import { oneOrMore, type DescribedNames, type DescribedPart, type Remark, type YamlValue } from './part';

/** Which accounts administer which services for the organization: only read. No analyzer is made for it. */
export function describeDelegations(inventory: Inventory, names: DescribedNames): DescribedPart {
  const found: { readonly service: string; readonly account: string }[] = [];
  const remarks: Remark[] = [];
  for (const { accountId, services } of inventory.delegatedAdministrators) {
    const account = names.accounts.get(accountId);
    if (account === undefined) {
      const text = `administers ${services.join(', ')}, but is not described: closed or not readable`;
      remarks.push({ chapter: 'not-understood', subject: `account ${accountId}`, text });
      continue;
    }
    found.push(...services.map((service) => ({ service, account })));
  }
  const delegations = [...groupBy(found, ({ service }) => service)]
    .sort(([a], [b]) => compareTexts(a, b))
    .map(([service, own]): readonly [string, YamlValue] => {
      const accounts = own.map(({ account }) => account).sort(compareTexts);
      return [service, { account: oneOrMore(accounts), manage: 'read', exists: true }];
    });
  const value = {
    delegations: delegations.length === 0 ? undefined : Object.fromEntries(delegations),
    accessAnalyzer: false,
  };
  return { files: [{ path: 'security.yaml', value }], facts: new Map(), remarks };
}
