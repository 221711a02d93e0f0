import { z } from 'zod';
import { reason } from './common';

const name = z.string().min(1);
const names = z.union([name, z.array(name).min(1)]);
const actions = z.union([name, z.array(name).min(1)]);
const scalar = z.union([z.string(), z.number(), z.boolean()]);

const fact = z.strictObject({
  name: name.describe('What holds, as a sentence; no other fact of the file has it'),
  as: names.describe(
    'Who: a permission set, a group, a role such as landfall-apply, administrator, root, service-linked, anonymous, or a service such as config.amazonaws.com',
  ),
  in: names.describe(
    'Where: the key of an account; a unit, which means any account in it or below it; `all units`; or `all accounts`',
  ),
  may: actions.optional().describe('Actions that are allowed'),
  'may-not': actions.optional().describe('Actions that are denied'),
  on: names.optional().describe('ARNs of resources; default: *'),
  of: names.optional().describe('Whose resources: an account, a unit, or `outside` the organization; default: as `in`'),
  with: z
    .record(z.string(), z.union([scalar, z.array(scalar)]))
    .optional()
    .describe('Keys of the request beyond the usual ones; an empty list takes one away'),
  each: z
    .record(z.string(), z.array(scalar).min(1))
    .optional()
    .describe('A key of the request and its values: the same questions with each of them alone'),
  policy: z
    .record(z.string(), z.unknown())
    .optional()
    .describe('The policy of the resource itself; default: it leaves the decision to the account of whoever asks'),
  because: reason,
});

export const testsFile = z
  .strictObject({ facts: z.array(fact).min(1) })
  .describe('What the guardrails allow and deny, as facts that `landfall test` proves');

export type TestsFile = z.infer<typeof testsFile>;
export type TestFact = TestsFile['facts'][number];
