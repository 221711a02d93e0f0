import { ServicecatalogOrganizationsAccess } from '@cdktf/provider-aws/lib/servicecatalog-organizations-access';
import type { ITerraformDependable } from 'cdktf';
import type { Construct } from 'constructs';
import { delegatedAdministrator } from '../constructs/security/delegated-administrator';
import type { DelegationContent } from '../landfall/model/slices/delegation';
import type { StackEnvelope } from '../landfall/model/stack';
import { LandfallStack } from './landfall-stack';

/** Wave 6: which account administers which service for all. */
export class DelegationStack extends LandfallStack {
  constructor(scope: Construct, envelope: StackEnvelope, content: DelegationContent) {
    super(scope, envelope);
    let before: readonly ITerraformDependable[] = [];
    if (content.serviceCatalogAccess) {
      before = [new ServicecatalogOrganizationsAccess(this, 'service-catalog', { enabled: true })];
    }
    // Registrations change the organization: one after another.
    for (const { id, ...delegation } of content.delegations) {
      before = [delegatedAdministrator(this, id, { ...delegation, dependsOn: before })];
    }
  }
}
