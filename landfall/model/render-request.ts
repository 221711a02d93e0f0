import type { StackSlice } from './stack';

/** What the runner hands, as JSON, to a process that renders slices; the answer is a manifest. */
export interface RenderRequest {
  /** Folder that gets `stacks/<id>/cdk.tf.json`. */
  readonly output: string;
  readonly slices: readonly StackSlice[];
}
