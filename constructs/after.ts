import type { ITerraformDependable } from 'cdktf';

/** Arguments of a resource that waits for others; none where it waits for nothing, so that no empty list is written. */
export function after(dependsOn: readonly ITerraformDependable[]): { readonly dependsOn?: ITerraformDependable[] } {
  return dependsOn.length === 0 ? {} : { dependsOn: [...dependsOn] };
}
