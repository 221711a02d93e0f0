import { ownables } from '../../../../landfall/adoption/edit/ownable';
import { testZone } from '../../../support/zone';

test('a service that several accounts administer is taken over once, as the one row that it is', () => {
  const source = { file: 'security.yaml', path: ['delegations', 'config.amazonaws.com'] };
  const delegations = ['network', 'deployments'].map((account) => ({
    ...{ service: 'config.amazonaws.com', account, manage: 'read' as const, source },
  }));
  const zone = testZone({ security: { delegations, accessAnalyzer: false } });
  expect(ownables(zone).filter(({ kind }) => kind === 'delegation')).toEqual([
    {
      ...{ kind: 'delegation', name: 'config.amazonaws.com', manage: 'read', at: source },
      whenOwned: [{ key: 'exists', value: 'true' }],
    },
  ]);
});
