import { z } from 'zod';
import { exists, key, manage } from './common';

export const securityFile = z
  .strictObject({
    delegations: z
      .record(
        z.string(),
        z.union([
          key,
          z.strictObject({
            account: z.union([key, z.array(key).min(1)]).describe('Several where the service takes several'),
            manage: manage.optional(),
            exists: exists.optional(),
          }),
        ]),
      )
      .optional()
      .describe('Service principal to the key of the account that administers it'),
    accessAnalyzer: z.boolean().optional().describe('Organization analyzer in the delegated account; default true'),
  })
  .describe('Delegated administration of security services');

export type SecurityFile = z.infer<typeof securityFile>;
