import { cataloguedControl } from './control-catalogue';
import type { LandingZone, Policy } from './zone';

const controlTower = "Control Tower's";

/**
 * Policies of a type that AWS itself puts on a target and that count against its places: the one that allows everything,
 * and on registered units that of Control Tower's controls. Control Tower merges its controls into as few policies as their
 * length takes, which nobody documents; one is counted.
 * Source: AWS Organizations user guide, "Quotas for AWS Organizations", and AWS Control Tower user guide, "Preventive
 * controls", 2026-11.
 * @param unit id of the target; undefined for an account
 */
export function policiesOfAws(
  { guardrails, units }: Pick<LandingZone, 'guardrails' | 'units'>,
  type: Policy['type'],
  unit: string | undefined,
): readonly string[] {
  const registered = units.some(({ id, registered: is }) => id === unit && id !== 'root' && is);
  if (type === 'service-control') return ['FullAWSAccess', ...(registered ? [controlTower] : [])];
  if (type !== 'resource-control') return [];
  const controls = guardrails.units.find((each) => each.unit === unit)?.controls ?? [];
  const some = controls.some(({ control }) => cataloguedControl(control)?.implementation === 'resource control policy');
  return ['RCPFullAWSAccess', ...(some ? [controlTower] : [])];
}
