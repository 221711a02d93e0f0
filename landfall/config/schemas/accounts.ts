import { z } from 'zod';
import { accountId, connectivity, email, key, manage, unitPath } from './common';

/** What an account does for the others; each duty but `sandbox` and `data-lake` is done by one account. */
export const duty = z.enum([
  'log-archive',
  'security-tooling',
  'network',
  'shared-services',
  'devops',
  'backup-admin',
  'central-backup',
  'ml-shared-services',
  'ml-deployments',
  'data-lake',
  'data-governance',
  'feature-store',
  'sandbox',
]);

export const blueprintReference = z
  .string()
  .regex(/^(none|[a-z][a-z0-9-]*@[1-9][0-9]*)$/, 'a blueprint and its version, such as ml-workload@1, or none')
  .describe('Blueprint and its version; none: nothing is deployed into the account');

const account = z.strictObject({
  name: z.string().min(1).describe('Name in AWS, at most 50 characters'),
  unit: unitPath,
  owner: z
    .union([key, z.array(key)])
    .optional()
    .describe('The one team that answers for the account'),
  purpose: z.string().describe('What the account is for'),
  serves: z
    .union([duty, z.array(duty)])
    .optional()
    .describe('Duties of the account in the landing zone'),
  connectivity: connectivity.optional(),
  blueprint: blueprintReference.optional(),
  email: email.optional(),
  generation: z.number().int().min(1).optional().describe('Counts up when a closed account is made again'),
  manage: manage.optional(),
  id: accountId.optional(),
});

const stage = z.strictObject({
  unit: unitPath,
  connectivity: connectivity.describe('What a team gets when it does not say'),
  blueprint: blueprintReference.optional(),
  environment: z.string().optional().describe('Value of the environment tag; default: the stage'),
});

export const accountsFile = z
  .strictObject({
    owners: z
      .record(key, z.strictObject({ email: email, costCenter: z.string(), businessUnit: z.string().optional() }))
      .describe('Teams that own platform accounts'),
    stages: z.record(key, stage).describe('Stages a team can have, and where their accounts go'),
    defaultStages: z.array(key).optional().describe('Stages of a team that names none; default dev, test, prod'),
    accounts: z.record(key, account).describe('Accounts of the platform'),
  })
  .describe('Platform accounts, their owners, and the stages of teams');

export type AccountsFile = z.infer<typeof accountsFile>;
export type Duty = z.infer<typeof duty>;
