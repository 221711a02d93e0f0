import { z } from 'zod';
import { cidr, key, manage, unitPath } from './common';

const segment = z.strictObject({
  connectivity: z.enum(['corporate', 'isolated']),
  pool: cidr.describe('Range from which VPCs of this segment are cut'),
  vpcPrefix: z.number().int().min(16).max(26).optional().describe('Size of a VPC; default 22'),
  availabilityZones: z.number().int().min(1).max(3).optional().describe('Default 3'),
  units: z.array(unitPath).min(1).describe('Accounts in or below these units belong to this segment'),
  reaches: z.array(key).optional().describe('Segments whose routes this one learns; itself only if named'),
});

export const networkFile = z
  .strictObject({
    hub: z.strictObject({
      manage: manage.optional(),
      transitGatewayId: z.string().optional().describe('Of a gateway that exists already; with manage: own it is imported'),
      routeTableIds: z.record(key, z.string()).optional().describe('Of a gateway that exists already, by segment'),
      share: z
        .strictObject({ arn: z.string(), name: z.string(), principals: z.array(z.string()) })
        .optional()
        .describe('Share of a gateway that exists already, and whom it is shared with: imported with manage: own'),
      asn: z.number().int().min(64512).max(4294967294).optional(),
    }),
    segments: z.record(key, segment),
    reserved: z
      .record(z.string().min(1), z.array(cidr).min(1))
      .optional()
      .describe(
        'Ranges that are in use already, by whose they are, such as an account that came with a VPC: none is cut from them',
      ),
  })
  .describe('Segments, pools of addresses and the hub');

export type NetworkFile = z.infer<typeof networkFile>;
