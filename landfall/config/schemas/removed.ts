import { z } from 'zod';

export const removedFile = z
  .strictObject({
    stacks: z
      .record(z.string(), z.enum(['destroy', 'forget']))
      .optional()
      .describe('Applied stacks that left the configuration: destroy what they hold, or only forget them'),
    accounts: z
      .record(z.string(), z.enum(['keep', 'close']))
      .optional()
      .describe(
        'Accounts that left the configuration: keep them in the organization, where nobody writes them any more, or close them; closing is confirmed below, after a first deployment has marked them',
      ),
    confirm: z
      .array(z.string())
      .optional()
      .describe('Ids of stacks that hold log buckets, the hub, state or Identity Center, and keys of accounts to be closed: each is removed only if it stands here as well'),
  })
  .describe('What was taken away on purpose');

export type RemovedFile = z.infer<typeof removedFile>;
