import { provePolicyTests } from '../../../landfall/analysis/policy-tests/prove';
import { policyTestsJunit, policyTestsText } from '../../../landfall/report/policy-tests';
import { testGuardrails, testPolicy, testUnitGuardrails } from '../../support/guardrails';
import { testZone } from '../../support/zone';
import { factOf, words } from '../analysis/policy-tests/facts';
import { fakePrepare } from '../analysis/policy-tests/fake-prepare';

const zone = testZone({
  guardrails: testGuardrails({
    policies: [testPolicy('s3:PutObject')],
    units: [testUnitGuardrails('root', ['s3:PutObject'])],
  }),
});
const proof = provePolicyTests(
  zone,
  [
    factOf({ name: 'reads', may: words('s3:GetObject', 's3:ListBucket') }),
    factOf({ name: 'writes & "more" <so>', may: words('s3:PutObject') }),
    factOf({ name: 'elsewhere', file: 'tests/b.yaml', mayNot: words('s3:PutObject') }),
  ],
  fakePrepare(zone),
);

describe('the report of facts', () => {
  test('lists them by file for a terminal, with what was taken for granted and a sum', () => {
    expect(policyTestsText(proof)).toBe(`tests/a.yaml
  holds  reads (2 questions)
  FAILS  writes & "more" <so> (1 question)
tests/b.yaml
  holds  elsewhere (1 question)

Taken for granted:
  anybody may do everything

2 of 3 facts hold, 1 fail; 4 questions asked
`);
  });

  test('is JUnit XML with a case for each fact, failures at their places', () => {
    const xml = policyTestsJunit(proof);
    expect(xml).toContain('<testsuites name="landfall test" tests="3" failures="1">');
    expect(xml).toContain('<testsuite name="tests/a.yaml" tests="2" failures="1" errors="0" skipped="0">');
    expect(xml).toContain('<testcase classname="tests/a.yaml" name="reads"/>');
    expect(xml).toContain('name="writes &amp; &quot;more&quot; &lt;so&gt;">');
    expect(xml).toMatch(/<failure message="[^"]+it is denied by[^"]+">tests\/a.yaml:1:1: [^<]+<\/failure>/);
  });

  test('is XML whatever a name holds', () => {
    const odd = provePolicyTests(
      zone,
      [factOf({ name: 'a\u0000b\u0007\n]]>', may: words('s3:PutObject') })],
      fakePrepare(zone),
    );
    expect(policyTestsJunit(odd)).toContain('name="ab&#10;]]&gt;"');
  });
});
