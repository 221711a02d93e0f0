import type { Codes } from './entry';

/** LF30xx runner, LF40xx bootstrap and AWS, LF50xx rehearsal. */
export const operationCodes = {} as const satisfies Codes;
