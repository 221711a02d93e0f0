import type { RoleContent } from '../../model/accounts/content';
import { fact, type FactReader } from '../../model/facts';
import { homeTemplate } from '../../model/home/template';
import { homeRoles, stateBucket } from '../../model/names';
import { accountStackId } from '../../model/slices/accounts';
import { stackNodes } from '../../model/stacks';
import type { Account, LandingZone } from '../../model/zone';
import type { NamedDocument } from '../evaluator/types';

/** What a role may do by its own policies. */
export interface OwnPolicies {
  /** With a slash at the end. */
  readonly path: string;
  readonly managedPolicyArns: readonly string[];
  readonly inline: readonly NamedDocument[];
}

/** Roles that blueprints make in an account, by name. Nothing for accounts that have no stack. */
export function rolesOfAccounts(
  zone: LandingZone,
  facts: FactReader,
): (account: Account) => ReadonlyMap<string, OwnPolicies> {
  const made = new Map<string, ReadonlyMap<string, OwnPolicies>>();
  const stacks = new Map(stackNodes(zone).map((stack) => [stack.id, stack]));
  return ({ key }) => {
    const known = made.get(key);
    if (known !== undefined) return known;
    const roles = rolesWithin(stacks.get(accountStackId(key))?.content(facts));
    made.set(key, new Map(roles.map((role) => [role.name, ownPolicies(role)])));
    return made.get(key) ?? new Map<string, OwnPolicies>();
  };
}

/**
 * Roles of an account's home. Bucket and key are named as they will be; the id of the key is made by AWS, so any key of
 * the account stands for it.
 */
export function homeRole(
  zone: LandingZone,
  facts: FactReader,
  name: string,
  accountId: string,
): OwnPolicies | undefined {
  const resource = homeResources[name];
  if (resource === undefined) return undefined;
  const template = homeTemplate(zone, {
    organizationId: facts.get(fact.organizationId),
    deploymentAccountId: facts.get(fact.accountId(zone.deployment.account)),
    principals: zone.deployment.principals,
  });
  const bucket = `arn:aws:s3:::${stateBucket(zone, accountId)}`;
  const key = `arn:aws:kms:${zone.regions.home}:${accountId}:key/*`;
  const properties = filledTemplate(template.Resources[resource]?.Properties, { bucket, key, accountId });
  if (!isRecord(properties)) return undefined;
  const { ManagedPolicyArns: managed, Policies: policies } = properties;
  const inline: readonly unknown[] = Array.isArray(policies) ? policies : [];
  return {
    path: '/',
    managedPolicyArns: Array.isArray(managed) ? managed.filter((arn) => typeof arn === 'string') : [],
    inline: inline.flatMap((policy) =>
      isRecord(policy)
        ? [{ name: `${name}: ${String(policy['PolicyName'])}`, text: JSON.stringify(policy['PolicyDocument']) }]
        : [],
    ),
  };
}

const homeResources: Readonly<Record<string, string>> = {
  [homeRoles.plan]: 'PlanRole',
  [homeRoles.apply]: 'ApplyRole',
  [homeRoles.deploy]: 'DeployRole',
};

interface HomeArns {
  readonly bucket: string;
  readonly key: string;
  readonly accountId: string;
}

/** Fills the functions of CloudFormation that the template uses. */
function filledTemplate(value: unknown, arns: HomeArns): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => filledTemplate(item, arns));
  if (!isRecord(value)) return value;
  const { 'Fn::GetAtt': attribute, 'Fn::Sub': text } = value;
  if (Array.isArray(attribute)) return attribute[0] === 'StateKey' ? arns.key : arns.bucket;
  if (typeof text === 'string') {
    return text
      .replaceAll('${AWS::AccountId}', arns.accountId)
      .replaceAll('${StateBucket.Arn}', arns.bucket)
      .replaceAll('${StateKey.Arn}', arns.key);
  }
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, filledTemplate(item, arns)]));
}

function ownPolicies({ inlinePolicies, managedPolicyArns, name, path }: RoleContent): OwnPolicies {
  const inline = Object.entries(inlinePolicies).map(([policy, text]) => ({ name: `${name}: ${policy}`, text }));
  return { path, managedPolicyArns, inline };
}

/** Wherever in the content of an account a role stands. */
function rolesWithin(content: unknown): readonly RoleContent[] {
  if (isRole(content)) return [content];
  if (Array.isArray(content)) return content.flatMap(rolesWithin);
  return isRecord(content) ? Object.values(content).flatMap(rolesWithin) : [];
}

function isRole(value: unknown): value is RoleContent {
  return isRecord(value) && 'trustPolicy' in value && 'managedPolicyArns' in value && 'inlinePolicies' in value;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
