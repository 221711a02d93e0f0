import { AccountAlternateContact } from '@cdktf/provider-aws/lib/account-alternate-contact';
import { OrganizationsAccount } from '@cdktf/provider-aws/lib/organizations-account';
import { ServicecatalogProvisionedProduct } from '@cdktf/provider-aws/lib/servicecatalog-provisioned-product';
import type { Construct } from 'constructs';

const contactTypes = ['billing', 'operations', 'security'] as const;

/**
 * Addresses of accounts that a stack's state lets go of without destroying them: they stay in the organization, with
 * their contacts. Terraform passes over what the state doesn't hold, so how an account was made needn't be known.
 * @param keys ids under which the accounts were made in the stack
 * @param closing those of them that the stack takes in again as `closingAccount`
 */
export function leftAddresses(keys: readonly string[], closing: readonly string[] = []): readonly string[] {
  return keys.flatMap((key) => [
    ...(closing.includes(key) ? [] : [`${OrganizationsAccount.tfResourceType}.${key}`]),
    `${ServicecatalogProvisionedProduct.tfResourceType}.${key}`,
    ...contactTypes.map((type) => `${AccountAlternateContact.tfResourceType}.${key}_${type}`),
  ]);
}

/**
 * An account that is to be closed. Whether destroying means closing, the provider reads from the state, so this stands
 * there first. Nothing else about the account changes, and the import keeps anything from being made.
 */
export function closingAccount(scope: Construct, id: string, accountId: string): OrganizationsAccount {
  const account = new OrganizationsAccount(scope, id, {
    // The provider wants both; they are ignored.
    name: 'Closing',
    email: 'closing@landfall.invalid',
    closeOnDeletion: true,
    lifecycle: {
      preventDestroy: true,
      ignoreChanges: ['email', 'iam_user_access_to_billing', 'name', 'parent_id', 'role_name', 'tags', 'tags_all'],
    },
  });
  account.importFrom(accountId);
  return account;
}
