import type { BlueprintEntry } from '../account-blueprints/blueprint';
import type { OwnStackEntry } from '../stacks/own-stack';

/** Your own blueprints, chosen by `blueprint: name@version`. See README.md. */
export const blueprints: readonly BlueprintEntry[] = [];

/** Your own stacks, chosen by name. See README.md. */
export const stacks: readonly OwnStackEntry[] = [];
