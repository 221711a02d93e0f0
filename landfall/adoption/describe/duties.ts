import type { Duty } from '../../config/schemas/accounts';
import type { Inventory } from '../inventory';
import { compareTexts } from './keys';
import { manifestOf } from './landing-zone';
import type { NamedAccount } from './names';

/** What accounts do for the others, as far as Control Tower, gateways and names tell, by account id. */
export function dutiesOf(
  inventory: Inventory,
  accounts: readonly NamedAccount[],
): ReadonlyMap<string, readonly Duty[]> {
  const { backup, centralizedLogging, securityRoles } = manifestOf(inventory);
  const told: readonly (readonly [Duty, string | undefined])[] = [
    [
      'log-archive',
      centralizedLogging?.accountId ?? named(inventory, accounts, /^log[- ]?archive$|^logs?$|^logging$/i),
    ],
    ['security-tooling', securityRoles?.accountId ?? named(inventory, accounts, /^audit$|^security([- ]?tooling)?$/i)],
    ['network', hubAccount(inventory)],
    ['backup-admin', backup?.configurations?.backupAdmin?.accountId],
    ['central-backup', backup?.configurations?.centralBackup?.accountId],
  ];
  const duties = new Map<string, readonly Duty[]>();
  for (const [duty, id] of told) if (id !== undefined) duties.set(id, [...(duties.get(id) ?? []), duty]);
  return duties;
}

/** Names count only where there is no landing zone that would know better. */
function named({ controlTower }: Inventory, accounts: readonly NamedAccount[], name: RegExp): string | undefined {
  if (controlTower.landingZone !== undefined) return undefined;
  return accounts.find(({ account }) => name.test(account.name))?.account.id;
}

/** Owner of the gateway with the most attachments, of equals the one with the lowest id. */
function hubAccount({ transitGateways }: Inventory): string | undefined {
  const own = transitGateways.filter(({ accountId, ownerId }) => accountId === ownerId);
  const [hub] = own.toSorted((a, b) => b.attachments.length - a.attachments.length || compareTexts(a.id, b.id));
  return hub?.ownerId;
}

const deployers: readonly RegExp[] = [
  /\bdev[- ]?ops\b|\bdeploy(ment|ments|er)?\b/i,
  /\bpipelines?\b|\bci[- /]?cd\b|\bautomation\b|\btooling\b|\bdelivery\b/i,
  /\bplatform\b|\bshared[- ]?services\b|\binfra(structure)?\b/i,
];

/** The account from whose name one would expect that the landing zone is deployed from it. */
export function deploymentAccount(accounts: readonly NamedAccount[]): NamedAccount | undefined {
  return deployers
    .map((name) => accounts.find(({ account }) => name.test(account.name)))
    .find((each) => each !== undefined);
}
