import {
  DescribeConstraintCommand,
  DescribePortfolioCommand,
  DescribePortfolioSharesCommand,
  ListConstraintsForPortfolioCommand,
  ListPortfoliosCommand,
  ListPrincipalsForPortfolioCommand,
  SearchProductsAsAdminCommand,
  type DescribePortfolioShareType,
  type PortfolioDetail,
  type ServiceCatalogClient,
} from '@aws-sdk/client-service-catalog';
import type { FoundPortfolio } from '../inventory';
import type { Asker } from './ask';
import { perhaps, sure, tagMap } from './values';

const shareTypes: readonly DescribePortfolioShareType[] = [
  'ACCOUNT',
  'ORGANIZATION',
  'ORGANIZATIONAL_UNIT',
  'ORGANIZATION_MEMBER_ACCOUNT',
];

/** Portfolios that an account owns in a Region. */
export async function readPortfolios(ask: Asker, catalog: ServiceCatalogClient): Promise<readonly FoundPortfolio[]> {
  const portfolios = await ask.all(
    'servicecatalog:ListPortfolios',
    (PageToken) => catalog.send(new ListPortfoliosCommand({ PageToken })),
    ({ PortfolioDetails }) => PortfolioDetails,
  );
  return Promise.all(portfolios.map(async (one) => readPortfolio(ask, catalog, one)));
}

async function readPortfolio(
  ask: Asker,
  catalog: ServiceCatalogClient,
  { ARN, Description, DisplayName, Id, ProviderName }: PortfolioDetail,
): Promise<FoundPortfolio> {
  const PortfolioId = sure(Id);
  const [described, products, principals, constraints, shares] = await Promise.all([
    ask.one('servicecatalog:DescribePortfolio', () => catalog.send(new DescribePortfolioCommand({ Id: PortfolioId }))),
    ask.all(
      'servicecatalog:SearchProductsAsAdmin',
      (PageToken) => catalog.send(new SearchProductsAsAdminCommand({ PortfolioId, PageToken })),
      ({ ProductViewDetails }) => ProductViewDetails,
    ),
    ask.all(
      'servicecatalog:ListPrincipalsForPortfolio',
      (PageToken) => catalog.send(new ListPrincipalsForPortfolioCommand({ PortfolioId, PageToken })),
      ({ Principals }) => Principals,
    ),
    readConstraints(ask, catalog, PortfolioId),
    Promise.all(shareTypes.map(async (type) => readShares(ask, catalog, PortfolioId, type))),
  ]);
  return {
    ...ask.place,
    id: PortfolioId,
    arn: sure(ARN),
    name: sure(DisplayName),
    description: perhaps(Description),
    provider: sure(ProviderName),
    products: products.map(({ ProductViewSummary }) => sure(ProductViewSummary?.ProductId)),
    principals: principals.map(({ PrincipalARN, PrincipalType }) => ({
      arn: sure(PrincipalARN),
      type: PrincipalType ?? 'IAM',
    })),
    shares: shares.flat(),
    constraints,
    tags: tagMap(described?.Tags),
  };
}

async function readConstraints(
  ask: Asker,
  catalog: ServiceCatalogClient,
  PortfolioId: string,
): Promise<FoundPortfolio['constraints']> {
  const constraints = await ask.all(
    'servicecatalog:ListConstraintsForPortfolio',
    (PageToken) => catalog.send(new ListConstraintsForPortfolioCommand({ PortfolioId, PageToken })),
    ({ ConstraintDetails }) => ConstraintDetails,
  );
  return Promise.all(
    constraints.map(async ({ ConstraintId, Description, ProductId, Type }) => {
      const described = await ask.one('servicecatalog:DescribeConstraint', () =>
        catalog.send(new DescribeConstraintCommand({ Id: sure(ConstraintId) })),
      );
      return {
        id: sure(ConstraintId),
        type: sure(Type),
        productId: sure(ProductId),
        description: perhaps(Description),
        parameters: perhaps(described?.ConstraintParameters),
      };
    }),
  );
}

async function readShares(
  ask: Asker,
  catalog: ServiceCatalogClient,
  PortfolioId: string,
  type: DescribePortfolioShareType,
): Promise<FoundPortfolio['shares']> {
  const shares = await ask.all(
    'servicecatalog:DescribePortfolioShares',
    (PageToken) => catalog.send(new DescribePortfolioSharesCommand({ PortfolioId, Type: type, PageToken })),
    ({ PortfolioShareDetails }) => PortfolioShareDetails,
  );
  return shares.map(({ Accepted, PrincipalId, SharePrincipals, ShareTagOptions }) => ({
    type,
    principalId: sure(PrincipalId),
    accepted: Accepted ?? false,
    shareTagOptions: ShareTagOptions ?? false,
    sharePrincipals: SharePrincipals ?? false,
  }));
}
