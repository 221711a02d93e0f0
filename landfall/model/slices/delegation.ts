import { constructId, idPart } from '../construct-id';
import { fact, type FactReader } from '../facts';
import type { StackNode } from '../stack';
import { managementKey, type LandingZone } from '../zone';
import { controlTowerStackId } from './control-tower';

/** Services that keep a list of their own of who administers them, a Region at a time. */
export type RegionalService = 'guardduty' | 'securityhub' | 'macie2' | 'detective' | 'inspector2';

/** How a service learns who administers it. */
export type Delegation =
  | { readonly id: string; readonly accountId: string; readonly by: 'organizations'; readonly servicePrincipal: string }
  | { readonly id: string; readonly accountId: string; readonly by: 'ipam' | 'cloudtrail' }
  | { readonly id: string; readonly accountId: string; readonly by: RegionalService; readonly region: string };

export interface DelegationContent {
  readonly kind: 'delegation';
  readonly delegations: readonly Delegation[];
  /** Whether Service Catalog is allowed to share portfolios with units; where portfolios existed before, it was already. */
  readonly serviceCatalogAccess: boolean;
}

/**
 * Services for which an entry in Organizations is not enough; their own call also makes that entry.
 * Source: user guides of the services, "delegated administrator", 2026-11.
 */
const regionalServices: Readonly<Record<string, RegionalService>> = {
  'guardduty.amazonaws.com': 'guardduty',
  'securityhub.amazonaws.com': 'securityhub',
  'macie.amazonaws.com': 'macie2',
  'detective.amazonaws.com': 'detective',
  'inspector2.amazonaws.com': 'inspector2',
};
const globalServices: Readonly<Record<string, 'ipam' | 'cloudtrail'>> = {
  'ipam.amazonaws.com': 'ipam',
  'cloudtrail.amazonaws.com': 'cloudtrail',
};

/** One row of security.yaml. */
type Described = LandingZone['security']['delegations'][number];

/** Which account administers which service for the organization. */
export function delegationNode(zone: LandingZone): StackNode {
  return {
    id: 'delegation',
    kind: 'delegation',
    wave: '6',
    account: managementKey,
    // Registering makes resources in the account that administers; Control Tower wants to find it empty.
    after: [controlTowerStackId],
    assigns: [],
    reveals: [],
    createsIn: [],
    content: (facts) => ({
      kind: 'delegation',
      delegations: zone.security.delegations
        .filter((delegation) => delegation.manage !== 'read' && !staysRead(delegation))
        .sort((a, b) => (a.service < b.service ? -1 : 1))
        .flatMap((delegation) => delegations(zone, delegation, facts)),
      serviceCatalogAccess: zone.portfolios.some(({ awsId }) => awsId === undefined) || zone.hub !== undefined,
    }),
  };
}

/** A service that keeps a list of its own can't be imported: who administers it already stays as it is. */
export function staysRead({ exists, service }: Described): boolean {
  return exists === true && (service in regionalServices || service in globalServices);
}

/** Id of what makes an account administer a service; a service that takes several has the first one's plain. */
export function delegationId({ security }: Pick<LandingZone, 'security'>, { account, service }: Described): string {
  const first = security.delegations.find((each) => each.service === service);
  return first === undefined || first.account === account ? idPart(service) : constructId(service, account);
}

function delegations(zone: LandingZone, described: Described, facts: FactReader): readonly Delegation[] {
  const { account, service: servicePrincipal } = described;
  const accountId = facts.get(fact.accountId(account));
  const id = delegationId(zone, described);
  const regional = regionalServices[servicePrincipal];
  if (regional !== undefined) {
    return zone.regions.governed.map((region) => ({ id: `${id}_${region}`, accountId, by: regional, region }));
  }
  const global = globalServices[servicePrincipal];
  if (global !== undefined) return [{ id, accountId, by: global }];
  return [{ id, accountId, by: 'organizations', servicePrincipal }];
}
