import { AccountAlternateContact } from '@cdktf/provider-aws/lib/account-alternate-contact';
import { OrganizationsAccount } from '@cdktf/provider-aws/lib/organizations-account';
import { ServicecatalogProvisionedProduct } from '@cdktf/provider-aws/lib/servicecatalog-provisioned-product';
import type { TerraformStack } from 'cdktf';

const contactTypes = ['billing', 'operations', 'security'] as const;

/**
 * Takes accounts out of a stack's state without destroying them: they stay in the organization, with their contacts.
 * Terraform passes over what the state doesn't hold, so how an account was made needn't be known.
 * @param keys ids under which the accounts were made in the stack
 */
export function leaveAccounts(stack: TerraformStack, keys: readonly string[]): void {
  const addresses = keys.flatMap((key) => [
    `${OrganizationsAccount.tfResourceType}.${key}`,
    `${ServicecatalogProvisionedProduct.tfResourceType}.${key}`,
    ...contactTypes.map((type) => `${AccountAlternateContact.tfResourceType}.${key}_${type}`),
  ]);
  // CDKTF 0.21 has no element for it.
  stack.addOverride(
    'removed',
    addresses.map((from) => ({ from, lifecycle: { destroy: false } })),
  );
}
