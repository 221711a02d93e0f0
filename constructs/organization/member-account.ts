import { AccountAlternateContact } from '@cdktf/provider-aws/lib/account-alternate-contact';
import { OrganizationsAccount } from '@cdktf/provider-aws/lib/organizations-account';
import { ServicecatalogProvisionedProduct } from '@cdktf/provider-aws/lib/servicecatalog-provisioned-product';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { after } from '../after';
import { literal } from '../literal';

/** An account made by Organizations: it enrols by itself when it enters a registered unit. */
export interface OrganizationAccountProps {
  readonly name: string;
  readonly email: string;
  readonly parentId: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly importId: string | undefined;
  readonly dependsOn: readonly ITerraformDependable[];
}

/** Makes the account under `id` in the scope. An account can't be made twice with one e-mail: it is never destroyed. */
export function organizationAccount(
  scope: Construct,
  id: string,
  props: OrganizationAccountProps,
): OrganizationsAccount {
  const account = new OrganizationsAccount(scope, id, {
    name: literal(props.name),
    email: props.email,
    parentId: props.parentId,
    tags: { ...props.tags },
    closeOnDeletion: false,
    ...after(props.dependsOn),
    // The API tells neither of them; after an import they would look like a change that replaces the account.
    lifecycle: { preventDestroy: true, ignoreChanges: ['role_name', 'iam_user_access_to_billing'] },
  });
  if (props.importId !== undefined) account.importFrom(props.importId);
  return account;
}

/** An account made by Control Tower's account factory. */
export interface FactoryAccountProps {
  readonly name: string;
  readonly productId: string;
  readonly artifactId: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
  readonly dependsOn: readonly ITerraformDependable[];
}

/** An account from the account factory, with its id read from what the product puts out. */
export class FactoryAccount extends Construct {
  readonly accountId: string;
  readonly product: ServicecatalogProvisionedProduct;

  constructor(scope: Construct, id: string, props: FactoryAccountProps) {
    super(scope, id);
    this.product = new ServicecatalogProvisionedProduct(this, 'Default', {
      name: props.name,
      productId: props.productId,
      provisioningArtifactId: props.artifactId,
      provisioningParameters: Object.entries(props.parameters).map(([key, value]) => ({ key, value: literal(value) })),
      tags: { ...props.tags },
      ...after(props.dependsOn),
      // Vending takes 20 to 60 minutes, and others may stand in the queue.
      timeouts: { create: '120m', update: '120m', delete: '120m' },
      // Terminating the product takes the account out of Control Tower and out of its unit.
      lifecycle: { preventDestroy: true },
    });
    // The outputs are a set without an order: the one with this key is looked for when the product is there.
    const address = `${this.product.terraformResourceType}.${this.product.friendlyUniqueId}`;
    this.accountId = `\${one([for output in ${address}.outputs : output.value if output.key == "AccountId"])}`;
  }
}

export interface AlternateContactsProps {
  readonly accountId: string;
  readonly contacts: readonly {
    readonly type: string;
    readonly name: string;
    readonly title: string;
    readonly email: string;
    readonly phone: string;
  }[];
}

/** Whom AWS writes to besides the account's own mailbox, one a type. */
export function alternateContacts(scope: Construct, id: string, props: AlternateContactsProps): void {
  for (const { type, name, title, email, phone } of props.contacts) {
    new AccountAlternateContact(scope, `${id}_${type.toLowerCase()}`, {
      accountId: props.accountId,
      alternateContactType: type,
      name: literal(name),
      title: literal(title),
      emailAddress: email,
      phoneNumber: phone,
    });
  }
}
