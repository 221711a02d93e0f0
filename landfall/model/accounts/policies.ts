import { fact, type FactReader } from '../facts';
import { unitChain } from '../unit-chain';
import type { LandingZone } from '../zone';
import type { BucketContent } from './content';

/** A policy's `Principal`, such as `{ Service: 'sagemaker.amazonaws.com' }`. */
export type Principal = Readonly<Record<string, string | readonly string[]>>;

/** Everybody, with or without credentials; a condition says who of them. */
export const everyone: Principal = { AWS: '*' };

export interface Statement {
  readonly Sid: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal?: Principal;
  readonly Action: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/** Minified JSON; keys stay in the order in which they are written. */
export function policyDocument(statements: readonly Statement[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: statements });
}

export function bucketArn(bucket: string): string {
  return `arn:aws:s3:::${bucket}`;
}

/** Bucket and everything in it. */
export function bucketArns(bucket: string): readonly string[] {
  return [bucketArn(bucket), `${bucketArn(bucket)}/*`];
}

export function accountRoot(accountId: string): string {
  return `arn:aws:iam::${accountId}:root`;
}

/** Bucket policy: TLS only, and whatever else is given. */
export function bucketPolicy(bucket: string, statements: readonly Statement[]): string {
  return policyDocument([
    {
      Sid: 'DenyWithoutTls',
      Effect: 'Deny',
      Principal: everyone,
      Action: 's3:*',
      Resource: bucketArns(bucket),
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    },
    ...statements,
  ]);
}

/** Key policy: the account's own IAM policies decide, and whatever else is given. */
export function keyPolicy(accountId: string, statements: readonly Statement[]): string {
  return policyDocument([
    {
      Sid: 'AccountAdministers',
      Effect: 'Allow',
      Principal: { AWS: accountRoot(accountId) },
      Action: 'kms:*',
      Resource: '*',
    },
    ...statements,
  ]);
}

/** Lets services of AWS assume a role. */
export function serviceTrust(services: readonly string[]): string {
  return policyDocument([
    {
      Sid: 'ServiceAssumes',
      Effect: 'Allow',
      Principal: { Service: services },
      Action: 'sts:AssumeRole',
    },
  ]);
}

/** Condition that holds for principals anywhere in these parts of the organization. */
export function fromPaths(paths: readonly string[]): Required<Statement>['Condition'] {
  return { 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': paths } };
}

/**
 * A unit and all below it as AWS writes paths of an organization, such as `o-a1/r-b2/ou-b2-c3/*`.
 * The ids of the units above come first, the unit's own last.
 */
export function organizationPath(zone: LandingZone, facts: FactReader, unit: string): string {
  const below = unitChain(zone.units, unit).filter(({ id }) => id !== 'root');
  const parts = below.map(({ id }) => facts.get(fact.unitId(id)));
  return [facts.get(fact.organizationId), facts.get(fact.rootId), ...parts, '*'].join('/');
}

/** First part of a unit's id: the unit directly below the root in which it lies. */
function topUnit(unit: string): string {
  return unit.split('/')[0] ?? unit;
}

/** Units that hold sandboxes; what lies below them is sandbox too. */
export function sandboxUnits(zone: LandingZone): readonly string[] {
  const named = zone.units.filter((unit) => unit.id.split('/').at(-1) === 'sandbox').map((unit) => unit.id);
  const used = zone.accounts
    .filter((account) => account.duties.includes('sandbox') || account.stage === 'sandbox')
    .map((account) => account.unit);
  const all = [...new Set([...named, ...used])].sort();
  return all.filter((unit) => !all.some((other) => other !== unit && unit.startsWith(`${other}/`)));
}

export function isSandbox(zone: LandingZone, unit: string): boolean {
  return sandboxUnits(zone).some((sandbox) => unit === sandbox || unit.startsWith(`${sandbox}/`));
}

/**
 * Top-level units in which teams work. Whole top-level units, so that a new team in one changes nothing of what was
 * written for its neighbours.
 */
export function workloadUnits(zone: LandingZone): readonly string[] {
  const used = zone.accounts
    .filter((account) => account.team !== undefined || account.duties.includes('ml-deployments'))
    .map((account) => topUnit(account.unit));
  const named = zone.units.filter((unit) => unit.id === 'workloads').map((unit) => unit.id);
  const sandboxes = [...new Set(used)].filter((unit) => isSandbox(zone, unit));
  return [...new Set([...named, ...used.filter((unit) => !sandboxes.includes(unit))])].sort();
}

export function workloadPaths(zone: LandingZone, facts: FactReader): readonly string[] {
  return workloadUnits(zone).map((unit) => organizationPath(zone, facts, unit));
}

/** Denies sandboxes, where the data is synthetic and must stay so; nothing where there are none. */
export function denySandboxes(
  zone: LandingZone,
  facts: FactReader,
  action: string,
  resource: string | readonly string[],
): readonly Statement[] {
  const paths = sandboxUnits(zone).map((unit) => organizationPath(zone, facts, unit));
  if (paths.length === 0) return [];
  return [
    {
      Sid: 'DenySandboxes',
      Effect: 'Deny',
      Principal: everyone,
      Action: action,
      Resource: resource,
      Condition: fromPaths(paths),
    },
  ];
}

/** Allows principals in these parts of the organization; nothing where there are none. */
export function forPaths(
  paths: readonly string[],
  sid: string,
  action: string | readonly string[],
  resource?: string | readonly string[],
): readonly Statement[] {
  if (paths.length === 0) return [];
  return [
    {
      Sid: sid,
      Effect: 'Allow',
      Principal: everyone,
      Action: action,
      ...(resource === undefined ? {} : { Resource: resource }),
      Condition: fromPaths(paths),
    },
  ];
}

/** Encrypted with the key of its blueprint, kept for good. */
export function lastingBucket(name: string, policy: string): BucketContent {
  return { name, policy, encryption: 'kms', expireDays: undefined, lockDays: undefined, preventDestroy: true };
}
