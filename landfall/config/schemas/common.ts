import { z } from 'zod';

/** A key names a thing inside the configuration and, lower-cased, becomes part of ids: it never changes. */
export const key = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9-]*$/, 'a key starts with a letter and holds letters, digits and hyphens')
  .describe('Key: letters, digits and hyphens; part of stack ids, so it never changes');

/** An AWS account id; YAML would read an unquoted one as a number and lose its leading zeros. */
export const accountId = z
  .string({ error: 'an account id is a quoted string of 12 digits: write it in quotation marks' })
  .regex(/^\d{12}$/, 'an account id has 12 digits')
  .describe('AWS account id: 12 digits in quotation marks');

export const email = z
  .string()
  .regex(/^[^\s@]+@[^\s@]+\.[^\s@]+$/, 'not an e-mail address')
  .describe('E-mail address; 6 to 64 characters where it is the root e-mail of an account');

export const region = z
  .string()
  .regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'not the code of an AWS Region')
  .describe('AWS Region code, such as eu-west-1');

export const manage = z
  .enum(['own', 'read'])
  .describe('own: Landfall writes it; read: it exists already, its id is given, nobody writes it');

export const exists = z
  .boolean()
  .describe('With manage: own, of what has no id of its own: it was there before Landfall and is imported, not made');

export const connectivity = z
  .enum(['corporate', 'isolated', 'none'])
  .describe('corporate: attached to the transit gateway; isolated: own internet, no attachment; none: no VPC');

/** Path of a unit by its keys, joined by slashes; `root` is the organization's root. */
export const unitPath = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9-]*(\/[A-Za-z][A-Za-z0-9-]*)*$/, 'the path of a unit is its keys joined by slashes')
  .describe('Path of a unit by its keys, such as Workloads/Prod');

export const cidr = z
  .string()
  .regex(/^\d{1,3}(\.\d{1,3}){3}\/\d{1,2}$/, 'not an IPv4 range such as 10.0.0.0/16')
  .describe('IPv4 range in CIDR notation');

export const reason = z.string().min(1).describe('Why; shown in reports and reviews');

export const documentation = z.url().describe('Address of the documentation');
