import { z } from 'zod';
import { accountId, listOf, place, tags, text, texts } from './base';

export const portfolio = z
  .strictObject({
    ...place,
    id: text,
    arn: text,
    name: text,
    description: text.optional(),
    provider: text,
    /** Ids of products. */
    products: texts,
    /** A pattern stays a pattern: `IAM_PATTERN`. */
    principals: listOf(z.strictObject({ arn: text, type: z.enum(['IAM', 'IAM_PATTERN']) }).readonly()),
    shares: listOf(
      z
        .strictObject({
          type: z.enum(['ACCOUNT', 'ORGANIZATION', 'ORGANIZATIONAL_UNIT', 'ORGANIZATION_MEMBER_ACCOUNT']),
          /** Id or ARN, as AWS returns it. */
          principalId: text,
          accepted: z.boolean(),
          shareTagOptions: z.boolean(),
          sharePrincipals: z.boolean(),
        })
        .readonly(),
    ),
    constraints: listOf(
      z
        .strictObject({
          id: text,
          /** `LAUNCH`, `NOTIFICATION`, `TEMPLATE`, `STACKSET` or `RESOURCE_UPDATE`. */
          type: text,
          productId: text,
          description: text.optional(),
          /** JSON as text. */
          parameters: text.optional(),
        })
        .readonly(),
    ),
    tags,
  })
  .readonly();

export const product = z
  .strictObject({
    ...place,
    id: text,
    arn: text,
    name: text,
    owner: text,
    type: text,
    description: text.optional(),
    distributor: text.optional(),
    supportEmail: text.optional(),
    supportDescription: text.optional(),
    supportUrl: text.optional(),
    versions: listOf(
      z
        .strictObject({
          id: text,
          name: text,
          description: text.optional(),
          type: text.optional(),
          active: z.boolean(),
          guidance: text.optional(),
        })
        .readonly(),
    ),
    tags,
  })
  .readonly();

export const provisionedProduct = z
  .strictObject({
    ...place,
    id: text,
    name: text,
    /** `CONTROL_TOWER_ACCOUNT`, `CFN_STACK`, `CFN_STACKSET`, ... */
    type: text.optional(),
    status: text.optional(),
    productId: text.optional(),
    versionId: text.optional(),
    physicalId: text.optional(),
  })
  .readonly();

export const stackSet = z
  .strictObject({
    ...place,
    id: text,
    name: text,
    description: text.optional(),
    permissionModel: text,
    autoDeployment: z.strictObject({ enabled: z.boolean(), retainStacks: z.boolean() }).readonly().optional(),
    /** Ids of roots and units. */
    unitIds: texts,
    instances: listOf(
      z.strictObject({ accountId, region: text, unitId: text.optional(), status: text.optional() }).readonly(),
    ),
    tags,
  })
  .readonly();

export const configRecorder = z
  .strictObject({
    ...place,
    name: text,
    roleArn: text.optional(),
    recording: z.boolean(),
    allSupported: z.boolean(),
    /** A recorder that belongs to a service of AWS isn't in the way of another. */
    servicePrincipal: text.optional(),
  })
  .readonly();

export const deliveryChannel = z
  .strictObject({ ...place, name: text, bucket: text.optional(), topicArn: text.optional() })
  .readonly();

export type FoundPortfolio = z.infer<typeof portfolio>;
export type FoundProduct = z.infer<typeof product>;
export type FoundProvisionedProduct = z.infer<typeof provisionedProduct>;
export type FoundStackSet = z.infer<typeof stackSet>;
export type FoundConfigRecorder = z.infer<typeof configRecorder>;
export type FoundDeliveryChannel = z.infer<typeof deliveryChannel>;
