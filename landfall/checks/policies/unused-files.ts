import { check } from '../check';

/** LF1820: every file of `policies/` is a policy, or the inline policy of a permission set. */
export const unusedPolicyFiles = check(({ zone }) =>
  (zone.guardrails.unusedFiles ?? []).map((file) => ({
    code: 'LF1820',
    severity: 'warning',
    at: { file: `policies/${file}`, path: [] },
    message: `nothing names policies/${file}, so it guards nothing`,
    help: 'Describe it in guardrails.yaml, or delete it',
  })),
);
