import { SsoadminApplicationAssignment } from '@cdktf/provider-aws/lib/ssoadmin-application-assignment';
import type { Construct } from 'constructs';
import { assignAccount } from '../constructs/identity/account-assignments';
import { makeGroups } from '../constructs/identity/groups';
import { fact } from '../landfall/model/facts';
import type { AccessContent, GroupReference } from '../landfall/model/slices/access';
import type { StackEnvelope } from '../landfall/model/stack';
import { LandfallStack } from './landfall-stack';

/** Wave 9: who gets into the accounts of the platform, or into the accounts and domains of one team. */
export class AccessStack extends LandfallStack {
  constructor(scope: Construct, envelope: StackEnvelope, content: AccessContent) {
    super(scope, envelope);
    const groups = makeGroups(this, content.identityStoreId, content.groups);
    for (const [displayName, groupId] of groups) this.assign(fact.groupId(displayName), groupId);

    for (const { accountId, assignments } of content.accounts) {
      assignAccount(this, {
        instanceArn: content.instanceArn,
        accountId,
        assignments: assignments.map(({ id, group, permissionSetArn }) => ({
          id: `assignment-${id}`,
          groupId: groupIdOf(groups, group),
          permissionSetArn,
        })),
      });
    }
    for (const { id, group, applicationArn } of content.domains) {
      new SsoadminApplicationAssignment(this, `domain-${id}`, {
        applicationArn,
        principalType: 'GROUP',
        principalId: groupIdOf(groups, group),
      });
    }
  }
}

function groupIdOf(made: ReadonlyMap<string, string>, group: GroupReference): string {
  if ('groupId' in group) return group.groupId;
  const id = made.get(group.displayName);
  if (id === undefined) throw new Error(`group ${group.displayName} is not made in this stack`);
  return id;
}
