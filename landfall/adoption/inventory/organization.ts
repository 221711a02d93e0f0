import { z } from 'zod';
import { accountId, listOf, tags, text, texts } from './base';

export const organization = z
  .strictObject({
    id: text,
    arn: text,
    managementAccountId: accountId,
    managementAccountEmail: text,
    featureSet: z.enum(['ALL', 'CONSOLIDATED_BILLING']),
  })
  .readonly();

export const root = z
  .strictObject({
    id: text,
    arn: text,
    name: text,
    /** Policy types that aren't off, such as `SERVICE_CONTROL_POLICY`. */
    policyTypes: listOf(z.strictObject({ type: text, status: text }).readonly()),
    tags,
  })
  .readonly();

export const unit = z
  .strictObject({ id: text, arn: text, name: text, /** A root or a unit. */ parentId: text, tags })
  .readonly();

const alternateContact = z.strictObject({ name: text, title: text, email: text, phone: text }).readonly();

export const account = z
  .strictObject({
    id: accountId,
    arn: text,
    name: text,
    /** As AWS keeps it, letter case included. */
    email: text,
    state: z.enum(['PENDING_ACTIVATION', 'ACTIVE', 'SUSPENDED', 'PENDING_CLOSURE', 'CLOSED']),
    joinedMethod: z.enum(['INVITED', 'CREATED']),
    /** A root or a unit. */
    parentId: text,
    tags,
    alternateContacts: z
      .strictObject({
        billing: alternateContact.optional(),
        operations: alternateContact.optional(),
        security: alternateContact.optional(),
      })
      .readonly(),
  })
  .readonly();

export const policy = z
  .strictObject({
    id: text,
    arn: text,
    name: text,
    description: text,
    /** Such as `SERVICE_CONTROL_POLICY`; types newer than this program come through as they are. */
    type: text,
    awsManaged: z.boolean(),
    content: text,
    /** Ids of roots, units and accounts that it is attached to. */
    targets: texts,
    tags,
  })
  .readonly();

export const delegatedAdministrator = z
  .strictObject({ accountId, /** Service principals. */ services: texts })
  .readonly();

export const resourcePolicy = z.strictObject({ id: text, arn: text, content: text, tags }).readonly();

export type FoundRoot = z.infer<typeof root>;
export type FoundUnit = z.infer<typeof unit>;
export type FoundAccount = z.infer<typeof account>;
export type FoundPolicy = z.infer<typeof policy>;
