import { fact, type FactReader } from './facts';
import { homeRoles, networkAttachRole } from './names';
import { policyOrNothing } from './policy-document';
import { unitChain } from './unit-chain';
import { accountWithDuty, managementKey, type LandingZone, type Policy } from './zone';

/** What a variable stands for; a list where it fills a whole element. Undefined for a name that nobody knows. */
export type PolicyVariables = (name: string) => string | readonly string[] | undefined;

export interface PolicyText {
  /** Minified JSON; the text as it was where it is neither JSON nor YAML. */
  readonly content: string;
  /** Names of variables that nobody knows, sorted; they stay in the content as written. */
  readonly unknown: readonly string[];
}

/** `${region.home}`; IAM's own variables hold a colon (`${aws:username}`) or are one sign (`${*}`). */
const anyVariable = /\$\{([A-Za-z][^}:]*)\}/g;
const onlyVariable = /^\$\{([A-Za-z][^}:]*)\}$/;

/**
 * Fills the variables of a policy and makes it as short as it can be, because AWS counts every character.
 * A string that is nothing but a variable which stands for a list becomes that list; inside a list, its elements.
 */
export function policyText(text: string, variables: PolicyVariables): PolicyText {
  const parsed = policyOrNothing(text);
  if (parsed === undefined) return { content: text, unknown: [] };
  const unknown = new Set<string>();
  return { content: JSON.stringify(filled(parsed, variables, unknown)), unknown: [...unknown].sort() };
}

/** The same for a single value, such as a parameter of a control; a list where the value is a variable of one. */
export function filledValue(value: unknown, variables: PolicyVariables): unknown {
  return filled(value, variables, new Set());
}

/** Names that no variable has; for a check, which needs no ids of AWS. */
export function unknownVariables(zone: LandingZone, policy: Policy, facts: FactReader): readonly string[] {
  return policyText(policy.text, policyVariables(zone, facts)).unknown;
}

/** Patterns of roles that policies name, as ARNs in any account. */
export const rolePatterns: Readonly<Record<string, string | readonly string[]>> = {
  plan: anyAccountRole(homeRoles.plan),
  apply: anyAccountRole(homeRoles.apply),
  deploy: anyAccountRole(homeRoles.deploy),
  'network-attach': anyAccountRole(networkAttachRole),
  'control-tower': anyAccountRole('AWSControlTowerExecution'),
  /** Roles that service-managed stack sets make for themselves in every member. */
  'stack-sets': anyAccountRole('stacksets-exec-*'),
  /** A role for emergencies that people make themselves, and the permission set of that name. */
  'break-glass': [
    anyAccountRole('landfall-break-glass'),
    anyAccountRole('aws-reserved/sso.amazonaws.com/*AWSReservedSSO_BreakGlass_*'),
  ],
};

/**
 * Variables of policies. Facts are asked for only when a policy names them, so that a stack needs no more than it says.
 * Accounts are those that exist before units get their policies: a policy that waited for others would never come.
 */
export function policyVariables(zone: LandingZone, facts: FactReader): PolicyVariables {
  return (name) => {
    const [group = '', ...rest] = name.split('.');
    const key = rest.join('.');
    switch (group) {
      case 'organization':
        return organizationVariable(key, facts);
      case 'unit':
        return unitVariable(zone, key, facts);
      case 'region':
        return key === 'home' ? zone.regions.home : undefined;
      case 'regions':
        return key === 'governed' ? zone.regions.governed : undefined;
      case 'prefix':
        return key === '' ? zone.prefix : undefined;
      case 'roles':
        return rolePatterns[key];
      case 'account':
        return accountVariable(zone, key, facts);
      default:
        return undefined;
    }
  };
}

function organizationVariable(key: string, facts: FactReader): string | undefined {
  if (key === 'id') return facts.get(fact.organizationId);
  return key === 'root' ? facts.get(fact.rootId) : undefined;
}

function unitVariable(zone: LandingZone, key: string, facts: FactReader): string | undefined {
  const [kind = '', ...rest] = key.split('.');
  const id = rest.join('.');
  if (kind === 'path') return unitPath(zone, id, facts);
  const unit = kind === 'id' ? zone.units.find((each) => each.id === id.toLowerCase()) : undefined;
  return unit === undefined ? undefined : facts.get(fact.unitId(unit.id));
}

/**
 * Path of a unit as `aws:PrincipalOrgPaths` has it, without the slash at the end: `o-1/r-1/ou-1-a/ou-1-b`.
 * Undefined for a unit that doesn't exist.
 */
export function unitPath(zone: Pick<LandingZone, 'units'>, id: string, facts: FactReader): string | undefined {
  const chain = unitChain(zone.units, id.toLowerCase());
  if (chain.length === 0) return undefined;
  const ids = chain.map((unit) => facts.get(fact.unitId(unit.id)));
  return [facts.get(fact.organizationId), ...ids].join('/');
}

function accountVariable(zone: LandingZone, key: string, facts: FactReader): string | undefined {
  const accounts: Readonly<Record<string, string | undefined>> = {
    management: managementKey,
    deployment: zone.deployment.account,
    'log-archive': accountWithDuty(zone, 'log-archive')?.key,
    'security-tooling': accountWithDuty(zone, 'security-tooling')?.key,
  };
  const written = zone.accounts.find((account) => account.key === key.toLowerCase() && account.awsId !== undefined);
  const account = accounts[key] ?? written?.key;
  return account === undefined ? undefined : facts.get(fact.accountId(account));
}

function anyAccountRole(role: string): string {
  return `arn:aws:iam::*:role/${role}`;
}

function filled(value: unknown, variables: PolicyVariables, unknown: Set<string>): unknown {
  if (typeof value === 'string') return filledString(value, variables, unknown);
  if (Array.isArray(value)) return value.flatMap((item: unknown) => filled(item, variables, unknown));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      filledInside(key, variables, unknown),
      filled(item, variables, unknown),
    ]),
  );
}

function filledString(text: string, variables: PolicyVariables, unknown: Set<string>): string | readonly string[] {
  const name = onlyVariable.exec(text)?.[1];
  const value = name === undefined ? undefined : variables(name);
  return value ?? filledInside(text, variables, unknown);
}

function filledInside(text: string, variables: PolicyVariables, unknown: Set<string>): string {
  return text.replace(anyVariable, (written, name: string) => {
    const value = variables(name);
    if (typeof value === 'string') return value;
    // A list inside a longer string means nothing.
    unknown.add(name);
    return written;
  });
}
