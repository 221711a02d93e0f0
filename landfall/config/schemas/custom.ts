import { z } from 'zod';
import { key } from './common';

export const customFile = z
  .strictObject({
    stacks: z
      .record(
        key,
        z.strictObject({
          stack: z.string().describe('Name under which custom/index.ts registers the class'),
          account: key.describe('Account in which it acts'),
          after: z.array(z.string()).optional().describe('Ids of stacks that must be applied before it'),
          facts: z.array(z.string()).optional().describe('Facts that it is given, such as hub/transit-gateway-id'),
          settings: z.record(z.string(), z.string()).optional().describe('Whatever else the class reads'),
        }),
      )
      .optional()
      .describe('Your own stacks; the id of each is own-<key>'),
  })
  .describe('Your own stacks beside those of the landing zone');

export type CustomFile = z.infer<typeof customFile>;
