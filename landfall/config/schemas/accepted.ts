import { z } from 'zod';
import { reason } from './common';

const acceptance = z.strictObject({
  code: z
    .string()
    .regex(/^LF\d{4}$/, 'a code is LF and four digits')
    .describe('Code of the finding; only findings of checks can be accepted, and not all of them'),
  where: z
    .string()
    .min(1)
    .describe(
      'The one place: file and keys, such as network.yaml:segments.lab.pool, or a word of the message, such as an account',
    ),
  reason,
  until: z.iso
    .date('not a day such as 2027-01-31')
    .describe('Last day on which it is accepted; from then on the finding counts again'),
});

export const acceptedFile = z
  .strictObject({
    findings: z.array(acceptance).optional().describe('One entry a finding: another one of the same code still counts'),
  })
  .describe('Findings that are known and left as they are for a while');

export type AcceptedFile = z.infer<typeof acceptedFile>;
