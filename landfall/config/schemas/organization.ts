import { z } from 'zod';
import { accountId, email, key, manage, region } from './common';

const contact = z.strictObject({
  name: z.string().min(1).max(64),
  title: z.string().min(1).max(50),
  email: email.max(64),
  phone: z.string().regex(/^[0-9\s()+-]{1,25}$/, 'digits, spaces, brackets, plus and hyphens, at most 25'),
});

const s3State = z.strictObject({ backend: z.literal('s3') });
const hcpState = z.strictObject({
  backend: z.literal('hcp'),
  hostname: z.string().optional().describe('Host of HCP Terraform or Terraform Enterprise; default app.terraform.io'),
  organization: z.string().describe('Organization in HCP Terraform'),
  project: z.string().optional().describe('Project that holds the workspaces'),
});

const controlTower = z.strictObject({
  manage: manage.optional(),
  arn: z.string().optional().describe('ARN of the landing zone that exists already (with manage: read)'),
  version: z.enum(['3.3', '4.0']).optional().describe('Version of the landing zone; 3.3 can only be adopted'),
  baselineVersion: z.string().optional().describe('Version of AWSControlTowerBaseline that fits the landing zone'),
  logRetentionDays: z.number().int().min(1).max(5475).optional(),
  accessLogRetentionDays: z.number().int().min(1).max(5475).optional(),
  integrations: z
    .strictObject({
      config: z.boolean().optional(),
      cloudTrail: z.boolean().optional(),
      identityCenter: z.boolean().optional(),
      backup: z.boolean().optional(),
    })
    .optional(),
  autoEnrollment: z.boolean().optional().describe('Accounts are enrolled when they enter a registered unit'),
});

export const organizationFile = z
  .strictObject({
    name: z.string().min(1).describe('Name of the company, for people'),
    prefix: z
      .string()
      .regex(/^[a-z][a-z0-9-]{1,11}$/, '2 to 12 lower-case letters, digits and hyphens')
      .describe('Prefix of buckets, tags and other global names'),
    manage: manage.optional(),
    id: z.string().optional().describe('Id of the organization that exists already, such as o-a1b2c3d4e5'),
    policyTypes: z
      .array(z.string())
      .optional()
      .describe('Policy types that were enabled before Landfall, as the API spells them; never switched off'),
    trustedServices: z
      .array(z.string())
      .optional()
      .describe('Service principals that were trusted before Landfall; never switched off'),
    adoption: z
      .strictObject({
        tags: z
          .union([manage, z.array(z.string())])
          .optional()
          .describe('own: stacks with imported objects get default tags too; or only the stacks with these ids'),
        contacts: manage.optional().describe('own: imported accounts get the contacts of this file too'),
      })
      .optional()
      .describe('What happens to objects that were there before Landfall, once they are imported'),
    managementAccount: z.strictObject({
      name: z.string().describe('Name of the management account'),
      email: email,
      id: accountId.optional(),
      owner: key,
      purpose: z.string(),
    }),
    emails: z
      .string()
      .regex(/\{account\}/, 'must hold {account}')
      .describe('Scheme of root e-mails; {account} is the account key, with -2, -3 ... when it is made again'),
    regions: z.strictObject({
      home: region.describe('Home Region: Control Tower, Identity Center, SageMaker domains, state'),
      governed: z.array(region).min(1).describe('Regions governed by Control Tower, the home Region included'),
    }),
    tags: z.record(z.string(), z.string()).optional().describe('Tags on everything'),
    contacts: z
      .strictObject({ billing: contact.optional(), operations: contact.optional(), security: contact.optional() })
      .optional()
      .describe('Alternate contacts, set on every account where it is vended'),
    deployment: z.strictObject({
      account: key.describe('Key of the account from which everything is deployed'),
      principals: z.array(z.string()).optional().describe('ARNs that may assume landfall-deploy'),
      access: z.enum(['assume-role', 'ambient']).optional(),
      homes: z.enum(['all', 'owned']).optional().describe('all: every account gets a home; owned: only ours'),
    }),
    state: z.discriminatedUnion('backend', [s3State, hcpState]).optional(),
    provider: z.strictObject({ aws: z.string() }).optional().describe('Version constraint of the AWS provider'),
    controlTower: controlTower.optional(),
    vending: z.enum(['organizations', 'account-factory']).optional().describe('How accounts are made'),
  })
  .describe('The organization as a whole: names, Regions, e-mails, state, Control Tower');

export type OrganizationFile = z.infer<typeof organizationFile>;
