import { TerraformResource } from 'cdktf';
import type { AdoptedSlice } from '../landfall/model/imports/slice';
import type { LandfallStack } from './landfall-stack';

/**
 * Adds to a stack what its slice says about objects that existed before: import blocks, what of them stays as it is, and
 * what the state lets go of.
 * @throws Error where the slice names a resource that the stack doesn't have, which is a mistake of the model
 */
export function takeOver(
  stack: LandfallStack,
  { imports = [], kept = {}, released = [], takenOver = {} }: AdoptedSlice,
): void {
  const resources = resourcesOf(stack);
  for (const { done, id, to } of imports) {
    const resource = resources.get(to);
    if (resource === undefined) throw new Error(`there is no ${to} in the stack ${stack.node.id}`);
    if (done !== true) resource.importFrom(id);
    keep(resource, kept[to] ?? []);
  }
  if (released.length > 0) stack.letGo(released);
  for (const [key, value] of Object.entries(takenOver)) stack.assign(key, value);
}

function resourcesOf(stack: LandfallStack): ReadonlyMap<string, TerraformResource> {
  const resources = stack.node.findAll().flatMap((each) => (TerraformResource.isTerraformResource(each) ? [each] : []));
  return new Map(resources.map((each) => [`${each.terraformResourceType}.${each.friendlyUniqueId}`, each]));
}

function keep(resource: TerraformResource, kept: readonly string[]): void {
  const before = resource.lifecycle?.ignoreChanges ?? [];
  if (kept.length === 0 || typeof before === 'string') return;
  resource.lifecycle = { ...resource.lifecycle, ignoreChanges: [...new Set([...before, ...kept])] };
}
