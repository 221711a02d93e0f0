import { IdentitystoreClient, ListGroupsCommand } from '@aws-sdk/client-identitystore';
import {
  DescribeProductAsAdminCommand,
  paginateListPortfolios,
  SearchProductsAsAdminCommand,
  ServiceCatalogClient,
} from '@aws-sdk/client-service-catalog';
import { ListInstancesCommand, SSOAdminClient } from '@aws-sdk/client-sso-admin';
import { fact, type FactKey, type FactValues } from '../model/facts';
import { baselineReader } from './control-tower-api';
import type { SessionKeys } from './credentials';

export interface RevealSettings {
  /** Home Region. */
  readonly region: string;
  /** Of a role of the management account that may read; default: where the AWS CLI looks. */
  readonly credentials?: SessionKeys;
  readonly endpoint?: string;
}

interface ClientSettings extends RevealSettings {
  readonly maxAttempts: number;
}

/** Name that Control Tower gives its product in Service Catalog. */
const accountFactory = 'AWS Control Tower Account Factory';
const accountFactoryPortfolioName = `${accountFactory} Portfolio`;

/**
 * Reads what no stack puts out: Identity Center's instance and store, groups by display name, baselines, the account
 * factory's product and portfolio. Asks only the services of the keys; what isn't there is left out.
 */
export async function readRevealed(keys: readonly FactKey[], given: RevealSettings): Promise<FactValues> {
  const settings: ClientSettings = { ...given, maxAttempts: 8 };
  const wanted = new Set(keys);
  const found = new Map<FactKey, string>();
  const keep = (key: FactKey, id: string | undefined): void => {
    if (wanted.has(key) && id !== undefined) found.set(key, id);
  };
  const groups = keys.flatMap((key) => groupNameOf(key) ?? []);
  if (wanted.has(fact.instanceArn) || wanted.has(fact.identityStoreId) || groups.length > 0) {
    const instance = await identityCenter(settings);
    keep(fact.instanceArn, instance?.arn);
    keep(fact.identityStoreId, instance?.store);
    if (instance?.store !== undefined && groups.length > 0) {
      const ids = await groupIds(settings, instance.store);
      for (const name of groups) keep(fact.groupId(name), ids.get(name));
    }
  }
  if (wanted.has(fact.baselineArn) || wanted.has(fact.identityCenterBaselineArn)) {
    const { credentials, endpoint, region } = settings;
    const reader = baselineReader({
      region,
      credentials: credentials ?? new SSOAdminClient(settings).config.credentials,
      ...(endpoint === undefined ? {} : { endpoint }),
    });
    const baselines = await reader.baselines();
    keep(fact.baselineArn, baselines.get('AWSControlTowerBaseline'));
    const identityCenterBaseline = baselines.get('IdentityCenterBaseline');
    if (wanted.has(fact.identityCenterBaselineArn) && identityCenterBaseline !== undefined) {
      keep(fact.identityCenterBaselineArn, (await reader.enabledBaselines()).get(identityCenterBaseline));
    }
  }
  if (wanted.has(fact.accountFactoryProductId) || wanted.has(fact.accountFactoryArtifactId)) {
    const product = await accountFactoryProduct(settings);
    keep(fact.accountFactoryProductId, product?.id);
    keep(fact.accountFactoryArtifactId, product?.artifact);
  }
  if (wanted.has(fact.accountFactoryPortfolioId)) {
    keep(fact.accountFactoryPortfolioId, await accountFactoryPortfolio(settings));
  }
  return found;
}

function groupNameOf(key: FactKey): string | undefined {
  return /^group\/(.+)\/id$/.exec(key)?.[1];
}

async function identityCenter(
  settings: ClientSettings,
): Promise<{ readonly arn: string | undefined; readonly store: string | undefined } | undefined> {
  const { Instances: instances = [] } = await new SSOAdminClient(settings).send(new ListInstancesCommand({}));
  // An account instance of a member may be listed too; the organization's is the active one here.
  const instance = instances.find(({ Status }) => Status === undefined || Status === 'ACTIVE') ?? instances[0];
  return instance === undefined ? undefined : { arn: instance.InstanceArn, store: instance.IdentityStoreId };
}

async function groupIds(settings: ClientSettings, store: string): Promise<ReadonlyMap<string, string>> {
  const client = new IdentitystoreClient(settings);
  const ids = new Map<string, string>();
  let next: string | undefined;
  do {
    const page = await client.send(
      new ListGroupsCommand({ IdentityStoreId: store, ...(next === undefined ? {} : { NextToken: next }) }),
    );
    for (const { DisplayName: name, GroupId: id } of page.Groups ?? []) {
      if (name !== undefined && id !== undefined) ids.set(name, id);
    }
    next = page.NextToken;
  } while (next !== undefined);
  return ids;
}

async function accountFactoryPortfolio(settings: ClientSettings): Promise<string | undefined> {
  const client = new ServiceCatalogClient(settings);
  for await (const { PortfolioDetails: portfolios } of paginateListPortfolios({ client }, {})) {
    const found = portfolios?.find(({ DisplayName }) => DisplayName === accountFactoryPortfolioName);
    if (found !== undefined) return found.Id;
  }
  return undefined;
}

async function accountFactoryProduct(
  settings: ClientSettings,
): Promise<{ readonly id: string; readonly artifact: string | undefined } | undefined> {
  const client = new ServiceCatalogClient(settings);
  const search = await client.send(new SearchProductsAsAdminCommand({ Filters: { FullTextSearch: [accountFactory] } }));
  const views = search.ProductViewDetails?.map(({ ProductViewSummary: view }) => view) ?? [];
  const id = views.find((view) => view?.Name === accountFactory)?.ProductId;
  if (id === undefined) return undefined;
  const product = await client.send(new DescribeProductAsAdminCommand({ Id: id }));
  const artifacts = [...(product.ProvisioningArtifactSummaries ?? [])].sort(
    (a, b) => (b.CreatedTime?.getTime() ?? 0) - (a.CreatedTime?.getTime() ?? 0),
  );
  return { id, artifact: artifacts[0]?.Id };
}
