import { readZone } from '../../../../landfall/model/read-zone';
import type { Account, LandingZone } from '../../../../landfall/model/zone';
import { withEdits, type Edit } from '../../checks/organization';

/** The model of `examples/minimal` with edits; the files must be readable, whatever the checks say. */
export function resolvedZone(...edits: readonly Edit[]): LandingZone {
  const { diagnostics, model } = readZone(withEdits(...edits));
  if (model?.complete === true) return model.zone;
  throw new Error(diagnostics.map(({ code, message }) => `${code}: ${message}`).join('\n'));
}

/** An account that must be there. */
export function accountOf(zone: LandingZone, key: string): Account {
  const account = zone.accounts.find((each) => each.key === key);
  if (account === undefined) throw new Error(`there is no account ${key}`);
  return account;
}
