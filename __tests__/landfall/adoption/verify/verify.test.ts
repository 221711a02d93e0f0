import { verifyOrganization } from '../../../../landfall/adoption/verify';
import { zoneOf } from '../../../support/organization';
import { perfectDeployment } from './perfect';

describe('an organization that was deployed without any fault', () => {
  test.each(['examples/minimal', 'landing-zone', 'examples/enterprise'])('is as %s describes it', (directory) => {
    const zone = zoneOf(directory);
    const { inventory, lock } = perfectDeployment(zone);
    expect(verifyOrganization(inventory, zone, lock)).toEqual([]);
  });
});
