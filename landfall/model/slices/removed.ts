import type { SpokeProvider } from '../stack';

/** A stack that left the configuration and is to be destroyed: only providers and backend remain. */
export interface RemovedContent {
  readonly kind: 'removed';
  /**
   * Keys of accounts that the stack made. They are forgotten, not destroyed: destroying one would take it out of the
   * organization.
   */
  readonly accounts?: readonly string[];
  /** Set where the stack made things in the network account too, which only that provider can destroy. */
  readonly networkProvider?: SpokeProvider;
}
