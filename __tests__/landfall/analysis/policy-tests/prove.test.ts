import type { KnownActions } from '../../../../landfall/analysis/policy-tests/findings';
import { failures, provePolicyTests } from '../../../../landfall/analysis/policy-tests/prove';
import type { Written, WrittenFact } from '../../../../landfall/model/policy-fact';
import { testGuardrails, testPolicy, testUnitGuardrails, testAccountGuardrails } from '../../../support/guardrails';
import { testZone } from '../../../support/zone';
import { factOf, words } from './facts';
import { fakePrepare } from './fake-prepare';

const zone = testZone({
  guardrails: testGuardrails({
    policies: [testPolicy('s3:PutObject'), testPolicy('ec2:RunInstances')],
    units: [testUnitGuardrails('root', ['s3:PutObject']), testUnitGuardrails('workloads/dev', ['ec2:RunInstances'])],
    accounts: [testAccountGuardrails('network', [])],
  }),
});

function prove(fact: Partial<WrittenFact>, actions?: KnownActions): ReturnType<typeof provePolicyTests> {
  return provePolicyTests(zone, [factOf(fact)], fakePrepare(zone), actions);
}

describe('a fact', () => {
  test.each<[string, Partial<WrittenFact>, boolean]>([
    ['what nothing denies may be done', { may: words('s3:GetObject') }, true],
    ['what a policy denies may not', { mayNot: words('ec2:RunInstances', 's3:PutObject') }, true],
    ['what a policy denies fails as `may`', { may: words('s3:GetObject', 's3:PutObject') }, false],
    ['what nothing denies fails as `may-not`', { mayNot: words('s3:PutObject', 's3:GetObject') }, false],
    ['a unit means those below it', { in: words('Workloads'), may: words('ec2:RunInstances') }, false],
    ['one principal of several is enough to fail', { as: words('anybody', 'root'), may: words('s3:PutObject') }, false],
  ])('%s', (_, fact, holds) => {
    const proof = prove(fact);
    expect(proof.diagnostics).toEqual([]);
    expect(proof.facts.map((each) => each.holds)).toEqual([holds]);
    expect(failures(proof).length > 0).toBe(!holds);
  });

  test('asks in every unit below, and in accounts with policies of their own', () => {
    const places = (...texts: readonly string[]): readonly string[] => [
      ...new Set(
        prove({ in: words(...texts), may: words('a:B') }).facts.flatMap(({ cases }) => cases.map((c) => c.in)),
      ),
    ];
    expect(places('Workloads')).toEqual(['Workloads', 'Workloads/Dev', 'Workloads/Prod']);
    expect(places('infrastructure')).toEqual(['Infrastructure', 'network']);
    expect(places('all units')).toHaveLength(zone.units.length);
    expect(places('all accounts')).toEqual(zone.accounts.map(({ key }) => key).filter((key) => key !== 'management'));
    expect(places('FRAUD-DEV')).toEqual(['fraud-dev']);
  });

  test('asks with every resource, owner and value', () => {
    const [proved] = prove({
      may: words('a:B', 'a:C'),
      on: words('r1', 'r2'),
      of: words('outside', 'fraud-dev'),
      with: { k: ['always'] },
      each: [{ v: ['1'] }, { v: ['2'] }],
    }).facts;
    expect(proved?.cases).toHaveLength(16);
    const contexts = new Set(proved?.cases.map(({ asked }) => JSON.stringify(asked[0]?.request.context)));
    expect([...contexts]).toEqual(['{"k":["always"],"v":["1"]}', '{"k":["always"],"v":["2"]}']);
  });

  test('about a group asks for the permission sets that it has in each account', () => {
    const [proved] = prove({ as: words('DataScientists'), in: words('Workloads'), may: words('s3:GetObject') }).facts;
    expect(proved?.cases.map(({ asked, in: place }) => [place, asked.map(({ request }) => request.as)])).toEqual([
      ['data-lake', []],
      ['fraud-dev', ['DataScientist']],
      ['fraud-prod', ['DataScientist']],
    ]);
    expect(proved?.holds).toBe(false);
  });

  test('about a group without access there holds if it may not', () => {
    expect(
      prove({ as: words('fraud-DataScientists'), in: words('data-lake'), mayNot: words('s3:GetObject') }).facts,
    ).toMatchObject([{ holds: true }]);
  });

  test('says at the word of the action what was decided, by which statement, and why it should hold', () => {
    const here = { file: 'tests/a.yaml', line: 7, column: 12 };
    const found = failures(prove({ may: [{ text: 'ec2:RunInstances', at: here }], each: [{ v: ['1'] }] }));
    expect(found).toEqual([
      {
        severity: 'error',
        code: 'LF2105',
        message:
          '"a fact": anybody may ec2:RunInstances in Workloads/Dev with v 1, but it is denied by ec2:RunInstances[1] at Workloads/Dev',
        help: 'It should hold because: it must',
        location: here,
      },
    ]);
  });

  test('is told once for each action, however many questions fail', () => {
    const found = failures(prove({ in: words('all units'), mayNot: words('s3:GetObject') }));
    expect(found).toHaveLength(1);
    expect(found[0]?.message).toMatch(/ in Security, but it is allowed by .*; so do \d+ more of its questions$/);
  });

  test('tells what was taken for granted', () => {
    expect(prove({ may: words('s3:GetObject') }).facts[0]?.notes).toEqual(['anybody may do everything']);
  });
});

describe('a fact with a word that names nothing', () => {
  const actions: KnownActions = {
    check: (action) =>
      !action.startsWith('s3:') ? 'unknown-service' : action === 's3:GetObject' ? 'known' : 'unknown',
    ofService: () => ['s3:GetObject'],
  };
  const here = { file: 'tests/a.yaml', line: 3, column: 9 };
  const wrong = (text: string): readonly Written[] => [{ text, at: here }];

  test.each<[string, Partial<WrittenFact>, string, RegExp]>([
    ['a place', { in: wrong('Workloads/Dve') }, 'LF2102', /"Workloads\/Dve"/],
    ['an owner', { of: wrong('fraud-dve') }, 'LF2102', /"fraud-dve"/],
    ['many owners', { of: wrong('all units') }, 'LF2102', /"all units"/],
    ['a principal', { as: wrong('nobody') }, 'LF2101', /"nobody"/],
    ['an action', { may: wrong('s3:GetObjekt') }, 'LF2103', /"GetObjekt"/],
    ['a pattern of actions', { may: wrong('s3:Get*') }, 'LF2103', /"s3:Get\*" is not one action/],
    ['a service', { mayNot: wrong('s4:GetObject') }, 'LF2103', /"s4"/],
  ])('%s is one error at its place, and the fact is not proved', (_, fact, code, message) => {
    const proof = prove({ may: words('s3:GetObject'), on: words('a', 'b'), ...fact }, actions);
    expect(proof.facts).toEqual([]);
    expect(proof.diagnostics).toMatchObject([{ severity: 'error', code, location: here }]);
    expect(proof.diagnostics[0]?.message).toMatch(message);
  });

  test('gets a suggestion', () => {
    expect(prove({ may: wrong('s3:GetObjekt') }, actions).diagnostics[0]?.help).toBe('Did you mean s3:GetObject?');
    expect(prove({ in: wrong('Workloads/Dve'), may: words('s3:GetObject') }).diagnostics[0]?.help).toBe(
      'Did you mean Workloads/Dev?',
    );
  });
});
