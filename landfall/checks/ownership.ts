import type { LandingZone } from '../model/zone';
import { check, type Finding } from './check';

/** LF1301 to LF1304: each account has one owner who can be reached, and each duty is done once. */
export const ownership = check(({ zone }) => [...owners(zone), ...duties(zone)]);

function owners(zone: LandingZone): readonly Finding[] {
  return zone.accounts.flatMap((account): readonly Finding[] => {
    if (account.owners.length > 1) {
      return [
        {
          code: 'LF1302',
          at: account.source,
          within: ['owner'],
          message: `${account.key} has ${account.owners.length} owners: ${account.owners.join(', ')}; an account has one owning team`,
          help: 'Name one team, or make one account for each: merged accounts are for duties of the same team',
        },
      ];
    }
    if (account.owner.key === '') {
      return [
        {
          code: 'LF1301',
          at: account.source,
          mark: 'key',
          message: `${account.key} has no owner`,
          help: 'Add owner: with one of the keys under owners in accounts.yaml',
        },
      ];
    }
    if (account.owner.email === '') {
      return [
        {
          code: 'LF1303',
          at: account.source,
          within: ['owner'],
          message: `the owner ${account.owner.key} of ${account.key} is not described`,
          help: 'Describe it under owners in accounts.yaml, with e-mail and cost center',
        },
      ];
    }
    return [];
  });
}

/** Several accounts may be lakes or sandboxes; every other duty has one account that others rely on. */
const repeatable: ReadonlySet<string> = new Set(['data-lake', 'sandbox']);

function duties(zone: LandingZone): readonly Finding[] {
  const first = new Map<string, string>();
  return zone.accounts.flatMap((account) =>
    account.duties.flatMap((duty): readonly Finding[] => {
      const other = first.get(duty);
      if (other === undefined || repeatable.has(duty)) {
        first.set(duty, account.key);
        return [];
      }
      return [
        {
          code: 'LF1304',
          at: account.source,
          within: ['serves'],
          message: `both ${other} and ${account.key} serve as ${duty}; others must know which one to use`,
          help: 'Leave the duty with one of them',
        },
      ];
    }),
  );
}
