import { fact, type FactReader } from '../../model/facts';
import { unitPath } from '../../model/policy-text';
import type { LandingZone } from '../../model/zone';
import type { Principal } from '../evaluator/types';
import type { Place } from './places';

export interface Sides {
  readonly principal: Principal;
  /** Where the principal lives; for a service, where what it acts for lives. */
  readonly place: Place;
  /** Where the resource is. */
  readonly owner: Place;
  readonly action: string;
  readonly resource: string;
}

type Values = readonly (readonly [string, readonly string[]])[];

/** Services that answer from one Region only, whatever the caller's is. Source: IAM user guide, `aws:RequestedRegion`, 2026-11. */
const answeredFromVirginia: ReadonlySet<string> = new Set([
  'account',
  'budgets',
  'ce',
  'cloudfront',
  'iam',
  'organizations',
  'route53',
  'shield',
  'support',
]);

/** What nearly every request has: context keys that follow from both sides, TLS, no service in between, no VPC endpoint. */
export function usualContext(zone: LandingZone, facts: FactReader, sides: Sides): Values {
  const { action, owner, place, principal, resource } = sides;
  const service = action.slice(0, action.indexOf(':')).toLowerCase();
  const ofResource = resource.split(':')[3] ?? '';
  const region = /^[a-z]{2}(-[a-z]+)+-\d$/.test(ofResource) ? ofResource : zone.regions.home;
  return [
    ['aws:RequestedRegion', [answeredFromVirginia.has(service) ? 'us-east-1' : region]],
    ['aws:SecureTransport', ['true']],
    ['aws:ViaAWSService', ['false']],
    ...principalContext(zone, facts, principal, place),
    ...(owner.unit === undefined
      ? []
      : ([
          ['aws:ResourceOrgID', [facts.get(fact.organizationId)]],
          ['aws:ResourceOrgPaths', pathsOf(zone, facts, owner)],
        ] as const)),
  ];
}

function principalContext(zone: LandingZone, facts: FactReader, principal: Principal, place: Place): Values {
  if (principal.kind === 'anonymous') return [];
  const organization = place.unit === undefined ? 'o-stranger00' : facts.get(fact.organizationId);
  const paths = pathsOf(zone, facts, place);
  if (principal.kind === 'service') {
    return [
      ['aws:SourceAccount', [place.id]],
      ['aws:SourceOrgID', [organization]],
      ['aws:SourceOrgPaths', paths],
    ];
  }
  return [
    ['aws:PrincipalOrgID', [organization]],
    ['aws:PrincipalOrgPaths', paths],
  ];
}

/** Paths end with a slash in a request. */
function pathsOf(zone: LandingZone, facts: FactReader, { unit }: Place): readonly string[] {
  const path = unit === undefined ? undefined : unitPath(zone, unit.id, facts);
  return path === undefined ? [] : [`${path}/`];
}
