import type { App, Manifest } from 'cdktf';
import { TokenMap } from 'cdktf/lib/tokens/private/token-map';
import type { StackSlice } from '../landfall/model/stack';
import { renderStack } from './index';
import type { LandfallStack } from './landfall-stack';

/**
 * Writes the stacks of slices into the folder of the app, one after another. Each is let go of before the next is made:
 * `app.synth()` would write the same, but hold all constructs of all accounts at once.
 * @param change what else is to be done to each stack before it is written
 * @returns what belongs into the manifest, without dependencies
 */
export function synthesizeStacks(
  app: App,
  slices: readonly StackSlice[],
  change: (stack: LandfallStack) => void = () => undefined,
): Manifest {
  const { manifest, outdir } = app;
  for (const slice of slices) {
    const stack = renderStack(app, slice);
    change(stack);
    stack.synthesizer.synthesize({ outdir, skipValidation: true, manifest });
    app.node.tryRemoveChild(stack.node.id);
    forgetTokens();
  }
  return manifest;
}

/**
 * Writes the manifest, from which `cdktf` and the runner know stacks and their order.
 * @param needs ids of the stacks that must be applied before, by stack id; those that are not written are left out
 */
export function writeManifest(manifest: Manifest, needs: ReadonlyMap<string, readonly string[]>): void {
  for (const [id, { dependencies }] of Object.entries(manifest.stacks)) {
    dependencies.push(...(needs.get(id) ?? []).filter((need) => need in manifest.stacks));
  }
  manifest.writeToFile();
}

/** CDKTF remembers every token for good, and with each the tree of its construct; no stack sees those of another. */
function forgetTokens(): void {
  for (const field of Object.values(TokenMap.instance())) if (field instanceof Map) field.clear();
}
