import type { Codes } from './entry';

/** LF20xx: lock, decisions and removal. */
export const lockCodes = {} as const satisfies Codes;
