import { bundledText, sentPolicies, type SentPolicy } from '../../model/policy-bundles';
import { policyTypeNames } from '../../model/policy-types';
import { check, type Finding, type SourceRef } from '../check';
import { limited, policyLimits } from '../limits';
import { filler, largest } from '../policy-files';
import { targetsOf } from '../policy-targets';

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
  return targetsOf(input.zone).flatMap(({ name, policies, source }) =>
    sentPolicies(guardrails.policies, policies)
      .filter(({ parts }) => parts.length > 1)
      .flatMap((sent) => tooLarge(sent, contentOf(sent), name, source)),
  );
});

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
