import { fact, type FactReader } from '../facts';
import { policyTypeNames } from '../policy-types';
import type { StackNode } from '../stack';
import { trustedServicesOf } from '../trusted-services';
import { managementKey, type LandingZone } from '../zone';

/** A unit that the stack makes. */
export interface OwnedUnit {
  /** Id in the model, such as `workloads/prod`; its fact is derived from it. */
  readonly id: string;
  readonly name: string;
  /** A unit of the same stack by its model id, or a parent that exists already by its id in AWS. */
  readonly parent: { readonly unit: string } | { readonly awsId: string };
}

export interface OrganizationContent {
  readonly kind: 'organization';
  /** Set when Landfall writes the organization itself; bootstrap made it, so it is imported. */
  readonly organization:
    | { readonly id: string; readonly policyTypes: readonly string[]; readonly trustedServices: readonly string[] }
    | undefined;
  readonly units: readonly OwnedUnit[];
  /** Minified JSON: lets the deployment account read the organization. */
  readonly resourcePolicy: string | undefined;
  /** Features of central root access, as the IAM API spells them. */
  readonly rootAccessFeatures: readonly string[];
}

/** Policy types in use, plus service control policies, which `FullAWSAccess` needs to exist. */
export function policyTypesInUse(zone: LandingZone): readonly string[] {
  const used = zone.guardrails.policies.map((policy) => policyTypeNames[policy.type]);
  return [...new Set(['SERVICE_CONTROL_POLICY', ...(zone.organization.policyTypes ?? []), ...used])].sort();
}

/** The organization, its tree of units and central root access. */
export function organizationNode(zone: LandingZone): StackNode {
  const owned = zone.units.filter((unit) => unit.id !== 'root' && unit.manage === 'own');
  return {
    id: 'organization',
    kind: 'organization',
    wave: '1',
    account: managementKey,
    after: [],
    assigns: owned.map((unit) => fact.unitId(unit.id)),
    reveals: [],
    createsIn: [],
    content: (facts) => organizationContent(zone, facts),
  };
}

function organizationContent(zone: LandingZone, facts: FactReader): OrganizationContent {
  const ownedIds = new Set(zone.units.filter((unit) => unit.manage === 'own').map((unit) => unit.id));
  const own = zone.organization.manage === 'own';
  return {
    kind: 'organization',
    organization: own
      ? {
          id: facts.get(fact.organizationId),
          policyTypes: policyTypesInUse(zone),
          trustedServices: trustedServicesOf(zone),
        }
      : undefined,
    units: zone.units
      .filter((unit) => unit.id !== 'root' && unit.manage === 'own')
      .map((unit) => ({
        id: unit.id,
        name: unit.name,
        parent:
          unit.parent !== undefined && unit.parent !== 'root' && ownedIds.has(unit.parent)
            ? { unit: unit.parent }
            : { awsId: facts.get(fact.unitId(unit.parent ?? 'root')) },
      })),
    resourcePolicy: own ? readOnlyDelegation(facts.get(fact.accountId(zone.deployment.account))) : undefined,
    rootAccessFeatures: own ? ['RootCredentialsManagement', 'RootSessions'] : [],
  };
}

/** Reading the organization is enough for the deployment account; writing goes through roles of the management account. */
function readOnlyDelegation(deploymentAccountId: string): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'DeploymentReads',
        Effect: 'Allow',
        Principal: { AWS: `arn:aws:iam::${deploymentAccountId}:root` },
        Action: ['organizations:Describe*', 'organizations:List*'],
        Resource: '*',
      },
    ],
  });
}
