import { fact } from '../../model/facts';
import { stackNodes } from '../../model/stacks';
import { managementKey, type Account } from '../../model/zone';
import { activeAccountsNow } from '../active-accounts';
import type { StepContext } from './step';

/** A member account whose home bootstrap sees to. */
export interface HomeAccount {
  readonly key: string;
  readonly id: string;
}

/**
 * Member accounts whose homes bootstrap makes. Where every account gets one by itself that is the deployment account,
 * which must have its own first; else also each account that exists and in which a stack acts.
 */
export async function accountsThatNeedHome({ clients, ids, zone }: StepContext): Promise<readonly HomeAccount[]> {
  const acting = zone.deployment.homes === 'all' ? [] : stackNodes(zone).map(({ account }) => account);
  const wanted = new Set([zone.deployment.account, ...acting].filter((key) => key !== managementKey));
  const accounts = zone.accounts.filter(({ key }) => wanted.has(key));
  const known = (account: Account): string | undefined => account.awsId ?? ids.get(fact.accountId(account.key));
  const byEmail = accounts.every((account) => known(account) !== undefined)
    ? new Map<string, string>()
    : await activeAccountsNow(clients.organizations);
  return accounts.flatMap((account) => {
    const id = known(account) ?? byEmail.get(account.email);
    return id === undefined ? [] : [{ key: account.key, id }];
  });
}
