import { CloudtrailOrganizationDelegatedAdminAccount } from '@cdktf/provider-aws/lib/cloudtrail-organization-delegated-admin-account';
import { DetectiveOrganizationAdminAccount } from '@cdktf/provider-aws/lib/detective-organization-admin-account';
import { GuarddutyOrganizationAdminAccount } from '@cdktf/provider-aws/lib/guardduty-organization-admin-account';
import { Inspector2DelegatedAdminAccount } from '@cdktf/provider-aws/lib/inspector2-delegated-admin-account';
import { Macie2OrganizationAdminAccount } from '@cdktf/provider-aws/lib/macie2-organization-admin-account';
import { OrganizationsDelegatedAdministrator } from '@cdktf/provider-aws/lib/organizations-delegated-administrator';
import { SecurityhubOrganizationAdminAccount } from '@cdktf/provider-aws/lib/securityhub-organization-admin-account';
import { VpcIpamOrganizationAdminAccount } from '@cdktf/provider-aws/lib/vpc-ipam-organization-admin-account';
import type { ITerraformDependable, TerraformResource } from 'cdktf';
import type { Construct } from 'constructs';
import { after } from '../after';

/** Which account administers a service, in the way in which that service wants to be told. */
export type DelegatedAdministratorProps = {
  readonly accountId: string;
  readonly dependsOn: readonly ITerraformDependable[];
} & (
  | { readonly by: 'organizations'; readonly servicePrincipal: string }
  | { readonly by: 'ipam' | 'cloudtrail' }
  | { readonly by: 'guardduty' | 'securityhub' | 'macie2' | 'detective' | 'inspector2'; readonly region: string }
);

export function delegatedAdministrator(
  scope: Construct,
  id: string,
  props: DelegatedAdministratorProps,
): TerraformResource {
  const { accountId } = props;
  const order = after(props.dependsOn);
  switch (props.by) {
    case 'organizations':
      return new OrganizationsDelegatedAdministrator(scope, id, {
        accountId,
        servicePrincipal: props.servicePrincipal,
        ...order,
      });
    case 'ipam':
      return new VpcIpamOrganizationAdminAccount(scope, id, { delegatedAdminAccountId: accountId, ...order });
    case 'cloudtrail':
      return new CloudtrailOrganizationDelegatedAdminAccount(scope, id, { accountId, ...order });
    case 'guardduty':
      return new GuarddutyOrganizationAdminAccount(scope, id, {
        adminAccountId: accountId,
        region: props.region,
        ...order,
      });
    case 'securityhub':
      return new SecurityhubOrganizationAdminAccount(scope, id, {
        adminAccountId: accountId,
        region: props.region,
        ...order,
      });
    case 'macie2':
      return new Macie2OrganizationAdminAccount(scope, id, {
        adminAccountId: accountId,
        region: props.region,
        ...order,
      });
    case 'detective':
      return new DetectiveOrganizationAdminAccount(scope, id, { accountId, region: props.region, ...order });
    case 'inspector2':
      return new Inspector2DelegatedAdminAccount(scope, id, { accountId, region: props.region, ...order });
  }
}
