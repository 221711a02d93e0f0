import {
  paginateListAccounts,
  paginateListCreateAccountStatus,
  type OrganizationsClient,
} from '@aws-sdk/client-organizations';
import { setTimeout as sleep } from 'node:timers/promises';

export interface AccountSearch {
  readonly client: OrganizationsClient;
  /** Milliseconds between two looks at accounts that are being made. */
  readonly everyMs: number;
  /** Milliseconds after which those that are still being made are left out. */
  readonly timeoutMs: number;
  readonly note: (text: string) => void;
}

/**
 * Accounts by e-mail, as soon as none is being made any more: one that a killed apply asked for appears only minutes
 * later, and until then its e-mail is taken although no account has it.
 * @returns ids of the active accounts by lower-cased root e-mail
 */
export async function activeAccounts({
  client,
  everyMs,
  note,
  timeoutMs,
}: AccountSearch): Promise<ReadonlyMap<string, string>> {
  const attempts = Math.max(1, Math.ceil(timeoutMs / everyMs));
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const names = await namesInProgress(client);
    if (names.length === 0) break;
    if (attempt === 1) note(`waiting for accounts that are still being made: ${names.join(', ')}`);
    await sleep(everyMs);
  }
  return activeAccountsNow(client);
}

/** The same without waiting: those that are active at this moment. */
export async function activeAccountsNow(client: OrganizationsClient): Promise<ReadonlyMap<string, string>> {
  const ids = new Map<string, string>();
  for await (const { Accounts = [] } of paginateListAccounts({ client }, {})) {
    for (const { Email, Id, State } of Accounts) {
      if (Email !== undefined && Id !== undefined && State === 'ACTIVE') ids.set(Email.toLowerCase(), Id);
    }
  }
  return ids;
}

async function namesInProgress(client: OrganizationsClient): Promise<readonly string[]> {
  const names: string[] = [];
  for await (const page of paginateListCreateAccountStatus({ client }, { States: ['IN_PROGRESS'] })) {
    names.push(...(page.CreateAccountStatuses ?? []).map(({ AccountName = 'unnamed' }) => AccountName));
  }
  return names;
}
