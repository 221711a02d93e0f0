import { z } from 'zod';
import { email, key, manage, reason, unitPath } from './common';

const version = z.strictObject({
  template: z
    .string()
    .optional()
    .describe('CloudFormation template in products/; only a product that is read can do without'),
  id: z.string().optional().describe('Id of the version where the product exists already, such as pa-a1b2c3'),
  description: z.string().optional(),
  guidance: z.enum(['DEFAULT', 'DEPRECATED']).optional(),
  active: z.boolean().optional(),
});

const product = z.strictObject({
  name: z.string().min(1).max(100),
  description: z.string(),
  owner: z.string().optional(),
  supportEmail: email.optional(),
  versions: z.record(z.string(), version).describe('Released versions; a released template never changes'),
  launchRole: z.string().optional().describe('Local role name in hub and receiving accounts'),
  launchPolicies: z.array(z.string()).optional().describe('AWS managed policies of the launch role'),
  tags: z.record(z.string(), z.string()).optional(),
  manage: manage.optional().describe('read: it exists and stays as it is; Terraform would replace an imported product'),
  id: z.string().optional().describe('Id of the product that exists already'),
});

const principal = z.strictObject({
  pattern: z.string().optional().describe('IAM pattern such as arn:aws:iam:::role/aws-reserved/...'),
  arn: z.string().optional().describe('ARN of one role, group or user'),
  permissionSet: z.string().optional().describe('The SSO roles of a permission set'),
  reason,
});

const portfolio = z.strictObject({
  name: z.string().min(1).max(100),
  description: z.string(),
  provider: z.string().min(1).max(50).describe('Who curates it'),
  account: key.describe('Account that owns it'),
  manage: manage.optional(),
  id: z.string().optional().describe('Id of the portfolio that exists already, such as port-a1b2c3'),
  products: z.record(key, product),
  principals: z.array(principal).optional(),
  shares: z.array(unitPath).optional().describe('Units it is shared to'),
});

export const portfoliosFile = z
  .strictObject({
    hub: z
      .strictObject({ account: key, blueprints: z.record(key, z.string()).optional() })
      .optional()
      .describe('Blueprint hub of the account factory'),
    portfolios: z.record(key, portfolio),
  })
  .describe('Service Catalog portfolios and their products');

export type PortfoliosFile = z.infer<typeof portfoliosFile>;
