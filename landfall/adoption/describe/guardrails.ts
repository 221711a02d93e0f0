import type { Inventory } from '../inventory';
import { describeControls } from './controls';
import { compareTexts, groupBy } from './keys';
import { outsideGuardrails } from './outside-guardrails';
import type { DescribedNames, DescribedPart, Remark, YamlValue } from './part';
import { activeMembers, someOf } from './places';
import { describePolicies, type DescribedPolicy } from './policies';
import { policySpace } from './policy-space';

/** Policies that people made with their texts, where they sit, and controls that are enabled: everything only read. */
export function describeGuardrails(inventory: Inventory, names: DescribedNames): DescribedPart {
  const pathOf = (id: string): string | undefined => names.units.get(id);
  const { policies, remarks } = describePolicies(inventory.policies);
  const controls = describeControls(inventory, pathOf);
  const onUnits = attachments(policies, pathOf);
  const onAccounts = attachments(policies, (id) => names.accounts.get(id));
  const units = [...new Set([...onUnits.keys(), ...controls.byUnit.keys()])].sort(rootFirst);
  const value: YamlValue = {
    policies: Object.fromEntries(policies.map((policy) => [policy.key, policy.value])),
    controls: controls.described,
    units: Object.fromEntries(
      units.map((unit) => [unit, { policies: onUnits.get(unit), controls: controls.byUnit.get(unit) }]),
    ),
    accounts:
      onAccounts.size === 0
        ? undefined
        : Object.fromEntries(
            [...onAccounts].sort(([a], [b]) => compareTexts(a, b)).map(([key, keys]) => [key, { policies: keys }]),
          ),
  };
  const isDescribed = (id: string): boolean => pathOf(id) !== undefined || names.accounts.has(id);
  return {
    files: [{ path: 'guardrails.yaml', value }, ...policies.map(({ file }) => file)],
    facts: new Map(),
    remarks: [
      ...remarks,
      ...policies.flatMap((policy) => elsewhere(policy, isDescribed)),
      ...controls.remarks,
      ...withoutFullAccess(inventory),
      ...outsideGuardrails(inventory),
      ...policySpace(inventory),
    ],
  };
}

/** Keys of policies by the target as the configuration calls it, in the order of the policies. */
function attachments(
  policies: readonly DescribedPolicy[],
  nameOf: (id: string) => string | undefined,
): ReadonlyMap<string, readonly string[]> {
  const pairs = policies.flatMap(({ found, key }) =>
    found.targets.flatMap((target) => {
      const name = nameOf(target);
      return name === undefined ? [] : [{ name, key }];
    }),
  );
  return new Map([...groupBy(pairs, ({ name }) => name)].map(([name, own]) => [name, own.map(({ key }) => key)]));
}

function rootFirst(one: string, other: string): number {
  if (one === 'root' || other === 'root') return one === other ? 0 : one === 'root' ? -1 : 1;
  return compareTexts(one, other);
}

function elsewhere({ found, key }: DescribedPolicy, isDescribed: (id: string) => boolean): readonly Remark[] {
  const left = found.targets.filter((target) => !isDescribed(target));
  if (left.length === 0) return [];
  const text = `also sits on ${someOf(left)}, which is not described: closed or not readable`;
  return [{ chapter: 'not-understood', subject: `policy ${key} (${found.id})`, text }];
}

/** The one service control policy that allows everything sits everywhere unless somebody took it away. */
function withoutFullAccess(inventory: Inventory): readonly Remark[] {
  const { policies, roots, units } = inventory;
  const everything = policies.find(({ awsManaged, name }) => awsManaged && name === 'FullAWSAccess');
  if (everything === undefined) return [];
  const targets = new Set(everything.targets);
  const left = [...roots, ...units, ...activeMembers(inventory)]
    .filter(({ id }) => !targets.has(id))
    .map(({ id, name }) => `${name} (${id})`);
  if (left.length === 0) return [];
  const text = `does not sit on ${someOf(left)}: only what other policies allow works there, which guardrails.yaml can't say`;
  return [{ chapter: 'not-understood', subject: `policy FullAWSAccess (${everything.id})`, text }];
}
