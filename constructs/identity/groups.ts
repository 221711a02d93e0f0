import { IdentitystoreGroup } from '@cdktf/provider-aws/lib/identitystore-group';
import type { Construct } from 'constructs';
import { literal } from '../literal';

export interface GroupProps {
  readonly id: string;
  readonly displayName: string;
  readonly description: string;
}

/** Makes groups and gives back their ids by display name. */
export function makeGroups(
  scope: Construct,
  identityStoreId: string,
  groups: readonly GroupProps[],
): ReadonlyMap<string, string> {
  return new Map(
    groups.map(({ id, displayName, description }) => {
      const group = new IdentitystoreGroup(scope, id, {
        identityStoreId,
        displayName: literal(displayName),
        // AWS takes no empty one.
        ...(description === '' ? {} : { description: literal(description) }),
        // Who is in a group is in no state: lost with the group.
        lifecycle: { preventDestroy: true },
      });
      return [displayName, group.groupId];
    }),
  );
}
