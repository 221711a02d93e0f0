import { networkAttachRole, networkProfile, roleArn } from './names';
import type { StackContent } from './slices';
import type { SpokeProvider } from './stack';

/**
 * How a spoke's stack acts in the network account. The role is named only where runs assume roles themselves; otherwise
 * a profile stands for it.
 */
export function spokeProvider(accountId: string, assumesRoles: boolean): SpokeProvider {
  return {
    accountId,
    roleArn: assumesRoles ? roleArn(accountId, networkAttachRole) : undefined,
    profile: assumesRoles ? undefined : networkProfile,
  };
}

/** @returns the second provider of a stack; none where it acts in its own account only. */
export function spokeProviderOf(content: StackContent): SpokeProvider | undefined {
  if (content.kind === 'removed') return content.networkProvider;
  return content.kind === 'account' && content.vpc?.kind === 'corporate' ? content.vpc.networkProvider : undefined;
}
