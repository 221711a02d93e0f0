import type { Diagnostic } from '../diagnostics/diagnostic';
import { failureMessage } from '../diagnostics/failure';
import type { FactValues } from '../model/facts';
import type { FoundState } from '../model/lock';
import { readStateFile } from './state-file';
import { foundState, type OpenStates, type StateBucket } from './states';
import { onWorkers } from './workers';

/** An account of the organization. */
export interface OrganizationAccount {
  readonly id: string;
  readonly name: string;
  readonly active: boolean;
}

export interface Walk {
  readonly accounts: readonly OrganizationAccount[];
  /** Where states of an account may lie. */
  readonly bucketsOf: (accountId: string) => readonly StateBucket[];
  /**
   * What it means that an account can't be reached: stacks are applied there, some may be, or it is nobody's.
   * @param assigned ids that were found in the states of all others
   */
  readonly concern: (accountId: string, assigned: FactValues) => 'applied' | 'described' | 'none';
  readonly open: OpenStates;
  /** Accounts at once. */
  readonly jobs: number;
  /** Aborted: no further account is begun. */
  readonly stop?: AbortSignal;
}

export interface Walked {
  readonly states: readonly FoundState[];
  /** Buckets that were listed to the end and of which every state could be read. */
  readonly listed: ReadonlySet<string>;
  /** LF2028 for accounts, LF2029 for states that can't be read, sorted by account. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Looks at every state of every account. What can't be reached is named, the rest goes on. */
export async function walkAccounts(walk: Walk): Promise<Walked> {
  const { accounts, bucketsOf, concern, jobs, open, stop } = walk;
  const states: FoundState[] = [];
  const listed = new Set<string>();
  const unread: [string, Diagnostic][] = [];
  const unentered: [OrganizationAccount, unknown][] = [];
  const left = [...accounts].reverse();

  const lookInto = async (account: OrganizationAccount, place: StateBucket): Promise<void> => {
    const bucket = await open(account.id, place);
    let complete = true;
    for (const key of await bucket.keys()) {
      try {
        const content = readStateFile(await bucket.read(key));
        if (content === undefined) throw new Error('it is no Terraform state of version 4');
        const of = { stack: key, accountId: account.id, accountName: account.name };
        states.push(foundState(of, { ...place, key }, content));
      } catch (error) {
        complete = false;
        unread.push([account.id, unreadState(account, `s3://${place.bucket}/${key}`, error)]);
      }
    }
    if (complete) listed.add(place.bucket);
  };

  await onWorkers(
    jobs,
    () => (stop?.aborted === true ? undefined : left.pop()),
    async (account) => {
      try {
        if (!account.active) throw new Error('it is closed, or being closed');
        for (const place of bucketsOf(account.id)) await lookInto(account, place);
      } catch (error) {
        unentered.push([account, error]);
      }
    },
  );
  const assigned: FactValues = new Map(states.flatMap((found) => [...found.assigned]));
  const strangers: OrganizationAccount[] = [];
  for (const [account, error] of unentered) {
    const means = concern(account.id, assigned);
    if (means !== 'none') unread.push([account.id, unreached(account, means, error)]);
    else if (account.active) strangers.push(account);
  }
  states.sort((a, b) => compare(a.stack, b.stack) || compare(a.accountId, b.accountId));
  const diagnostics = unread.sort(([a], [b]) => compare(a, b)).map(([, diagnostic]) => diagnostic);
  return { states, listed, diagnostics: [...diagnostics, ...unknownAccounts(strangers)] };
}

function unreached({ id, name }: OrganizationAccount, means: 'applied' | 'described', error: unknown): Diagnostic {
  return {
    severity: means === 'applied' ? 'error' : 'warning',
    code: 'LF2028',
    message: `the states of account ${name} (${id}) can't be read: ${failureMessage(error)}`,
    help:
      means === 'applied'
        ? 'Stacks are applied there. What is remembered of them stays as it was; see to its home, then run `landfall lock` again.'
        : 'If it has just been made, its home comes within minutes; nothing is applied there, as far as is known.',
    path: `accounts.${id}`,
  };
}

function unreadState({ id, name }: OrganizationAccount, place: string, error: unknown): Diagnostic {
  return {
    severity: 'error',
    code: 'LF2029',
    message: `the state ${place} of account ${name} (${id}) can't be read: ${failureMessage(error)}`,
    help: 'The bucket is versioned: an older version of the object may be whole.',
    path: `accounts.${id}`,
  };
}

function unknownAccounts(strangers: readonly OrganizationAccount[]): readonly Diagnostic[] {
  if (strangers.length === 0) return [];
  const names = [...strangers].sort((a, b) => compare(a.name, b.name)).map(({ id, name }) => `${name} (${id})`);
  const more = names.length > 10 ? ` and ${names.length - 10} more` : '';
  return [
    {
      severity: 'note',
      code: 'LF2028',
      message: `accounts that the configuration doesn't name could not be entered: ${names.slice(0, 10).join(', ')}${more}`,
      help: 'They have no home of Landfall; nothing is needed unless stacks were applied there.',
    },
  ];
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
