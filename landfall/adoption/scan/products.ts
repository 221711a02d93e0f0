import {
  DescribeProductAsAdminCommand,
  ListProvisioningArtifactsCommand,
  SearchProductsAsAdminCommand,
  SearchProvisionedProductsCommand,
  type ProductViewDetail,
  type ServiceCatalogClient,
} from '@aws-sdk/client-service-catalog';
import type { FoundProduct, FoundProvisionedProduct } from '../inventory';
import type { Asker } from './ask';
import { perhaps, sure, tagMap } from './values';

/** Products that an account owns in a Region, with their versions. */
export async function readProducts(ask: Asker, catalog: ServiceCatalogClient): Promise<readonly FoundProduct[]> {
  const products = await ask.all(
    'servicecatalog:SearchProductsAsAdmin',
    (PageToken) => catalog.send(new SearchProductsAsAdminCommand({ PageToken })),
    ({ ProductViewDetails }) => ProductViewDetails,
  );
  return Promise.all(products.map(async (one) => readProduct(ask, catalog, one)));
}

async function readProduct(
  ask: Asker,
  catalog: ServiceCatalogClient,
  { ProductARN, ProductViewSummary: summary }: ProductViewDetail,
): Promise<FoundProduct> {
  const ProductId = sure(summary?.ProductId);
  const [described, versions] = await Promise.all([
    ask.one('servicecatalog:DescribeProductAsAdmin', () =>
      catalog.send(new DescribeProductAsAdminCommand({ Id: ProductId })),
    ),
    // All of them: this call knows no pages.
    ask.one('servicecatalog:ListProvisioningArtifacts', () =>
      catalog.send(new ListProvisioningArtifactsCommand({ ProductId })),
    ),
  ]);
  return {
    ...ask.place,
    id: ProductId,
    arn: sure(ProductARN),
    name: sure(summary?.Name),
    owner: sure(summary?.Owner),
    type: sure(summary?.Type),
    description: perhaps(summary?.ShortDescription),
    distributor: perhaps(summary?.Distributor),
    supportEmail: perhaps(summary?.SupportEmail),
    supportDescription: perhaps(summary?.SupportDescription),
    supportUrl: perhaps(summary?.SupportUrl),
    versions: (versions?.ProvisioningArtifactDetails ?? []).map((version) => ({
      id: sure(version.Id),
      name: sure(version.Name),
      description: perhaps(version.Description),
      type: perhaps(version.Type),
      active: version.Active ?? true,
      guidance: perhaps(version.Guidance),
    })),
    tags: tagMap(described?.Tags),
  };
}

/** Products that anyone in an account launched in a Region; in the management account also Account Factory's. */
export async function readProvisionedProducts(
  ask: Asker,
  catalog: ServiceCatalogClient,
): Promise<readonly FoundProvisionedProduct[]> {
  const products = await ask.all(
    'servicecatalog:SearchProvisionedProducts',
    (PageToken) =>
      catalog.send(
        new SearchProvisionedProductsCommand({ AccessLevelFilter: { Key: 'Account', Value: 'self' }, PageToken }),
      ),
    ({ ProvisionedProducts }) => ProvisionedProducts,
  );
  return products.map((one) => ({
    ...ask.place,
    id: sure(one.Id),
    name: sure(one.Name),
    type: perhaps(one.Type),
    status: perhaps(one.Status),
    productId: perhaps(one.ProductId),
    versionId: perhaps(one.ProvisioningArtifactId),
    physicalId: perhaps(one.PhysicalId),
  }));
}
