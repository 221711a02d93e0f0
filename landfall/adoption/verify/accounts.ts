import { fact } from '../../model/facts';
import { leavingAccounts } from '../../model/slices/parting-accounts';
import type { Account } from '../../model/zone';
import { isKnown, type FoundAccount } from '../inventory';
import { unitWords, type Comparison } from './comparison';
import { below, notCompared, notDeployed, putRight, teller, unless, type Difference } from './difference';
import { isMadeBeside } from './made-beside';

const kind = 'accounts';
const tell = teller(kind);
const list = { file: 'accounts.yaml', path: ['accounts'] };

/** Accounts: where they are, what they are called, whether they work. */
export function accountDifferences(c: Comparison): readonly Difference[] {
  const { inventory, zone } = c;
  if (!isKnown(inventory, 'accounts')) return [notCompared(kind, 'accounts', 'not all accounts could be read', list)];
  const found = new Map(inventory.accounts.map((account) => [account.id, account]));
  return [
    ...zone.accounts.flatMap((account) => compared(c, found, account)),
    ...inventory.accounts.flatMap((account) => notDescribed(c, account)),
  ];
}

function notDescribed(c: Comparison, account: FoundAccount): readonly Difference[] {
  if (c.accounts.has(account.id) || isMadeBeside('account', account.state) || isLeaving(c, account.id)) return [];
  return [
    tell({
      code: 'LF6126',
      subject: `account ${account.name} (${account.id})`,
      found: `is there, in ${unitWords(c, account.parentId)}`,
      described: 'not at all',
      help: `Describe it with manage: read and id: '${account.id}', or close it.`,
      at: list,
    }),
  ];
}

/** Whether `removed.yaml` says what becomes of it. */
function isLeaving({ known, zone }: Comparison, id: string): boolean {
  return leavingAccounts(zone).some(({ key }) =>
    [fact.accountId(key), fact.closingAccountId(key)].some((name) => known.get(name) === id),
  );
}

function compared(c: Comparison, all: ReadonlyMap<string, FoundAccount>, account: Account): readonly Difference[] {
  const key = fact.accountId(account.key);
  const found = all.get(c.ids.get(key) ?? '');
  const at = account.source;
  const subject = `account ${account.key}`;
  const unit = c.zone.units.find(({ id }) => id === account.unit)?.label ?? account.unit;
  if (found === undefined) {
    if (!c.known.has(key)) return [notDeployed(kind, account.key, at)];
    const help = 'Find out who took it out of the organization, and invite it back, or name it in removed.yaml.';
    const missing = { subject, found: 'is not in the organization', described: `in ${unit}`, help, at };
    return [tell({ ...missing, code: 'LF6125' })];
  }
  const help = putRight(account.manage, account.vendedBy);
  const told = { subject, help };
  return [
    ...unless(found.parentId === c.ids.get(fact.unitId(account.unit)), () =>
      tell({
        ...{ ...told, code: 'LF6127', at: below(at, 'unit') },
        found: `is in ${unitWords(c, found.parentId)}`,
        described: `in ${unit}`,
      }),
    ),
    ...unless(found.state === 'ACTIVE', () =>
      tell({
        ...{ subject, code: 'LF6128', at },
        found: `is ${found.state}`,
        described: 'ACTIVE',
        help: 'Reopen it through AWS Support, or say in removed.yaml that it is closed.',
      }),
    ),
    ...unless(found.name === account.name, () =>
      tell({
        ...{ ...told, code: 'LF6129', severity: 'warning', at: below(at, 'name') },
        found: `is called ${found.name}`,
        described: account.name,
      }),
    ),
    ...unless(found.email.toLowerCase() === account.email, () =>
      tell({
        ...{ ...told, code: 'LF6129', at: below(at, 'email') },
        found: `has the e-mail ${found.email}`,
        described: account.email,
        help: 'Change the e-mail in the account itself, or describe it as it is.',
      }),
    ),
  ];
}
