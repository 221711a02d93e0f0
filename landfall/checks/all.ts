import type { Check } from './check';

/** Every check, one file each; the order does not matter, findings are sorted by place. */
export const allChecks: readonly Check[] = [];
