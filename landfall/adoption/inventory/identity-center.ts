import { z } from 'zod';
import { accountId, listOf, tags, text, texts } from './base';

const customerManagedPolicy = z.strictObject({ name: text, path: text }).readonly();

const permissionSet = z
  .strictObject({
    arn: text,
    name: text,
    description: text.optional(),
    /** ISO 8601, such as `PT8H`. */
    sessionDuration: text.optional(),
    relayState: text.optional(),
    inlinePolicy: text.optional(),
    /** ARNs of AWS managed policies. */
    managedPolicies: texts,
    customerManagedPolicies: listOf(customerManagedPolicy),
    boundary: z
      .union([
        z.strictObject({ managedPolicyArn: text }).readonly(),
        z.strictObject({ customerManagedPolicy }).readonly(),
      ])
      .optional(),
    /** Ids of accounts that it is provisioned to, also where nobody is assigned. */
    provisionedAccounts: texts,
    tags,
  })
  .readonly();

const assignment = z
  .strictObject({
    permissionSetArn: text,
    accountId,
    principalType: z.enum(['GROUP', 'USER']),
    principalId: text,
  })
  .readonly();

const externalIds = listOf(z.strictObject({ issuer: text, id: text }).readonly());

export const identityCenter = z
  .strictObject({
    region: text,
    instanceArn: text,
    identityStoreId: text,
    ownerAccountId: accountId.optional(),
    /** Whether an identity provider feeds it: any group or assigned user has an id of one. */
    scim: z.boolean(),
    permissionSets: listOf(permissionSet),
    assignments: listOf(assignment),
    groups: listOf(
      z.strictObject({ id: text, displayName: text, description: text.optional(), externalIds }).readonly(),
    ),
    /** Only those who are assigned something themselves. */
    users: listOf(z.strictObject({ id: text, userName: text, externalIds }).readonly()),
  })
  .readonly();

export type FoundIdentityCenter = z.infer<typeof identityCenter>;
export type FoundPermissionSet = z.infer<typeof permissionSet>;
export type FoundAssignment = z.infer<typeof assignment>;
