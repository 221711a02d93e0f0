import { bundledText, sentPolicies, type SentPolicy } from '../../model/policy-bundles';
import { policyTypeNames } from '../../model/policy-types';
import { check, type CheckInput, type Finding, type SourceRef } from '../check';
import { limited, policyLimits } from '../limits';
import { filler, largest } from '../policy-files';
import { labelOf } from '../words';

/** LF1603 for bundles: what is sent to a target as one is small enough; each target has a bundle of its own. */
export const policyBundleSizes = check((input) => {
  const { guardrails } = input.zone;
  const fill = filler(input);
  const contents = new Map<string, string>();
  const contentOf = ({ parts }: SentPolicy): string => {
    const key = parts.map((part) => part.key).join(' ');
    const known = contents.get(key) ?? bundledText(parts.map((part) => fill(part).content));
    contents.set(key, known);
    return known;
  };
  return targets(input).flatMap(({ keys, name, source }) =>
    sentPolicies(guardrails.policies, keys)
      .filter(({ parts }) => parts.length > 1)
      .flatMap((sent) => tooLarge(sent, contentOf(sent), name, source)),
  );
});

interface Target {
  readonly name: string;
  readonly keys: readonly string[];
  readonly source: SourceRef;
}

function targets({ zone }: Pick<CheckInput, 'zone'>): readonly Target[] {
  const { accounts, units } = zone.guardrails;
  return [
    ...units.map(({ policies, source, unit }) => ({ name: labelOf(zone, unit), keys: policies, source })),
    ...accounts.map(({ account, policies, source }) => ({ name: account, keys: policies, source })),
  ];
}

function tooLarge(
  { name, parts, type }: SentPolicy,
  content: string,
  target: string,
  at: SourceRef,
): readonly Finding[] {
  const { size } = policyLimits(type);
  if (content.length <= size.value) return [];
  return [
    {
      code: 'LF1603',
      at,
      within: ['policies'],
      message: `the bundle ${name} of ${parts.map(({ key }) => key).join(', ')} has ${content.length} characters on ${target}, without white space and with its variables filled; ${policyTypeNames[type]} allows ${limited(size)}`,
      help: `Take parts of ${content.length - size.value} or more out of the bundle${largest(content)}`,
    },
  ];
}
