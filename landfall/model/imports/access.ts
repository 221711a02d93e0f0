import { fact, type FactReader } from '../facts';
import type { AccessContent } from '../slices/access';
import {
  groupContent,
  permissionSetContent,
  type IdentityCenterContent,
  type PermissionSetContent,
} from '../slices/identity-center';
import type { LandingZone } from '../zone';
import { terraformAddress } from './address';
import { importBlock } from './block';
import type { Found } from './found';
import { oneImport, partsOfOne } from './found';

/** Permission sets with all that is attached to them, and groups of the platform. */
export function identityCenterImports(zone: LandingZone, content: IdentityCenterContent, facts: FactReader): Found {
  const { instanceArn, identityStoreId } = content;
  const sets = zone.access.permissionSets.flatMap((set) => {
    if (set.arn === undefined) return [];
    const parts = permissionSetImports(permissionSetContent(set), set.arn, instanceArn);
    if (set.manage === 'read') return [{ released: parts.map(({ to }) => to) }];
    return [partsOfOne(facts, fact.takenOver(`permission-set/${set.name}`), set.arn, parts)];
  });
  const groups = zone.access.groups.flatMap((group) => {
    if (group.awsId === undefined || group.team !== undefined) return [];
    const parts = { identityStoreId, groupId: group.awsId };
    return [oneImport(group.manage, importBlock('aws_identitystore_group', [groupContent(group).id], parts))];
  });
  return { all: [...sets, ...groups] };
}

/** Addresses and ids of a permission set and its parts; all of them have been there before it was taken over. */
function permissionSetImports(set: PermissionSetContent, arn: string, instanceArn: string): readonly ImportedPart[] {
  const part = { arn, instanceArn };
  return [
    importBlock('aws_ssoadmin_permission_set', [set.id], part),
    ...set.managedPolicyArns.map((policyArn) =>
      importBlock('aws_ssoadmin_managed_policy_attachment', [set.id, `managed-${policyArn}`], { ...part, policyArn }),
    ),
    ...set.customerManagedPolicies.map(({ name, path }) =>
      importBlock('aws_ssoadmin_customer_managed_policy_attachment', [set.id, `customer-managed-${path}${name}`], {
        ...part,
        name,
        path,
      }),
    ),
    ...(set.inlinePolicy === undefined
      ? []
      : [importBlock('aws_ssoadmin_permission_set_inline_policy', [set.id, 'inline'], part)]),
    ...(set.boundaryArn === undefined && set.boundaryPolicy === undefined
      ? []
      : [importBlock('aws_ssoadmin_permissions_boundary_attachment', [set.id, 'boundary'], part)]),
  ];
}

type ImportedPart = ReturnType<typeof importBlock>;

/** Assignments of groups that were there before; one to a group that this stack makes can't have been. */
export function accessImports(content: AccessContent): Found {
  const { accounts, instanceArn, readAssignments = [] } = content;
  const imports = accounts.flatMap(({ accountId, assignments }) =>
    assignments.flatMap(({ exists, group, id, permissionSetArn }) =>
      exists === true && 'groupId' in group
        ? [
            importBlock('aws_ssoadmin_account_assignment', [`assignment-${id}`], {
              ...{ groupId: group.groupId, accountId, arn: permissionSetArn, instanceArn },
            }),
          ]
        : [],
    ),
  );
  const released = readAssignments.map((id) => terraformAddress('aws_ssoadmin_account_assignment', `assignment-${id}`));
  return { all: [{ imports, released }] };
}
