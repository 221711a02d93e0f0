import type { Inventory } from '../inventory';
import type { Interview } from './ask';
import { clientsAt, type Credentials } from './clients';
import { readTransitGateways, readVpcs } from './network';
import { readPortfolios } from './portfolios';
import { readProducts, readProvisionedProducts } from './products';
import { readConfig } from './recorders';
import { readResourceShares } from './resource-shares';

/** What lies inside of an account. */
export type AccountServices = Pick<
  Inventory,
  | 'transitGateways'
  | 'vpcs'
  | 'resourceShares'
  | 'portfolios'
  | 'products'
  | 'provisionedProducts'
  | 'configRecorders'
  | 'deliveryChannels'
>;

/** Reads an account in several Regions with its own credentials. */
export async function readAccountServices(
  asked: Interview,
  accountId: string,
  regions: readonly string[],
  credentials: Credentials,
): Promise<AccountServices> {
  const found = await Promise.all(regions.map(async (region) => readRegion(asked, accountId, region, credentials)));
  return {
    transitGateways: found.flatMap((one) => one.transitGateways),
    vpcs: found.flatMap((one) => one.vpcs),
    resourceShares: found.flatMap((one) => one.resourceShares),
    portfolios: found.flatMap((one) => one.portfolios),
    products: found.flatMap((one) => one.products),
    provisionedProducts: found.flatMap((one) => one.provisionedProducts),
    configRecorders: found.flatMap((one) => one.configRecorders),
    deliveryChannels: found.flatMap((one) => one.deliveryChannels),
  };
}

async function readRegion(
  asked: Interview,
  accountId: string,
  region: string,
  credentials: Credentials,
): Promise<AccountServices> {
  const ask = asked.at({ accountId, region });
  const { config, ec2, ram, serviceCatalog } = clientsAt({ region, credentials });
  const [transitGateways, vpcs, resourceShares, portfolios, products, provisionedProducts, settings] =
    await Promise.all([
      readTransitGateways(ask, ec2),
      readVpcs(ask, ec2),
      readResourceShares(ask, ram),
      readPortfolios(ask, serviceCatalog),
      readProducts(ask, serviceCatalog),
      readProvisionedProducts(ask, serviceCatalog),
      readConfig(ask, config),
    ]);
  return { transitGateways, vpcs, resourceShares, portfolios, products, provisionedProducts, ...settings };
}
