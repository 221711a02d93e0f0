import { networkAttachRole, networkProfile, roleArn } from './names';
import type { StackContent } from './slices';
import type { SpokeProvider, StackSlice } from './stack';

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

/** @returns the second provider that a stack is rendered with, be it only to destroy what it made with it before. */
export function renderedSpokeProvider({ content, keptNetwork }: StackSlice): SpokeProvider | undefined {
  return spokeProviderOf(content) ?? keptNetwork;
}
