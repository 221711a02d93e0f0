import { controlIdentifierFindings } from '../../../landfall/model/control-identifiers';
import type { Control, LandingZone } from '../../../landfall/model/zone';
import { testControl, testGuardrails } from '../../support/guardrails';
import { testZone } from '../../support/zone';

function findings(key: string, identifier: string): readonly (readonly [string, string])[] {
  const control: Control = { ...testControl(key), identifier };
  const zone: LandingZone = testZone({ guardrails: testGuardrails({ controls: [control] }) });
  return controlIdentifierFindings(zone).map((finding) => [finding.kind, finding.control.key]);
}
const opaque = 'CT.S3.PR.1';

test.each([
  ['a global ARN', opaque, 'arn:aws:controlcatalog:::control/ka8e3pkqefnjsxuyc26ji580', []],
  ['a Regional one of the home Region', opaque, 'arn:aws:controltower:eu-west-1::control/INPHVGNNYWHE', []],
  ['an old control by its name', 'AWS-GR_X', 'arn:aws:controltower:eu-west-1::control/AWS-GR_X', []],
  ['another Region', opaque, 'arn:aws:controltower:us-east-1::control/INPHVGNNYWHE', [['other-region', opaque]]],
  ['a newer control by its name', opaque, `arn:aws:controltower:eu-west-1::control/${opaque}`, [['opaque', opaque]]],
  ['no ARN', opaque, 'ka8e3pkqefnjsxuyc26ji580', [['no-arn', opaque]]],
])('%s', (_, key, identifier, expected) => {
  expect(findings(key, identifier)).toEqual(expected);
});
