import { SsoadminAccountAssignment } from '@cdktf/provider-aws/lib/ssoadmin-account-assignment';
import type { Construct } from 'constructs';

export interface AccountAssignmentsProps {
  readonly instanceArn: string;
  readonly accountId: string;
  readonly assignments: readonly {
    readonly id: string;
    readonly groupId: string;
    readonly permissionSetArn: string;
  }[];
}

/** Assigns groups to one account, one after another: AWS updates one role of an account at a time. */
export function assignAccount(scope: Construct, props: AccountAssignmentsProps): void {
  const { instanceArn, accountId, assignments } = props;
  let previous: SsoadminAccountAssignment | undefined;
  for (const { id, groupId, permissionSetArn } of assignments) {
    previous = new SsoadminAccountAssignment(scope, id, {
      instanceArn,
      permissionSetArn,
      principalType: 'GROUP',
      principalId: groupId,
      targetType: 'AWS_ACCOUNT',
      targetId: accountId,
      ...(previous === undefined ? {} : { dependsOn: [previous] }),
    });
  }
}
