import type { Inventory } from '../inventory';
import { compareTexts } from './keys';
import type { DescribedNames, DescribedPart, Remark, YamlValue } from './part';

/** Which accounts administer which services for the organization: only read. No analyzer is made for it. */
export function describeDelegations(inventory: Inventory, names: DescribedNames): DescribedPart {
  const byService = new Map<string, string[]>();
  const remarks: Remark[] = [];
  for (const { accountId, services } of inventory.delegatedAdministrators) {
    const account = names.accounts.get(accountId);
    if (account === undefined) {
      const text = `administers ${services.join(', ')}, but is not described: closed or not readable`;
      remarks.push({ chapter: 'not-understood', subject: `account ${accountId}`, text });
      continue;
    }
    for (const service of services) {
      const known = byService.get(service);
      if (known === undefined) byService.set(service, [account]);
      else known.push(account);
    }
  }
  const delegations = [...byService]
    .sort(([a], [b]) => compareTexts(a, b))
    .map(([service, accounts]): readonly [string, YamlValue] => [
      service,
      {
        account: accounts.length === 1 ? (accounts[0] ?? '') : accounts.sort(compareTexts),
        manage: 'read',
        exists: true,
      },
    ]);
  const value = {
    delegations: delegations.length === 0 ? undefined : Object.fromEntries(delegations),
    accessAnalyzer: false,
  };
  return { files: [{ path: 'security.yaml', value }], facts: new Map(), remarks };
}
