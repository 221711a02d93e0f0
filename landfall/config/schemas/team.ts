import { z } from 'zod';
import { blueprintReference } from './accounts';
import { accountId, connectivity, email, key, manage, unitPath } from './common';

const teamAccount = z.union([
  connectivity,
  z.strictObject({
    connectivity: connectivity.optional(),
    unit: unitPath.optional(),
    name: z.string().optional(),
    email: email.optional(),
    generation: z.number().int().min(1).optional(),
    blueprint: blueprintReference.optional(),
    purpose: z.string().optional(),
    manage: manage.optional(),
    id: accountId.optional(),
  }),
]);

export const teamFile = z
  .strictObject({
    name: z.string().min(1).describe('Name of the team, for people'),
    email: email.describe('Where budget alerts and contacts go'),
    costCenter: z.string(),
    businessUnit: z.string().optional(),
    budget: z.number().positive().optional().describe('Budget of the team in US dollars a month'),
    accounts: z
      .record(key, teamAccount.nullable())
      .optional()
      .describe('Accounts by stage; the one question is the connectivity. Default: the default stages'),
  })
  .describe('One team: at most ten lines');

export type TeamFile = z.infer<typeof teamFile>;
