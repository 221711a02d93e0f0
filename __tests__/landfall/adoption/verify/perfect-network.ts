import type { FoundPortfolio, FoundProduct, FoundVpc, Inventory } from '../../../../landfall/adoption/inventory';
import { corporateSegments, hubContent, learners, vpcContent } from '../../../../landfall/model/accounts/network';
import { fact, type FactReader } from '../../../../landfall/model/facts';
import { deployedAccounts } from '../../../../landfall/model/slices/accounts';
import type { PortfolioContent } from '../../../../landfall/model/slices/portfolios';
import { accountWithDuty, type LandingZone } from '../../../../landfall/model/zone';

type Network = Pick<Inventory, 'transitGateways' | 'vpcs' | 'resourceShares' | 'portfolios' | 'products'>;

/** What lies inside of accounts after a deployment without any fault. */
export function perfectNetwork(
  zone: LandingZone,
  facts: FactReader,
  portfolios: readonly { readonly content: PortfolioContent }[],
): Network {
  const vpcs = deployedAccounts(zone).flatMap((account): readonly FoundVpc[] => {
    const content = vpcContent(zone, account, facts);
    if (content === undefined) return [];
    const place = { accountId: facts.get(fact.accountId(account.key)), region: zone.regions.home };
    const tags = { Name: account.key };
    return [
      { ...place, id: `vpc-${account.key}`, isDefault: false, cidrBlocks: [content.cidr], ipv6CidrBlocks: [], tags },
    ];
  });
  const found = portfolios.map(({ content }) => portfolioOf(zone, facts, content));
  return {
    ...hubOf(zone, facts),
    vpcs,
    portfolios: found.map(({ portfolio }) => portfolio),
    products: found.flatMap(({ products }) => products),
  };
}

function hubOf(zone: LandingZone, facts: FactReader): Pick<Network, 'transitGateways' | 'resourceShares'> {
  const owner = accountWithDuty(zone, 'network');
  if (owner === undefined || corporateSegments(zone).length === 0) return { transitGateways: [], resourceShares: [] };
  const ownerId = facts.get(fact.accountId(owner.key));
  const place = { accountId: ownerId, region: zone.regions.home };
  const id = facts.get(fact.transitGatewayId);
  const arn = `arn:aws:ec2:${zone.regions.home}:${ownerId}:transit-gateway/${id}`;
  const attached = deployedAccounts(zone).flatMap((account) => {
    const segment = zone.network.segments.find(({ key }) => key === account.segment);
    const vpc = vpcContent(zone, account, facts);
    if (segment === undefined || vpc?.kind !== 'corporate') return [];
    const point = { resourceType: 'vpc', resourceId: `vpc-${account.key}` };
    return [{ account, point, segment, attachmentId: `tgw-attach-${account.key}` }];
  });
  const content = hubContent(zone, ownerId, facts).transitGateway;
  return {
    transitGateways: [
      {
        ...{ ...place, id, arn, ownerId, asn: zone.network.hub.asn, cidrBlocks: [], options: {}, tags: {} },
        routeTables: corporateSegments(zone).map((table) => ({
          ...{ id: facts.get(fact.routeTableId(table.key)), defaultAssociation: false, defaultPropagation: false },
          associations: attached
            .filter(({ segment }) => segment.key === table.key)
            .map(({ attachmentId, point }) => ({ ...point, attachmentId, state: 'associated' })),
          propagations: attached
            .filter(({ segment }) => learners(zone, segment).some(({ key }) => key === table.key))
            .map(({ attachmentId, point }) => ({ ...point, attachmentId, state: 'enabled' })),
          ...{ routes: [], prefixLists: [], tags: {} },
        })),
        attachments: attached.map(({ account, attachmentId, point, segment }) => ({
          ...{ ...point, id: attachmentId, state: 'available', tags: {} },
          resourceOwnerId: facts.get(fact.accountId(account.key)),
          routeTableId: facts.get(fact.routeTableId(segment.key)),
        })),
      },
    ],
    resourceShares:
      content === undefined
        ? []
        : [
            {
              ...{ ...place, arn: 'arn:share', name: content.name, allowExternalPrincipals: false, tags: {} },
              ...{ principals: Object.values(content.sharedWith), resources: [arn] },
            },
          ],
  };
}

function portfolioOf(
  zone: LandingZone,
  facts: FactReader,
  content: PortfolioContent,
): { readonly portfolio: FoundPortfolio; readonly products: readonly FoundProduct[] } {
  const account = zone.portfolios.find(({ key }) => key === content.portfolio)?.account ?? '';
  const place = { accountId: facts.get(fact.accountId(account)), region: zone.regions.home };
  const id = facts.get(fact.portfolioId(content.portfolio));
  const products = content.products.map((product): FoundProduct => ({
    ...{ ...place, id: `prod-${product.id}`, arn: `arn:${product.id}`, name: product.name, owner: product.owner },
    ...{ type: 'CLOUD_FORMATION_TEMPLATE', tags: {} },
    versions: [product.firstVersion, ...product.laterVersions].map(({ active, guidance, id: version, name }) => ({
      ...{ id: version, name, active, guidance },
    })),
  }));
  return {
    products,
    portfolio: {
      ...{ ...place, id, arn: `arn:${id}`, name: content.name, description: content.description },
      ...{ provider: content.provider, products: products.map((one) => one.id), constraints: [], tags: {} },
      principals: content.principals.map(({ pattern, type = 'IAM_PATTERN' as const }) => ({ arn: pattern, type })),
      shares: content.shares.map(({ unitArn }) => ({
        ...{ type: 'ORGANIZATIONAL_UNIT', principalId: unitArn },
        ...{ accepted: true, shareTagOptions: true, sharePrincipals: true },
      })),
    },
  };
}
