import { fact } from '../model/facts';
import type { FactsLock } from '../model/lock';
import { homeRoles, networkAttachRole } from '../model/names';
import { accountWithDuty, type LandingZone } from '../model/zone';
import { inventory, misplacedStates, strayStates, type ExpectedState } from './containment';
import { administrator } from './deployment';
import type { Emulator } from './emulator';
import { openDoors, type Doors } from './intrusion';

export interface ProofInput {
  readonly zone: LandingZone;
  readonly lock: FactsLock;
  readonly emulator: Emulator;
}

/** Role that AWS Organizations makes in a new account for its administrators. */
const accountAdministrator = 'OrganizationAccountAccessRole';

/**
 * Looks whether each state lies in its own account and nowhere else, and whether an administrator of a team's account
 * can get at another account or at a state.
 * @returns sentences about what is wrong
 */
export async function proofOfContainment({ zone, lock, emulator }: ProofInput): Promise<readonly string[]> {
  const accounts = await inventory(emulator.url);
  const states = expectedStates(lock);
  return [
    ...misplacedStates(states, accounts),
    ...strayStates(states, accounts),
    ...(await intrusion({ zone, lock, emulator }, states)),
  ];
}

function expectedStates(lock: FactsLock): readonly ExpectedState[] {
  return [...lock.stacks].flatMap(([stack, { accountId, state }]) =>
    'bucket' in state ? [{ stack, accountId, bucket: state.bucket, key: state.key }] : [],
  );
}

async function intrusion(
  { zone, lock, emulator }: ProofInput,
  states: readonly ExpectedState[],
): Promise<readonly string[]> {
  const victimId = (key: string | undefined): string | undefined =>
    key === undefined ? undefined : lock.facts.get(fact.accountId(key));
  const intruder = victimId(zone.accounts.find(({ team }) => team !== undefined)?.key);
  if (intruder === undefined) return [];
  const network = victimId(accountWithDuty(zone, 'network')?.key);
  const logs = victimId(accountWithDuty(zone, 'log-archive')?.key);
  const doors: Doors = {
    roles: [
      ...(network === undefined ? [] : [{ accountId: network, name: networkAttachRole }]),
      ...[intruder, network, logs].flatMap((accountId) =>
        accountId === undefined ? [] : [homeRoles.plan, homeRoles.apply].map((name) => ({ accountId, name })),
      ),
    ],
    // Its own states too: they hold what its administrators must not change.
    states: states.filter(({ accountId }) => [intruder, network, logs].includes(accountId)),
  };
  const settings = { endpoint: emulator.url, region: zone.regions.home, administrator };
  return openDoors(settings, { role: accountAdministrator, accountId: intruder }, doors);
}
