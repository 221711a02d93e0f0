import {
  DescribeProvisionedProductCommand,
  DescribeRecordCommand,
  ResourceNotFoundException,
  ServiceCatalogClient,
} from '@aws-sdk/client-service-catalog';
import type { StackContent } from '../model/slices';
import type { RevealSettings } from './reveal';

/** How far the account factory is with one account. */
export interface VendingState {
  /** Key of the account: the name of its product in Service Catalog. */
  readonly account: string;
  readonly status: 'AVAILABLE' | 'ERROR' | 'PLAN_IN_PROGRESS' | 'TAINTED' | 'UNDER_CHANGE';
  /** Beginning of the last thing that the factory did. */
  readonly since: Date | undefined;
  /** What it says is wrong. */
  readonly errors: readonly string[];
}

/** Keys of the accounts that a stack has from the account factory. */
export function factoryAccounts(content: StackContent): readonly string[] {
  if (content.kind !== 'vending') return [];
  return content.accounts.filter(({ road }) => road.by === 'account-factory').map(({ key }) => key);
}

/** Asks the account factory; accounts that it doesn't know (yet) are left out. */
export async function vendingStates(
  accounts: readonly string[],
  settings: RevealSettings,
): Promise<readonly VendingState[]> {
  const client = new ServiceCatalogClient({ ...settings, maxAttempts: 8 });
  const states = await Promise.all(accounts.map((account) => vendingState(client, account)));
  return states.filter((state) => state !== undefined);
}

async function vendingState(client: ServiceCatalogClient, account: string): Promise<VendingState | undefined> {
  const product = await described(client, account);
  if (product?.Status === undefined) return undefined;
  const { LastRecordId: recordId, Status: status, StatusMessage: message } = product;
  if (status === 'AVAILABLE' || recordId === undefined) {
    return { account, status, since: product.CreatedTime, errors: message === undefined ? [] : [message] };
  }
  const { RecordDetail: record } = await client.send(new DescribeRecordCommand({ Id: recordId }));
  const errors = record?.RecordErrors?.flatMap(({ Description }) => Description ?? []) ?? [];
  return { account, status, since: record?.CreatedTime ?? product.CreatedTime, errors };
}

async function described(
  client: ServiceCatalogClient,
  name: string,
): Promise<
  | {
      readonly Status?: VendingState['status'] | undefined;
      readonly StatusMessage?: string | undefined;
      readonly LastRecordId?: string | undefined;
      readonly CreatedTime?: Date | undefined;
    }
  | undefined
> {
  try {
    return (await client.send(new DescribeProvisionedProductCommand({ Name: name }))).ProvisionedProductDetail;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
}

/** One line for people; nothing where the account is there. */
export function vendingText({ account, errors, since, status }: VendingState, now: Date): string | undefined {
  const why = errors.length === 0 ? '' : `: ${errors.join('; ')}`;
  switch (status) {
    case 'AVAILABLE':
      return undefined;
    case 'ERROR':
      return `${account}: the account factory failed${why}`;
    case 'TAINTED':
      return `${account}: the account is there, but the last change by the account factory failed${why}`;
    case 'PLAN_IN_PROGRESS':
    case 'UNDER_CHANGE': {
      const minutes = since === undefined ? 0 : Math.max(0, Math.floor((now.getTime() - since.getTime()) / 60_000));
      return `${account}: the account factory is at work, ${minutes} min (20 to 60 are usual)`;
    }
  }
}

export interface VendingWatch {
  readonly stack: string;
  readonly states: () => Promise<readonly VendingState[]>;
  readonly note: (text: string) => void;
  readonly everyMs: number;
}

/**
 * Says again and again what the account factory is at: Terraform only says that it is still creating. A state that can't
 * be read is told once and ends the watch; the apply goes on.
 * @returns ends the watch
 */
export function watchVending({ everyMs, note, stack, states }: VendingWatch): () => void {
  let ended = false;
  let timer: NodeJS.Timeout | undefined;
  const look = async (): Promise<void> => {
    try {
      const found = await states();
      if (ended) return;
      for (const state of found) {
        const text = vendingText(state, new Date());
        if (text !== undefined) note(`${stack}: ${text}`);
      }
      next();
    } catch (error) {
      if (!ended) note(`${stack}: what the account factory is at can't be read: ${String(error)}`);
    }
  };
  const next = (): void => {
    timer = setTimeout(() => void look(), everyMs);
    timer.unref();
  };
  next();
  return () => {
    ended = true;
    clearTimeout(timer);
  };
}
