import { isBelow } from '../model/resolve/accounts';
import type { LandingZone } from '../model/zone';
import { diagnostic, type Check, type Finding } from './check';

/** LF1310 to LF1312: Sandbox has synthetic data only, so nothing of production reaches it. */
export const sandbox: Check = ({ zone }) => findings(zone).map((finding) => diagnostic(zone.sources, finding));

function findings(zone: LandingZone): readonly Finding[] {
  const units = sandboxUnits(zone);
  const inside = (unit: string): boolean => units.some((above) => isBelow(unit, above));
  return [
    ...zone.accounts
      .filter((account) => inside(account.unit) && account.connectivity === 'corporate')
      .map((account) => ({
        code: 'LF1310',
        at: account.source,
        message: `${account.key} is a sandbox and can't have corporate connectivity`,
        help: 'Make it isolated, or put it into another unit',
      })),
    ...zone.network.segments
      .filter((segment) => segment.connectivity === 'corporate' && segment.units.some(inside))
      .map((segment) => ({
        code: 'LF1311',
        at: segment.source,
        within: ['units'],
        message: `the corporate segment ${segment.key} takes in the sandbox`,
        help: 'Leave the sandbox unit out of it: the transit gateway is never shared with it',
      })),
    ...zone.accounts
      .filter((account) => inside(account.unit) && account.duties.some((duty) => duty !== 'sandbox'))
      .map((account) => ({
        code: 'LF1312',
        at: account.source,
        within: ['unit'],
        message: `${account.key} serves as ${account.duties.join(', ')} and can't lie in the sandbox`,
        help: 'Put it into another unit',
      })),
  ];
}

/** Units that hold accounts with the duty `sandbox` or accounts of the stage of that name. */
function sandboxUnits(zone: LandingZone): readonly string[] {
  const named = zone.units.filter((unit) => unit.id === 'sandbox').map((unit) => unit.id);
  const used = zone.accounts
    .filter((account) => account.duties.includes('sandbox') || account.stage === 'sandbox')
    .map((account) => account.unit);
  return [...new Set([...named, ...used])];
}
