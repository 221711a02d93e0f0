import { sandboxUnits } from '../model/accounts/policies';
import { isBelow } from '../model/resolve/accounts';
import type { LandingZone } from '../model/zone';
import { check, type Finding } from './check';
import { labelOf } from './words';

/** LF1310 to LF1312 and LF1705: Sandbox has synthetic data only, so nothing of production reaches it. */
export const sandbox = check(({ zone }) => {
  const units = allSandboxUnits(zone);
  const inside = (unit: string): boolean => units.some((above) => isBelow(unit, above));
  return [...accounts(zone, inside), ...segments(zone, inside), ...shares(zone, units, inside)];
});

/** Units that the model takes for sandboxes, and those that hold accounts of a stage of that name. */
function allSandboxUnits(zone: LandingZone): readonly string[] {
  const staged = zone.accounts.filter((account) => account.stage === 'sandbox').map((account) => account.unit);
  return [...new Set([...sandboxUnits(zone), ...staged])];
}

type Inside = (unit: string) => boolean;

function accounts(zone: LandingZone, inside: Inside): readonly Finding[] {
  return zone.accounts
    .filter((account) => inside(account.unit))
    .flatMap((account): readonly Finding[] => [
      ...(account.connectivity !== 'corporate'
        ? []
        : [
            {
              code: 'LF1310',
              at: account.source,
              within: ['connectivity'],
              message: `${account.key} is a sandbox and can't have corporate connectivity; isolated and none are allowed`,
              help: 'Make it isolated, or put it into another unit',
            },
          ]),
      ...(account.duties.every((duty) => duty === 'sandbox')
        ? []
        : [
            {
              code: 'LF1312',
              at: account.source,
              within: ['unit'],
              message: `${account.key} serves as ${account.duties.join(', ')} and can't lie in the sandbox`,
              help: 'Put it into another unit',
            },
          ]),
    ]);
}

function segments(zone: LandingZone, inside: Inside): readonly Finding[] {
  return zone.network.segments
    .filter((segment) => segment.connectivity === 'corporate' && segment.units.some(inside))
    .map((segment) => ({
      code: 'LF1311',
      at: segment.source,
      within: ['units'],
      message: `the corporate segment ${segment.key} takes in the sandbox`,
      help: 'Leave the sandbox unit out of it: the transit gateway is never shared with it',
    }));
}

/** Products are made for real data; what is below a unit gets what is shared to it. */
function shares(zone: LandingZone, units: readonly string[], inside: Inside): readonly Finding[] {
  return zone.portfolios.flatMap((portfolio) =>
    portfolio.shares.flatMap((unit, index): readonly Finding[] => {
      const reached = inside(unit) ? unit : units.find((each) => unit === 'root' || isBelow(each, unit));
      if (reached === undefined) return [];
      return [
        {
          severity: 'warning',
          code: 'LF1705',
          at: portfolio.source,
          within: ['shares', index],
          message: `the portfolio ${portfolio.key} reaches the sandbox ${labelOf(zone, reached)}, where data is synthetic and guardrails are loose`,
          help: 'Share it to the units that need it, or make a portfolio of its own for sandboxes',
        },
      ];
    }),
  );
}
