import { constructId } from '../../../../landfall/model/construct-id';
import { fact, FactReader } from '../../../../landfall/model/facts';
import { delegationNode } from '../../../../landfall/model/slices/delegation';
import type { LandingZone } from '../../../../landfall/model/zone';
import { testPortfolio } from '../../../support/portfolio';
import { testZone } from '../../../support/zone';

function zoneWith(...services: readonly string[]): LandingZone {
  const source = { file: 'security.yaml', path: [] };
  return testZone({
    regions: { home: 'eu-west-1', governed: ['eu-west-1', 'eu-central-1'] },
    security: {
      delegations: services.map((service) => ({ service, account: 'security-tooling', source })),
      accessAnalyzer: true,
    },
  });
}

const facts = new Map([[fact.accountId('security-tooling'), '333333333333']]);

describe('delegation', () => {
  it.each([
    ['access-analyzer.amazonaws.com', [{ by: 'organizations', servicePrincipal: 'access-analyzer.amazonaws.com' }]],
    [
      'guardduty.amazonaws.com',
      [
        { by: 'guardduty', region: 'eu-west-1' },
        { by: 'guardduty', region: 'eu-central-1' },
      ],
    ],
    ['ipam.amazonaws.com', [{ by: 'ipam' }]],
    ['cloudtrail.amazonaws.com', [{ by: 'cloudtrail' }]],
  ])('of %s is done as the service wants it', (service, expected) => {
    expect(delegationNode(zoneWith(service)).content(new FactReader(facts))).toMatchObject({
      delegations: expected.map((each) => ({ ...each, accountId: '333333333333' })),
    });
  });

  it('comes in the order of the services, whatever the order of the file', () => {
    const services = ['sso.amazonaws.com', 'backup.amazonaws.com'] as const;
    const one = delegationNode(zoneWith(...services)).content(new FactReader(facts));
    const other = delegationNode(zoneWith(...[...services].reverse())).content(new FactReader(facts));
    expect(one).toEqual(other);
  });

  it('of a service that takes several accounts is one for each of them, the first with the plain id', () => {
    const source = { file: 'security.yaml', path: [] };
    const service = 'config.amazonaws.com';
    const accounts = ['security-tooling', 'network'];
    const delegations = accounts.map((account) => ({ service, account, source }));
    const node = delegationNode(testZone({ security: { delegations, accessAnalyzer: true } }));
    const content = node.content(new FactReader(new Map([...facts, [fact.accountId('network'), '444444444444']])));
    expect(content).toMatchObject({
      delegations: [
        { id: constructId(service), accountId: '333333333333' },
        { id: `${constructId(service)}_network`, accountId: '444444444444' },
      ],
    });
  });

  it('lets Service Catalog share with units only where portfolios are', () => {
    const access = (zone: LandingZone): unknown => delegationNode(zone).content(new FactReader(facts));
    expect(access(testZone())).toMatchObject({ serviceCatalogAccess: false });
    const old = testPortfolio('old', { awsId: 'port-old' });
    expect(access(testZone({ portfolios: [old] }))).toMatchObject({ serviceCatalogAccess: false });
    expect(access(testZone({ portfolios: [old, testPortfolio('ml')] }))).toMatchObject({ serviceCatalogAccess: true });
  });

  it('waits for Control Tower', () => {
    expect(delegationNode(testZone()).after).toEqual(['control-tower']);
  });
});
