// The part of npm run bench that concerns guardrails: npm run bench -- --guardrails
import { performance } from 'node:perf_hooks';
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import asking from '../dist/landfall/analysis/policy-tests/asking.js';
import capabilities from '../dist/landfall/analysis/changes/capabilities.js';
import questions from '../dist/landfall/cli/questions.js';

/** Asks about every capability of every permission set in one account after the other, until there are enough answers. */
function answerQuestions({ zone, prepare }, wanted) {
  let answered = 0;
  const all = capabilities.readCapabilities();
  for (;;) {
    for (const { account, permissionSet } of zone.access.assignments) {
      for (const { action, of, resource, with: context } of all) {
        const request = { as: permissionSet, in: account, action, resource, resourceIn: of, context };
        if (asking.ask(prepare, request).kind === 'answer') answered++;
        if (answered === wanted) return;
      }
    }
    if (answered === 0) throw new Error('no question has an answer');
  }
}

/** Seconds for a number of questions about an organization, opening it not included. The quickest of several runs. */
export async function measureQuestions(directory, { questions: wanted = 10_000, runs = 3 } = {}) {
  const { diagnostics, questions: opened } = await questions.questionsOf(directory);
  if (opened === undefined) throw new Error(diagnostics.map(({ code, message }) => `${code}: ${message}`).join('\n'));
  const times = Array.from({ length: runs }, () => {
    const begin = performance.now();
    answerQuestions(opened, wanted);
    return (performance.now() - begin) / 1000;
  });
  return { questions: wanted, seconds: Math.min(...times), limitSeconds: 5 };
}

/**
 * Seconds in which a fresh process lints an organization: every check of guardrails over the model that `landfall validate`
 * has read, the data of IAM and the positions of what is found included. The quickest of several runs.
 */
export function measureLint(directory, { runs = 3 } = {}) {
  const results = Array.from({ length: runs }, () => {
    const { error, status, stderr, stdout } = spawnSync(process.execPath, [
      resolve('scripts/bench-lint.mjs'),
      directory,
    ]);
    if (status !== 0) throw error ?? new Error(String(stderr));
    return JSON.parse(String(stdout));
  });
  const quickest = results.reduce((best, each) => (each.seconds < best.seconds ? each : best));
  return { ...quickest, limitSeconds: 1 };
}
