import type { TerraformResource } from 'cdktf';
import type { NewerArgument } from '../landfall/model/newer-arguments';

/**
 * Writes an argument that the bindings don't know. Every such argument goes through here; the model's table says which
 * provider version brought it, and the slice leaves it out where the provider in use may be older.
 */
export function newerArgument(resource: TerraformResource, argument: NewerArgument, value: unknown): void {
  const [type = '', name = ''] = argument.split('.');
  if (resource.terraformResourceType !== type)
    throw new Error(`${argument} is no argument of ${resource.terraformResourceType}`);
  resource.addOverride(name, value);
}
