import {
  DescribePermissionSetCommand,
  GetInlinePolicyForPermissionSetCommand,
  GetPermissionsBoundaryForPermissionSetCommand,
  ListCustomerManagedPolicyReferencesInPermissionSetCommand,
  ListManagedPoliciesInPermissionSetCommand,
  ListTagsForResourceCommand,
  type CustomerManagedPolicyReference,
  type PermissionsBoundary,
  type SSOAdminClient,
} from '@aws-sdk/client-sso-admin';
import type { FoundPermissionSet } from '../inventory';
import type { Asker } from './ask';
import { perhaps, sure, tagMap } from './values';

/** Names a permission set to AWS. */
export interface PermissionSetName {
  readonly InstanceArn: string;
  readonly PermissionSetArn: string;
}

/** A permission set with all that it grants, but not where. */
export async function readPermissionSet(
  ask: Asker,
  sso: SSOAdminClient,
  set: PermissionSetName,
): Promise<FoundPermissionSet> {
  const [described, inline, managed, customerManaged, boundary, tags] = await Promise.all([
    ask.one('sso:DescribePermissionSet', () => sso.send(new DescribePermissionSetCommand(set))),
    ask.one('sso:GetInlinePolicyForPermissionSet', () => sso.send(new GetInlinePolicyForPermissionSetCommand(set))),
    ask.all(
      'sso:ListManagedPoliciesInPermissionSet',
      (NextToken) => sso.send(new ListManagedPoliciesInPermissionSetCommand({ ...set, NextToken })),
      ({ AttachedManagedPolicies }) => AttachedManagedPolicies,
    ),
    ask.all(
      'sso:ListCustomerManagedPolicyReferencesInPermissionSet',
      (NextToken) => sso.send(new ListCustomerManagedPolicyReferencesInPermissionSetCommand({ ...set, NextToken })),
      ({ CustomerManagedPolicyReferences }) => CustomerManagedPolicyReferences,
    ),
    ask.one(
      'sso:GetPermissionsBoundaryForPermissionSet',
      () => sso.send(new GetPermissionsBoundaryForPermissionSetCommand(set)),
      ['ResourceNotFoundException'],
    ),
    ask.all(
      'sso:ListTagsForResource',
      (NextToken) =>
        sso.send(
          new ListTagsForResourceCommand({
            InstanceArn: set.InstanceArn,
            ResourceArn: set.PermissionSetArn,
            NextToken,
          }),
        ),
      ({ Tags }) => Tags,
    ),
  ]);
  const { Description, Name, RelayState, SessionDuration } = described?.PermissionSet ?? {};
  return {
    arn: set.PermissionSetArn,
    name: sure(Name),
    description: perhaps(Description),
    sessionDuration: perhaps(SessionDuration),
    relayState: perhaps(RelayState),
    inlinePolicy: perhaps(inline?.InlinePolicy),
    managedPolicies: managed.map(({ Arn }) => sure(Arn)),
    customerManagedPolicies: customerManaged.map(reference),
    boundary: boundaryOf(boundary?.PermissionsBoundary),
    provisionedAccounts: [],
    tags: tagMap(tags),
  };
}

function boundaryOf(boundary: PermissionsBoundary | undefined): FoundPermissionSet['boundary'] {
  const { CustomerManagedPolicyReference: own, ManagedPolicyArn: managedPolicyArn } = boundary ?? {};
  if (own !== undefined) return { customerManagedPolicy: reference(own) };
  return managedPolicyArn === undefined ? undefined : { managedPolicyArn };
}

/** AWS leaves the path out where it is the usual one. */
function reference({ Name, Path }: CustomerManagedPolicyReference): { readonly name: string; readonly path: string } {
  return { name: sure(Name), path: Path ?? '/' };
}
