import type { LandingZone } from '../model/zone';
import { check, type Finding } from './check';

/** LF1901 and LF1902: the home Region is governed, and no Region is written twice. */
export const regions = check(({ zone }) => findings(zone));

function findings(zone: LandingZone): readonly Finding[] {
  const { home, governed } = zone.regions;
  const at = { file: 'organization.yaml', path: ['regions'] };
  const homeless: readonly Finding[] = governed.includes(home)
    ? []
    : [
        {
          code: 'LF1901',
          at,
          within: ['home'],
          message: `the home Region ${home} is not among the governed ones: ${governed.join(', ')}`,
          help: 'Add it to governed: Control Tower, Identity Center and the SageMaker domains live there',
        },
      ];
  const twice = governed.flatMap((region, index): readonly Finding[] =>
    governed.indexOf(region) === index
      ? []
      : [
          {
            code: 'LF1902',
            at,
            within: ['governed', index],
            message: `${region} is written twice`,
            help: 'Take one away',
          },
        ],
  );
  const center = /^arn:aws:sso:([a-z0-9-]+):/.exec(zone.access.instanceArn ?? '')?.[1];
  const elsewhere: readonly Finding[] =
    center === undefined || center === home
      ? []
      : [
          {
            code: 'LF1903',
            at: { file: 'access.yaml', path: ['identityCenter', 'instanceArn'] },
            message: `Identity Center is in ${center}, the home Region is ${home}; SageMaker domains need both in one Region`,
            help: 'Make its Region the home Region',
          },
        ];
  return [...homeless, ...twice, ...elsewhere];
}
