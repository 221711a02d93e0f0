import { spokeProvider, spokeProviderOf } from '../spoke-provider';
import type { StackSlice } from '../stack';
import type { AppliedStack } from './facts';

/**
 * Keeps the second provider of a stack whose state may still hold what was made with it, although the configuration
 * doesn't ask for it any more: without that provider Terraform could not destroy it. An account that becomes isolated is
 * such a case. Not part of the hash of the slice, because it says nothing about what the stack is to be.
 */
export function withAppliedProviders(slice: StackSlice, applied: AppliedStack | undefined): StackSlice {
  if (applied?.network === undefined || spokeProviderOf(slice.content) !== undefined) return slice;
  return { ...slice, keptNetwork: spokeProvider(applied.network, slice.envelope.roleArn !== undefined) };
}
