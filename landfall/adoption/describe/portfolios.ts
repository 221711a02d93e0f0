import { fact, type FactKey } from '../../model/facts';
import type { FoundPortfolio, Inventory } from '../inventory';
import { accountFactory, catalogRemarks } from './catalog-remarks';
import { compareTexts, keyOf, lastPart } from './keys';
import type { DescribedNames, DescribedPart, Remark, YamlValue } from './part';
import { describePrincipals } from './portfolio-principals';
import { describeProducts } from './portfolio-products';
import { uniqueNames } from './unique-names';

/** Of Control Tower, like the product in it: neither is described. */
const accountFactoryPortfolio = `${accountFactory} Portfolio`;

/** `portfolios.yaml`: portfolios with products, principals and shares, all of it as it is. */
export function describePortfolios(inventory: Inventory, names: DescribedNames): DescribedPart {
  const remarks: Remark[] = [];
  const unique = uniqueNames();
  const described = inventory.portfolios
    .filter((portfolio) => !isAccountFactory(inventory, portfolio))
    .toSorted((a, b) => compareTexts(a.name, b.name) || compareTexts(a.id, b.id))
    .flatMap((portfolio): readonly (readonly [string, YamlValue])[] => {
      const account = names.accounts.get(portfolio.accountId);
      const subject = `portfolio ${portfolio.name} (${portfolio.id})`;
      if (account === undefined) {
        const text = `its account ${portfolio.accountId} is not described, so it is not either`;
        remarks.push({ chapter: 'not-understood', subject, text });
        return [];
      }
      if (portfolio.region !== inventory.reading.homeRegion) {
        const text = `it lies in ${portfolio.region}; portfolios are described in the home Region only`;
        remarks.push({ chapter: 'not-understood', subject, text });
        return [];
      }
      const { remarks: own, value } = describeOne(inventory, names, portfolio, account);
      remarks.push(...own);
      return [[unique(keyOf(portfolio.name, 'portfolio')), value]];
    });
  return {
    files: [{ path: 'portfolios.yaml', value: { portfolios: Object.fromEntries(described) } }],
    facts: accountFactoryFacts(inventory),
    remarks: [...remarks, ...catalogRemarks(inventory, names)],
  };
}

function describeOne(
  inventory: Inventory,
  names: DescribedNames,
  portfolio: FoundPortfolio,
  account: string,
): { readonly value: YamlValue; readonly remarks: readonly Remark[] } {
  const products = describeProducts(inventory, portfolio);
  const principals = describePrincipals(inventory, portfolio);
  const shares = describeShares(names, portfolio);
  return {
    value: {
      manage: 'read',
      id: portfolio.id,
      name: portfolio.name,
      description: portfolio.description ?? '',
      provider: portfolio.provider,
      account,
      products: products.value,
      principals: principals.length === 0 ? undefined : principals,
      shares: shares.units.length === 0 ? undefined : shares.units,
    },
    remarks: [...products.remarks, ...shares.remarks],
  };
}

/** Units are named by their paths; of other kinds of shares the configuration has no word. */
function describeShares(
  names: DescribedNames,
  portfolio: FoundPortfolio,
): { readonly units: readonly string[]; readonly remarks: readonly Remark[] } {
  const units: string[] = [];
  const remarks: Remark[] = [];
  const subject = `portfolio ${portfolio.name} (${portfolio.id})`;
  for (const { principalId, type } of portfolio.shares) {
    const path = type === 'ORGANIZATIONAL_UNIT' ? names.units.get(lastPart(principalId)) : undefined;
    if (path !== undefined && path !== 'root') {
      units.push(path);
      continue;
    }
    const account = names.accounts.get(lastPart(principalId));
    const whom =
      type === 'ORGANIZATION'
        ? 'the whole organization'
        : account === undefined
          ? principalId
          : `${account} (${principalId})`;
    const text = `it is shared with ${whom} (${type}); shares with units alone are described, this one stays as it is`;
    remarks.push({ chapter: 'not-understood', subject, text });
  }
  return { units: [...new Set(units)].sort(compareTexts), remarks };
}

function isAccountFactory({ organization }: Inventory, { accountId, name }: FoundPortfolio): boolean {
  return accountId === organization.managementAccountId && name === accountFactoryPortfolio;
}

/** Account Factory is not described, but vending asks for it by these ids. */
function accountFactoryFacts(inventory: Inventory): ReadonlyMap<FactKey, string> {
  const { managementAccountId } = inventory.organization;
  const home = ({ accountId, region }: { readonly accountId: string; readonly region: string }): boolean =>
    accountId === managementAccountId && region === inventory.reading.homeRegion;
  const portfolio = inventory.portfolios.find((each) => home(each) && isAccountFactory(inventory, each));
  const product = inventory.products.find((each) => home(each) && each.name === accountFactory);
  // An inventory doesn't say which version is the newest; where only one can be launched, it is that.
  const [version, ...others] = product?.versions.filter(({ active }) => active) ?? [];
  const pairs: readonly (readonly [FactKey, string | undefined])[] = [
    [fact.accountFactoryPortfolioId, portfolio?.id],
    [fact.accountFactoryProductId, product?.id],
    [fact.accountFactoryArtifactId, others.length === 0 ? version?.id : undefined],
  ];
  return new Map(pairs.flatMap(([key, id]) => (id === undefined ? [] : [[key, id] as const])));
}
