const fc = require('fast-check');

// The same tests for the same code: a failure that comes and goes by chance tells nothing about a change. To look
// further, try other seeds: FAST_CHECK_SEED=$RANDOM FAST_CHECK_RUNS=5000 npx jest lock
const { FAST_CHECK_RUNS, FAST_CHECK_SEED } = process.env;
fc.configureGlobal({
  seed: Number(FAST_CHECK_SEED ?? 20261125),
  ...(FAST_CHECK_RUNS === undefined ? {} : { numRuns: Number(FAST_CHECK_RUNS) }),
});
