import type { BlueprintEntry } from '../account-blueprints/blueprint';

/** Your own blueprints: see README.md. */
export const blueprints: readonly BlueprintEntry[] = [];
