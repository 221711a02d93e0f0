import type { SourceRef } from '../../config/configuration';
import { contains, isRange, overlaps } from '../../model/addresses';
import { hasVpc } from '../../model/accounts/network';
import { fact } from '../../model/facts';
import { accountStackId, deployedAccounts } from '../../model/slices/accounts';
import type { Account } from '../../model/zone';
import { isKnown, type FoundVpc } from '../inventory';
import { isComparedAccount, type Comparison } from './comparison';
import { below, notCompared, notDeployed, putRight, some, teller, type Difference } from './difference';
import { isMadeBeside } from './made-beside';

const kind = 'addresses';
const tell = teller(kind);

/** Address ranges of VPCs: that those of accounts are there, and that nobody has one that is not written down. */
export function addressDifferences(c: Comparison): readonly Difference[] {
  const { inventory, zone } = c;
  const at: SourceRef = { file: 'network.yaml', path: ['segments'] };
  const active = inventory.accounts.filter(({ id, state }) => state === 'ACTIVE' && isComparedAccount(c, id));
  const unknown = active.filter(({ id }) => !isKnown(inventory, 'vpcs', id));
  const planned = deployedAccounts(zone).filter((account) => hasVpc(zone, account));
  return [
    ...unknown.map(({ id }) =>
      notCompared(kind, c.accounts.get(id)?.key ?? id, 'these accounts could not be looked into', at),
    ),
    ...planned.flatMap((account) => missing(c, account)),
    ...inventory.vpcs.filter(({ isDefault }) => !isDefault).flatMap((vpc) => notWritten(c, vpc)),
  ];
}

/** The VPC that Landfall makes in an account: the first of its range in the home Region. */
export function plannedVpc({ ids, inventory, zone }: Comparison, account: Account): FoundVpc | undefined {
  if (!hasVpc(zone, account)) return undefined;
  const accountId = ids.get(fact.accountId(account.key));
  const cidr = zone.addresses.get(account.key);
  return inventory.vpcs.find(
    (vpc) => vpc.accountId === accountId && vpc.region === zone.regions.home && vpc.cidrBlocks[0] === cidr,
  );
}

function missing(c: Comparison, account: Account): readonly Difference[] {
  const accountId = c.ids.get(fact.accountId(account.key)) ?? '';
  if (!isComparedAccount(c, accountId) || !isKnown(c.inventory, 'vpcs', accountId)) return [];
  if (plannedVpc(c, account) !== undefined) return [];
  const stack = accountStackId(account.key);
  const cidr = c.zone.addresses.get(account.key) ?? '';
  if (!c.isDeployed(stack)) return [notDeployed(kind, `VPC of ${account.key}`, account.source)];
  return [
    tell({
      ...{ code: 'LF6166', subject: `account ${account.key}`, found: 'has no VPC of its range', described: cidr },
      help: putRight('own', stack),
      at: account.source,
    }),
  ];
}

/** Whether a range is written down as taken. */
function isReserved({ zone }: Comparison, cidr: string): boolean {
  return isRange(cidr) && (zone.network.reserved ?? []).some((one) => isRange(one.cidr) && contains(one.cidr, cidr));
}

/** Whether a VPC is one that the configuration knows: any of its ranges is written down. */
export function hasReservation(c: Comparison, { cidrBlocks }: FoundVpc): boolean {
  return cidrBlocks.some((cidr) => isReserved(c, cidr));
}

function notWritten(c: Comparison, vpc: FoundVpc): readonly Difference[] {
  const account = c.accounts.get(vpc.accountId);
  if (account === undefined || isMadeBeside('vpc', vpc.tags['Name'] ?? '')) return [];
  const isPlanned = plannedVpc(c, account)?.id === vpc.id;
  const extra = vpc.cidrBlocks.slice(isPlanned ? 1 : 0).filter((cidr) => !isReserved(c, cidr));
  if (extra.length === 0) return [];
  const pools = c.zone.network.segments.filter(({ pool }) =>
    extra.some((cidr) => isRange(cidr) && isRange(pool) && overlaps(pool, cidr)),
  );
  const told = {
    subject: `VPC ${vpc.tags['Name'] ?? vpc.id} of account ${account.key} in ${vpc.region}`,
    described: 'not at all',
    help: 'Delete it, or write its range down under reserved in network.yaml, so that none is cut from it.',
  };
  const words = `has the range ${some(extra)}`;
  const [pool] = pools;
  if (pool !== undefined) {
    const found = `${words}, which overlaps the pool of segment ${pool.key}`;
    return [tell({ ...told, code: 'LF6168', found, at: below(pool.source, 'pool') })];
  }
  const at: SourceRef = { file: 'network.yaml', path: ['reserved'] };
  return [tell({ ...told, code: 'LF6167', found: words, at })];
}
