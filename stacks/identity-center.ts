import type { Construct } from 'constructs';
import { makeGroups } from '../constructs/identity/groups';
import { PermissionSet } from '../constructs/identity/permission-set';
import { fact } from '../landfall/model/facts';
import type { IdentityCenterContent } from '../landfall/model/slices/identity-center';
import type { StackEnvelope } from '../landfall/model/stack';
import { LandfallStack } from './landfall-stack';

/** Wave 5: permission sets and the groups of the platform's own teams. */
export class IdentityCenterStack extends LandfallStack {
  constructor(scope: Construct, envelope: StackEnvelope, content: IdentityCenterContent) {
    super(scope, envelope);
    for (const { id, ...set } of content.permissionSets) {
      const { arn } = new PermissionSet(this, id, { ...set, instanceArn: content.instanceArn });
      this.assign(fact.permissionSetArn(set.name), arn);
    }
    for (const [displayName, groupId] of makeGroups(this, content.identityStoreId, content.groups)) {
      this.assign(fact.groupId(displayName), groupId);
    }
  }
}
