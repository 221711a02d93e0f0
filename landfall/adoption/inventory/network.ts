import { z } from 'zod';
import { accountId, listOf, place, tags, text, texts } from './base';

const attachmentPoint = { attachmentId: text, resourceType: text.optional(), resourceId: text.optional() };
const attachmentInTable = z.strictObject({ ...attachmentPoint, state: text }).readonly();

const route = z
  .strictObject({
    /** Absent where the route is one of a prefix list. */
    cidr: text.optional(),
    prefixListId: text.optional(),
    /** `static` or `propagated`. */
    type: text,
    /** `active`, `blackhole`, ... */
    state: text,
    attachments: listOf(z.strictObject(attachmentPoint).readonly()),
  })
  .readonly();

const routeTable = z
  .strictObject({
    id: text,
    defaultAssociation: z.boolean(),
    defaultPropagation: z.boolean(),
    associations: listOf(attachmentInTable),
    propagations: listOf(attachmentInTable),
    routes: listOf(route),
    prefixLists: listOf(
      z.strictObject({ prefixListId: text, blackhole: z.boolean(), attachmentId: text.optional() }).readonly(),
    ),
    tags,
  })
  .readonly();

const attachment = z
  .strictObject({
    id: text,
    /** `vpc`, `vpn`, `direct-connect-gateway`, `peering`, `connect`, ... */
    resourceType: text,
    resourceId: text.optional(),
    resourceOwnerId: text.optional(),
    state: text,
    /** The one table that it is associated with. */
    routeTableId: text.optional(),
    tags,
  })
  .readonly();

export const transitGateway = z
  .strictObject({
    ...place,
    id: text,
    arn: text,
    /** Other than `accountId` where the gateway is only shared with that account: then its tables aren't readable. */
    ownerId: accountId,
    description: text.optional(),
    asn: z.number().optional(),
    cidrBlocks: texts,
    /** Options as EC2 spells them, such as `DnsSupport: enable`; only those whose value is one word. */
    options: tags,
    routeTables: listOf(routeTable),
    attachments: listOf(attachment),
    tags,
  })
  .readonly();

export const vpc = z
  .strictObject({
    ...place,
    id: text,
    isDefault: z.boolean(),
    /** Ranges that are associated, the first one first. */
    cidrBlocks: texts,
    ipv6CidrBlocks: texts,
    tags,
  })
  .readonly();

export const resourceShare = z
  .strictObject({
    ...place,
    arn: text,
    name: text,
    status: text.optional(),
    allowExternalPrincipals: z.boolean(),
    /** Account ids, ARNs of units, of the organization, of roles, or service principals. */
    principals: texts,
    /** ARNs. */
    resources: texts,
    tags,
  })
  .readonly();

export type FoundTransitGateway = z.infer<typeof transitGateway>;
export type FoundRouteTable = z.infer<typeof routeTable>;
export type FoundAttachment = z.infer<typeof attachment>;
export type FoundVpc = z.infer<typeof vpc>;
export type FoundResourceShare = z.infer<typeof resourceShare>;
