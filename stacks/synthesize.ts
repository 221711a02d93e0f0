import type { App } from 'cdktf';
import { TokenMap } from 'cdktf/lib/tokens/private/token-map';
import type { StackSlice } from '../landfall/model/stack';
import { renderStack } from './index';
import { markPreview } from './preview';

export interface SynthesisMode {
  /** Whether the stacks are to be read only: see `markPreview`. */
  readonly preview: boolean;
}

/**
 * Writes the stacks of slices into the folder of the app, one after another, and the manifest. Each is let go of before
 * the next is made: `app.synth()` would write the same, but hold all constructs of all accounts at once.
 * @param needs ids of the stacks that must be applied before, by stack id; those that are not written are left out
 */
export function synthesizeStacks(
  app: App,
  slices: readonly StackSlice[],
  needs: ReadonlyMap<string, readonly string[]>,
  { preview }: SynthesisMode,
): void {
  const written = new Set(slices.map(({ envelope }) => envelope.id));
  for (const slice of slices) {
    const stack = renderStack(app, slice);
    if (preview) markPreview(stack);
    const { id } = stack.node;
    app.manifest.forStack(stack).dependencies.push(...(needs.get(id) ?? []).filter((need) => written.has(need)));
    stack.synthesizer.synthesize({ outdir: app.outdir, skipValidation: true, manifest: app.manifest });
    app.node.tryRemoveChild(id);
    forgetTokens();
  }
  app.manifest.writeToFile();
}

/** CDKTF remembers every token for good, and with each the tree of its construct; no stack sees those of another. */
function forgetTokens(): void {
  for (const field of Object.values(TokenMap.instance())) if (field instanceof Map) field.clear();
}
