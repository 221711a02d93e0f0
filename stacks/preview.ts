import type { LandfallStack } from './landfall-stack';

/**
 * Makes a stack that people may read and nobody can deploy: its ids are placeholders, and no Terraform there is or ever
 * was takes its version constraint.
 */
export function markPreview(stack: LandfallStack): void {
  stack.addOverride('//.preview', 'Ids that are not known yet are placeholders. Terraform refuses this on purpose.');
  stack.addOverride('terraform.required_version', '< 0.0.1');
}
