/** Facts of `tests/` as they were written, for those who may not read files themselves. */
export type { Written, WrittenFact } from '../config/policy-tests';
