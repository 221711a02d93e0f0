import { fact, FactReader, type FactValues } from '../../../../landfall/model/facts';
import { identityCenterNode, type IdentityCenterContent } from '../../../../landfall/model/slices/identity-center';
import type { LandingZone } from '../../../../landfall/model/zone';
import { testGroup, testPermissionSet, testZone } from '../../../support/zone';

const facts: FactValues = new Map([
  [fact.instanceArn, 'arn:aws:sso:::instance/ssoins-1'],
  [fact.identityStoreId, 'd-1'],
]);

function contentOf(zone: LandingZone): IdentityCenterContent {
  const content = identityCenterNode(zone).content(new FactReader(facts));
  if (content.kind !== 'identity-center') throw new Error(content.kind);
  return content;
}

function zoneWith(access: Partial<LandingZone['access']>): LandingZone {
  return testZone({ access: { ...testZone().access, ...access } });
}

describe('the identity center stack', () => {
  it('writes permission sets and platform groups, and promises their ids', () => {
    const zone = testZone();
    expect(contentOf(zone).groups).toEqual([
      { id: 'group-AWSMLEngineers', displayName: 'AWSMLEngineers', description: 'AWSMLEngineers' },
    ]);
    expect(identityCenterNode(zone).assigns).toEqual([
      'permission-set/PowerUserAccess/arn',
      'permission-set/DataScientist/arn',
      'group/AWSMLEngineers/id',
    ]);
  });

  it('leaves alone what is only read: groups that Control Tower made, and permission sets', () => {
    const zone = zoneWith({
      permissionSets: [
        testPermissionSet('Taken', { manage: 'read', arn: 'arn:aws:sso:::permissionSet/ssoins-1/ps-1' }),
      ],
      groups: [testGroup('AWSControlTowerAdmins', { manage: 'read' })],
    });
    expect(contentOf(zone)).toMatchObject({ permissionSets: [], groups: [] });
    expect(identityCenterNode(zone).assigns).toEqual([]);
  });

  it('asks for nothing but the instance and its store', () => {
    const reader = new FactReader(facts);
    identityCenterNode(testZone()).content(reader);
    expect(reader.asked).toEqual([fact.identityStoreId, fact.instanceArn]);
  });

  it.each([
    ['boundary', { name: 'boundary', path: '/' }],
    ['teams/boundary', { name: 'boundary', path: '/teams/' }],
    ['/a/b/boundary', { name: 'boundary', path: '/a/b/' }],
  ])('reads the customer managed policy %s as name and path', (written, expected) => {
    const zone = zoneWith({ permissionSets: [testPermissionSet('Set', { customerManagedPolicies: [written] })] });
    expect(contentOf(zone).permissionSets[0]?.customerManagedPolicies).toEqual([expected]);
  });

  it('hands over session, arrival and a boundary of each account', () => {
    const set = { sessionDuration: 'PT90M', relayState: 'https://example.com/', boundaryPolicy: 'people/limit' };
    const zone = zoneWith({ permissionSets: [testPermissionSet('Set', set)] });
    expect(contentOf(zone).permissionSets[0]).toMatchObject({
      ...{ sessionDuration: 'PT90M', relayState: 'https://example.com/' },
      boundaryPolicy: { name: 'limit', path: '/people/' },
    });
  });
});
