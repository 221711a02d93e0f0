import { limited, policyLimits } from '../../checks/limits';
import type { FoundPolicy, Inventory } from '../inventory';
import type { Remark } from './part';
import { policyTypesByName } from './policies';

/** Share of what AWS allows from which people should know. */
const muchOf = 0.75;

/**
 * Places on targets and characters of policies of which more than three quarters are used. Policies of AWS and of Control
 * Tower take places too; what a policy has is counted as it is kept.
 */
export function policySpace(inventory: Inventory): readonly Remark[] {
  return [...places(inventory), ...inventory.policies.flatMap(characters)];
}

function places({ accounts, policies, roots, units }: Inventory): readonly Remark[] {
  const names = new Map([...roots, ...units, ...accounts].map(({ id, name }) => [id, `${name} (${id})`]));
  const used = new Map<string, Map<string, number>>();
  for (const { targets, type } of policies) {
    for (const target of targets) {
      const types = used.get(target) ?? new Map<string, number>();
      types.set(type, (types.get(type) ?? 0) + 1);
      used.set(target, types);
    }
  }
  return [...used].flatMap(([target, types]) =>
    [...types].flatMap(([name, number]): readonly Remark[] => {
      const type = policyTypesByName.get(name);
      if (type === undefined) return [];
      const { count } = policyLimits(type);
      if (number <= count.value * muchOf) return [];
      const text = `holds ${number} policies of the type ${name}; ${limited(count)} are allowed`;
      return [{ chapter: 'policy-space', subject: names.get(target) ?? target, text }];
    }),
  );
}

function characters({ awsManaged, content, id, name, type: apiName }: FoundPolicy): readonly Remark[] {
  const type = policyTypesByName.get(apiName);
  if (type === undefined || awsManaged) return [];
  const { size } = policyLimits(type);
  if (content.length <= size.value * muchOf) return [];
  const text = `has ${content.length} characters; ${apiName} allows ${limited(size)}`;
  return [{ chapter: 'policy-space', subject: `policy ${name} (${id})`, text }];
}
