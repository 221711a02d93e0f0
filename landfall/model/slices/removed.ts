/** A stack that left the configuration and is to be destroyed: only provider and backend remain. */
export interface RemovedContent {
  readonly kind: 'removed';
}
