import { allowsArgument } from '../../../landfall/model/newer-arguments';

const argument = 'aws_controltower_landing_zone.remediation_types';

describe('allowsArgument', () => {
  it.each([
    ['>= 6.66.0, < 7.0.0', true],
    ['>= 6.66', true],
    ['~> 6.70', true],
    ['= 6.66.0', true],
    ['6.66.1', true],
    ['>= 6.0, >= 6.80.0', true],
    ['>= 6.25.0', false],
    ['~> 6.0', false],
    ['< 7.0.0', false],
    ['!= 6.66.0', false],
    ['', false],
  ])('for %j is %s', (constraint, allowed) => {
    expect(allowsArgument(constraint, argument)).toBe(allowed);
  });
});
