import { policyOrNothing, statementsOf } from './policy-document';
import type { Policy } from './zone';

/** One Organizations policy: a policy of the configuration, or all of a bundle that sit on one target. */
export interface SentPolicy {
  /** Key of the policy, or name of the bundle. */
  readonly name: string;
  readonly type: Policy['type'];
  /** At most 512 characters, which is what Organizations takes. */
  readonly description: string;
  /** In the order of the configuration; one, where nothing is bundled. */
  readonly parts: readonly Policy[];
}

const longestDescription = 512;

/**
 * What is sent to one target: each policy alone, but those of a bundle as one, which stands where the first of them is
 * listed. Its parts come in the order in which the configuration describes them, so that targets that list them
 * differently get the same bytes. Keys that nobody describes are left out.
 */
export function sentPolicies(policies: readonly Policy[], keys: readonly string[]): readonly SentPolicy[] {
  const wanted = new Set(keys);
  const byKey = new Map(policies.map((policy) => [policy.key, policy]));
  const sent = new Map<string, SentPolicy>();
  for (const key of wanted) {
    const policy = byKey.get(key);
    if (policy === undefined) continue;
    const bundle = bundleOf(policy);
    if (bundle === undefined) {
      sent.set(key, { name: key, type: policy.type, description: policy.description, parts: [policy] });
    } else if (!sent.has(`bundle ${bundle}`)) {
      const parts = policies.filter((each) => bundleOf(each) === bundle && wanted.has(each.key));
      sent.set(`bundle ${bundle}`, { name: bundle, type: policy.type, description: contentsOf(parts), parts });
    }
  }
  return [...sent.values()];
}

/** One that exists already has a name and targets of its own, so it is sent alone. */
function bundleOf({ awsId, bundle }: Policy): string | undefined {
  return awsId === undefined ? bundle : undefined;
}

/** One policy of several minified ones: the statements of all, in their order. A single one stays as it is. */
export function bundledText(contents: readonly string[]): string {
  const [only = ''] = contents;
  if (contents.length < 2) return only;
  const statements = contents.flatMap((content) => statementsOf(policyOrNothing(content)));
  return JSON.stringify({ Version: '2012-10-17', Statement: statements });
}

function contentsOf(parts: readonly Policy[]): string {
  const text = parts.map(({ description }) => description).join('; ');
  return text.length <= longestDescription
    ? text
    : parts
        .map(({ key }) => key)
        .join(', ')
        .slice(0, longestDescription);
}
