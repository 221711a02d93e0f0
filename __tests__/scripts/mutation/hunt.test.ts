import { provePolicyTests, type Proof } from '../../../landfall/analysis/policy-tests/prove';
import { hunt, unmetPolicies } from '../../../scripts/mutation/hunt';
import { readReviewed, review } from '../../../scripts/mutation/review';
import { fakePrepare } from '../../landfall/analysis/policy-tests/fake-prepare';
import { factOf, words } from '../../landfall/analysis/policy-tests/facts';
import { testGuardrails, testPolicy, testUnitGuardrails } from '../../support/guardrails';
import { testZone } from '../../support/zone';

const text = JSON.stringify({
  Statement: [
    {
      Sid: 'S',
      Effect: 'Deny',
      Action: ['s3:PutObject', 's3:DeleteObject'],
      Resource: '*',
      Condition: { ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/ours' } },
    },
  ],
});
const zone = testZone({
  guardrails: testGuardrails({
    policies: [testPolicy('p', text)],
    units: [testUnitGuardrails('workloads', ['p'])],
  }),
});

const denied = factOf({ name: 'others may not', mayNot: words('s3:PutObject', 's3:DeleteObject') });
const exempted = factOf({ name: 'ours may', as: words('ours'), may: words('s3:PutObject') });

function proofOf(...facts: readonly ReturnType<typeof factOf>[]): Proof {
  return provePolicyTests(zone, facts, fakePrepare(zone));
}

describe('the hunt for mutants', () => {
  test('finds every one if the facts say enough', () => {
    const hunted = hunt(zone, proofOf(denied, exempted));
    expect(hunted.map(({ killedBy, mutant }) => [mutant.id, killedBy])).toEqual([
      ['p S: statement deleted', 'others may not'],
      ['p S: Action s3:PutObject dropped', 'others may not'],
      ['p S: Action s3:DeleteObject dropped', 'others may not'],
      ['p S: condition ArnNotLike aws:PrincipalArn dropped', 'ours may'],
      [
        'p S: exemption arn:aws:iam::*:role/ours of ArnNotLike aws:PrincipalArn widened to arn:aws:iam::*:role/*',
        'others may not',
      ],
    ]);
  });

  test('lets those survive of which no fact speaks', () => {
    const survivors = hunt(zone, proofOf(factOf({ mayNot: words('s3:PutObject') }))).filter((each) => !each.killedBy);
    expect(survivors.map(({ mutant }) => mutant.id)).toEqual([
      'p S: Action s3:DeleteObject dropped',
      'p S: condition ArnNotLike aws:PrincipalArn dropped',
    ]);
  });

  test('names policies that no fact asks about, where policies of that kind can be asked', () => {
    const policies = [testPolicy('p', text), testPolicy('q'), testPolicy('t', '{"tags":{}}', 'tag')];
    expect(unmetPolicies({ guardrails: testGuardrails({ policies }) }, proofOf(denied))).toEqual(['q']);
  });

  test('does not take one denial of two for a fact that fails', () => {
    const twice = testZone({
      guardrails: testGuardrails({
        policies: [testPolicy('p', text), testPolicy('s3:PutObject')],
        units: [testUnitGuardrails('workloads', ['p', 's3:PutObject'])],
      }),
    });
    const proof = provePolicyTests(twice, [factOf({ mayNot: words('s3:PutObject') })], fakePrepare(twice));
    expect(hunt(twice, proof).every(({ killedBy }) => killedBy === undefined)).toBe(true);
  });
});

describe('the review of survivors', () => {
  const hunted = hunt(zone, proofOf(factOf({ mayNot: words('s3:PutObject') })));

  test('counts by policy and leaves out what was reviewed', () => {
    const { rows, stale, survivors } = review(hunted, { 'p S: Action s3:DeleteObject dropped': 'a good reason' });
    expect(rows).toEqual([{ policy: 'p', mutants: 5, killed: 3, equivalent: 1, survivors: 1 }]);
    expect(survivors).toEqual(['p S: condition ArnNotLike aws:PrincipalArn dropped']);
    expect(stale).toEqual([]);
  });

  test('tells reasons that nothing needs any more', () => {
    const reviewed = { 'p S: statement deleted': 'it was one once', 'q S: statement deleted': 'of a policy that left' };
    expect(review(hunted, reviewed).stale).toEqual(Object.keys(reviewed));
  });

  test('has a reason for each entry of the list', () => {
    expect(Object.values(readReviewed()).every((reason) => reason.length > 40)).toBe(true);
  });
});
