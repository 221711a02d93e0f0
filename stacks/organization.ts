import { IamOrganizationsFeatures } from '@cdktf/provider-aws/lib/iam-organizations-features';
import { OrganizationsOrganization } from '@cdktf/provider-aws/lib/organizations-organization';
import { OrganizationsOrganizationalUnit } from '@cdktf/provider-aws/lib/organizations-organizational-unit';
import { OrganizationsResourcePolicy } from '@cdktf/provider-aws/lib/organizations-resource-policy';
import type { Construct } from 'constructs';
import { fact } from '../landfall/model/facts';
import { hyphenated } from '../landfall/model/names';
import type { OrganizationContent } from '../landfall/model/slices/organization';
import type { StackEnvelope } from '../landfall/model/stack';
import { LandfallStack } from './landfall-stack';

/** Wave 1: the organization itself (made by bootstrap, imported here), its units, and central root access. */
export class OrganizationStack extends LandfallStack {
  constructor(scope: Construct, envelope: StackEnvelope, content: OrganizationContent) {
    super(scope, envelope);
    const organization = this.organization(content);
    this.units(content);
    if (content.rootAccessFeatures.length > 0) {
      new IamOrganizationsFeatures(this, 'root-access', {
        enabledFeatures: [...content.rootAccessFeatures],
        ...(organization === undefined ? {} : { dependsOn: [organization] }),
      });
    }
    if (content.resourcePolicy !== undefined) {
      new OrganizationsResourcePolicy(this, 'resource-policy', {
        content: content.resourcePolicy,
        ...(organization === undefined ? {} : { dependsOn: [organization] }),
      });
    }
  }

  private organization({ organization }: OrganizationContent): OrganizationsOrganization | undefined {
    if (organization === undefined) return undefined;
    const resource = new OrganizationsOrganization(this, 'organization', {
      featureSet: 'ALL',
      enabledPolicyTypes: [...organization.policyTypes],
      awsServiceAccessPrincipals: [...organization.trustedServices],
      // The list is authoritative: a shorter one would switch off Control Tower or Identity Center.
      lifecycle: { preventDestroy: true, ignoreChanges: ['aws_service_access_principals'] },
    });
    resource.importFrom(organization.id);
    return resource;
  }

  private units({ units }: OrganizationContent): void {
    const made = new Map<string, OrganizationsOrganizationalUnit>();
    let previous: OrganizationsOrganizationalUnit | undefined;
    for (const unit of units) {
      const parentId = 'unit' in unit.parent ? made.get(unit.parent.unit)?.id : unit.parent.awsId;
      if (parentId === undefined) throw new Error(`unit ${unit.id} comes before its parent`);
      // Organizations refuses changes of the tree that come at the same time.
      const resource = new OrganizationsOrganizationalUnit(this, `unit-${hyphenated(unit.id)}`, {
        name: unit.name,
        parentId,
        lifecycle: { preventDestroy: true },
        ...(previous === undefined ? {} : { dependsOn: [previous] }),
      });
      previous = resource;
      made.set(unit.id, resource);
      this.assign(fact.unitId(unit.id), resource.id);
    }
  }
}
