import type { Codes } from './entry';

/** LF12xx to LF19xx: what a configuration that can be read says and must not say. */
export const modelCodes = {} as const satisfies Codes;
