import { z } from 'zod';

export const removedFile = z
  .strictObject({
    stacks: z
      .record(z.string(), z.enum(['destroy', 'forget']))
      .optional()
      .describe('Applied stacks that left the configuration: destroy what they hold, or only forget them'),
    accounts: z
      .record(z.string(), z.literal('close'))
      .optional()
      .describe('Accounts to close; without a word here they stay, unassigned'),
    confirm: z
      .array(z.string())
      .optional()
      .describe('Stacks that hold log buckets, the hub, state or Identity Center need their id here as well'),
  })
  .describe('What was taken away on purpose');

export type RemovedFile = z.infer<typeof removedFile>;
