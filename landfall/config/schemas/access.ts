import { z } from 'zod';
import { exists, key, manage, reason } from './common';

const name = z.string().min(1);
const names = z.union([name, z.array(name).min(1)]);

const permissionSet = z.strictObject({
  description: z.string().max(700).optional(),
  managedPolicies: z.array(z.string()).optional().describe('AWS managed policies by name or path/name'),
  customerManagedPolicies: z.array(z.string()).optional().describe('Policies that each blueprint makes in the account'),
  inlinePolicy: z.string().optional().describe('File in policies/ with an identity policy'),
  permissionsBoundary: z
    .union([z.string(), z.strictObject({ customerManaged: z.string() })])
    .optional()
    .describe('AWS managed policy by name, or a policy that is in each account'),
  sessionHours: z.number().int().min(1).max(12).optional().describe('Default 8'),
  sessionDuration: z
    .string()
    .regex(/^PT(?=\d)(\d+H)?(\d+M)?(\d+S)?$/, 'a duration such as PT1H30M')
    .optional()
    .describe('Instead of sessionHours, where an existing set lasts no whole hours'),
  relayState: z.string().max(240).optional().describe('Address in the account at which people arrive'),
  manage: manage.optional(),
  arn: z.string().optional().describe('ARN of the set that exists already; with manage: own it is imported'),
});

const group = z.strictObject({
  description: z.string().optional(),
  manage: manage.optional().describe('read: made by Control Tower or by the identity provider, looked up by name'),
  id: z.string().optional().describe('Id of the group that exists already; with manage: own it is imported'),
  displayName: z.string().optional().describe('Name in Identity Center; default: the key'),
});

export const accessFile = z
  .strictObject({
    identityCenter: z
      .strictObject({
        source: z.enum(['identity-center', 'external']).optional().describe('external: groups come by SCIM'),
        instanceArn: z.string().optional(),
        identityStoreId: z.string().optional(),
        teamGroupName: z.string().optional().describe('Scheme of team group names; default {team}-{group}'),
      })
      .optional(),
    permissionSets: z.record(name, permissionSet),
    platformGroups: z.record(name, group).describe('Central teams: who they are'),
    teamGroups: z.record(name, group).describe('Groups that every team gets'),
    assignments: z.array(
      z.strictObject({
        group: name,
        permissionSets: names,
        accounts: z.union([key, z.array(key)]).describe('Keys of platform accounts; management is one'),
        manage: manage.optional(),
        exists: exists.optional(),
        reason,
      }),
    ),
    userAssignments: z
      .array(
        z.strictObject({
          user: name.describe('Name of the user, for people'),
          id: z.string().min(1).describe('Id of the user in the identity store'),
          permissionSets: names,
          accounts: z.union([key, z.array(key)]),
          reason,
        }),
      )
      .optional()
      .describe('Of people who are assigned something themselves: only read, Landfall assigns groups'),
    teamAssignments: z.array(
      z.strictObject({
        group: name.describe('A team group, or a platform group that works in team accounts'),
        permissionSets: names,
        stages: z.array(key).optional().describe('Only accounts of these stages; default: all of the team'),
        manage: manage.optional(),
        exists: exists.optional(),
        sageMakerDomain: z.boolean().optional().describe('The group is also assigned to the domain of that account'),
        reason,
      }),
    ),
  })
  .describe('Who may do what where, and why');

export type AccessFile = z.infer<typeof accessFile>;
