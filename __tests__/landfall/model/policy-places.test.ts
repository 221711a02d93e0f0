import { policiesOfAws } from '../../../landfall/model/policy-places';
import { testGuardrails, testUnitGuardrails } from '../../support/guardrails';
import { testUnit, testZone } from '../../support/zone';

const zone = testZone({
  units: [
    { ...testUnit('root'), id: 'root', registered: false },
    { ...testUnit('Prod'), registered: true },
    { ...testUnit('Lab'), registered: false },
  ],
  guardrails: testGuardrails({ units: [testUnitGuardrails('prod', [], ['CT.S3.PV.1', 'CT.NOBODY.PV.1'])] }),
});

describe('policies that AWS puts on a target', () => {
  it.each([
    ['service-control', 'root', ['FullAWSAccess']],
    ['service-control', 'prod', ['FullAWSAccess', "Control Tower's"]],
    ['service-control', 'lab', ['FullAWSAccess']],
    ['service-control', undefined, ['FullAWSAccess']],
    ['resource-control', 'lab', ['RCPFullAWSAccess']],
    ['resource-control', undefined, ['RCPFullAWSAccess']],
    ['tag', 'prod', []],
  ] as const)('of the type %s on %s', (type, unit, expected) => {
    expect(policiesOfAws(zone, type, unit)).toEqual(expected);
  });
});
