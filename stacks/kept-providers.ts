import type { StackSlice } from '../landfall/model/stack';
import type { LandfallStack } from './landfall-stack';
import { networkProvider } from './network-provider';

/** Configures providers that nothing in the stack uses, for what the state still holds of an earlier one. */
export function keepProviders(stack: LandfallStack, { envelope, keptNetwork }: StackSlice): void {
  if (keptNetwork !== undefined) networkProvider(stack, keptNetwork, envelope.region);
}
