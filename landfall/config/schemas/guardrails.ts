import { z } from 'zod';
import { documentation, exists, key, manage, reason, unitPath } from './common';

export const policyType = z.enum([
  'service-control',
  'resource-control',
  'declarative-ec2',
  'tag',
  'backup',
  'ai-services-opt-out',
  'chat-applications',
  'security-hub',
  'inspector',
  's3',
  'bedrock',
  'upgrade-rollout',
]);

const parameter = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]);

const attached = z.strictObject({
  policies: z.array(key).optional(),
  controls: z
    .array(
      z.union([
        z.string(),
        z.strictObject({
          control: z.string(),
          parameters: z.record(z.string(), parameter).optional(),
          manage: manage.optional(),
          exists: exists.optional(),
        }),
      ]),
    )
    .optional(),
});

export const guardrailsFile = z
  .strictObject({
    policies: z.record(
      key,
      z.strictObject({
        type: policyType,
        file: z.string().describe('File in policies/, JSON or YAML'),
        description: z.string().max(512),
        reason: reason.optional(),
        frameworks: z
          .array(z.string())
          .optional()
          .describe('Controls of frameworks that it serves, such as CIS AWS 3.0.0 1.7 or NIST 800-53 AC-6'),
        bundle: key
          .optional()
          .describe('Sent as one policy of this name with all others of the bundle that sit on the same target'),
        manage: manage.optional(),
        id: z.string().optional().describe('Id of the policy that exists already, such as p-ab12cd34'),
        name: z.string().optional().describe('Name in AWS of the policy that exists already; default: the key'),
        attached: z
          .strictObject({ units: z.array(z.string()).optional(), accounts: z.array(key).optional() })
          .optional()
          .describe('Where the policy sat when it was taken over: those attachments are imported, others made'),
      }),
    ),
    controls: z.record(
      z.string(),
      z.strictObject({
        identifier: z.string().optional().describe('ARN or catalog id; default: the regional ARN of the key'),
        behavior: z
          .enum(['preventive', 'detective', 'proactive'])
          .optional()
          .describe('Default: what the catalogue says; nobody knows it of a control that is not in there'),
        description: z.string().optional().describe('Default: that of the catalogue, or the key'),
        documentation: documentation.optional(),
        requires: z.array(z.string()).optional().describe('Controls that must be enabled first on the same unit'),
      }),
    ),
    units: z.record(z.union([z.literal('root'), unitPath]), attached).describe('What sits on which unit'),
    accounts: z
      .record(key, attached.pick({ policies: true }))
      .optional()
      .describe('What sits on single accounts'),
  })
  .describe('Policies and Control Tower controls, and the units they sit on');

export type GuardrailsFile = z.infer<typeof guardrailsFile>;
export type PolicyType = z.infer<typeof policyType>;
