import type { Diagnostic } from '../../diagnostics/diagnostic';
import { accountsIndex } from '../../model/accounts-index';
import type { StackNode } from '../../model/stack';
import type { LandingZone } from '../../model/zone';
import { diagnostic } from '../check';
import { bucketsBlockPublicAccess } from './buckets-block-public-access';
import { databaseClustersEncrypted } from './database-clusters-encrypted';
import { notebooksInVpc } from './notebooks-in-vpc';
import { notebooksWithoutInternet } from './notebooks-without-internet';
import { notebooksWithoutRoot } from './notebooks-without-root';
import { isArguments, type OwnRule, type TerraformResource } from './rule';
import { volumesEncrypted } from './volumes-encrypted';

/** One rule, one file: what a proactive control asks of CloudFormation, asked of our own stacks. */
export const ownRules: readonly OwnRule[] = [
  bucketsBlockPublicAccess,
  databaseClustersEncrypted,
  notebooksInVpc,
  notebooksWithoutInternet,
  notebooksWithoutRoot,
  volumesEncrypted,
];

/** Names of the proactive controls that our own stacks are held to as well. */
export const ruledControls: ReadonlySet<string> = new Set(ownRules.map(({ control }) => control));

export interface BrokenRule {
  readonly rule: OwnRule;
  /** Such as `aws_s3_bucket.data`. */
  readonly address: string;
  readonly problem: string;
}

/** What breaks some rules in one stack. @param stack as Terraform JSON */
export function brokenRules(stack: unknown, rules: readonly OwnRule[] = ownRules): readonly BrokenRule[] {
  const all = resourcesOf(stack);
  return rules.flatMap((rule) => {
    const looked = all.filter(({ type }) => rule.types.includes(type));
    return looked.flatMap((resource): readonly BrokenRule[] => {
      const problem = rule.problem(resource, looked);
      return problem === undefined ? [] : [{ rule, address: `${resource.type}.${resource.name}`, problem }];
    });
  });
}

/** Whether a stack breaks any rule, be its control enabled where the stack acts or not. @param text Terraform JSON */
export function breaksOwnRule(text: string): boolean {
  return mayBreak(text, ownRules) && brokenRules(JSON.parse(text)).length > 0;
}

/** Most stacks hold nothing that a rule looks at, and looking is faster than parsing. */
function mayBreak(text: string, rules: readonly OwnRule[]): boolean {
  return rules.some(({ types }) => types.some((type) => text.includes(`"${type}"`)));
}

/**
 * LF1650: stacks that act in accounts of a unit keep the rules of the proactive controls that are enabled on it.
 * @param stacks those to look at, with the key of the account in which each acts
 * @param read text of a synthesized stack by its id; undefined for one that was not synthesized
 */
export function checkOwnStacks(
  zone: LandingZone,
  stacks: readonly Pick<StackNode, 'id' | 'account'>[],
  read: (stack: string) => string | undefined,
): readonly Diagnostic[] {
  const enabled = rulesByUnit(zone);
  const accounts = accountsIndex(zone.accounts).byKey;
  return stacks.flatMap((stack) => {
    const unit = accounts.get(stack.account)?.unit;
    const rules = unit === undefined ? [] : (enabled.get(unit) ?? []);
    const text = rules.length === 0 ? undefined : read(stack.id);
    const looked = rules.map(({ rule }) => rule);
    if (text === undefined || !mayBreak(text, looked)) return [];
    const parsed: unknown = JSON.parse(text);
    return rules.flatMap(({ at, rule, within }) =>
      brokenRules(parsed, [rule]).map(({ address, problem }) =>
        diagnostic(zone.sources, {
          code: 'LF1650',
          at,
          within,
          message: `${address} of the stack ${stack.id} ${problem}, which ${rule.control} forbids here`,
          help: `${rule.help}; the control itself sees nothing that Terraform makes`,
        }),
      ),
    );
  });
}

interface EnabledRule {
  readonly rule: OwnRule;
  readonly at: LandingZone['guardrails']['units'][number]['source'];
  readonly within: readonly (string | number)[];
}

/** Proactive controls act on the accounts directly in their unit. */
function rulesByUnit({ guardrails }: LandingZone): ReadonlyMap<string, readonly EnabledRule[]> {
  const rules = new Map(ownRules.map((rule) => [rule.control, rule]));
  return new Map(
    guardrails.units.map(({ controls, source, unit }) => [
      unit,
      controls.flatMap(({ control }, index): readonly EnabledRule[] => {
        const rule = rules.get(control);
        return rule === undefined ? [] : [{ rule, at: source, within: ['controls', index] }];
      }),
    ]),
  );
}

function resourcesOf(stack: unknown): readonly TerraformResource[] {
  const resources = isArguments(stack) ? stack['resource'] : undefined;
  if (!isArguments(resources)) return [];
  return Object.entries(resources).flatMap(([type, byName]) =>
    isArguments(byName)
      ? Object.entries(byName).flatMap(([name, written]) =>
          isArguments(written) ? [{ type, name, arguments: written }] : [],
        )
      : [],
  );
}
