import { fact } from '../../model/facts';
import { portfolioStackId } from '../../model/slices/portfolios';
import type { Portfolio, Product } from '../../model/zone';
import { isKnown, type FoundPortfolio, type FoundProduct } from '../inventory';
import { accountWords, idOf, isComparedAccount, unitWords, type Comparison } from './comparison';
import {
  below,
  notCompared,
  notDeployed,
  noWords,
  putRight,
  some,
  teller,
  unless,
  type Difference,
} from './difference';
import { isMadeBeside } from './made-beside';

const kind = 'portfolios';
const tell = teller(kind);
const list = { file: 'portfolios.yaml', path: ['portfolios'] };

/** Portfolios of Service Catalog: their products, who launches them, whom they are shared with. */
export function portfolioDifferences(c: Comparison): readonly Difference[] {
  const { inventory, zone } = c;
  const described = new Set(zone.portfolios.map(({ key }) => c.ids.get(fact.portfolioId(key))));
  return [
    ...zone.portfolios.flatMap((portfolio) => compared(c, portfolio)),
    ...inventory.portfolios
      .filter(
        ({ accountId, id, name }) =>
          isComparedAccount(c, accountId) && !described.has(id) && !isMadeBeside('portfolio', name),
      )
      .map(({ accountId, id, name }) =>
        tell({
          ...{ code: 'LF6171', subject: `portfolio ${name} (${id})`, described: 'not at all', at: list },
          found: `is in ${accountWords(c, accountId)}`,
          help: `Describe it with manage: read and id: ${id}, or delete it.`,
        }),
      ),
  ];
}

function compared(c: Comparison, portfolio: Portfolio): readonly Difference[] {
  const { inventory } = c;
  const { account, key, manage, source: at } = portfolio;
  const accountId = c.ids.get(fact.accountId(account)) ?? '';
  if (!isComparedAccount(c, accountId)) return [];
  if (!isKnown(inventory, 'portfolios', accountId) || !isKnown(inventory, 'products', accountId)) {
    return [notCompared(kind, key, 'their account could not be looked into', at)];
  }
  const id = c.ids.get(fact.portfolioId(key));
  const found = inventory.portfolios.find((each) => each.id === id && each.accountId === accountId);
  const stack = portfolioStackId(key);
  const told = { subject: `portfolio ${key}`, help: putRight(manage, stack), at };
  if (found === undefined) {
    if (manage !== 'read' && !c.known.has(fact.portfolioId(key))) return [notDeployed(kind, key, at)];
    return [tell({ ...told, code: 'LF6170', found: 'is not there', described: `in ${account}` })];
  }
  const text = (name: 'name' | 'description' | 'provider'): readonly Difference[] =>
    unless((found[name] ?? '') === portfolio[name] || (name === 'description' && manage === 'read'), () =>
      tell({
        ...{ ...told, code: 'LF6172', severity: 'warning', at: below(at, name) },
        found: `has the ${name} "${found[name] ?? ''}"`,
        described: `"${portfolio[name]}"`,
      }),
    );
  const isDeployed = manage === 'read' || c.isDeployed(stack);
  return [
    ...text('name'),
    ...text('description'),
    ...text('provider'),
    ...(isDeployed ? [...principals(portfolio, found, told), ...shares(c, portfolio, found, told)] : []),
    ...products(c, portfolio, found),
  ];
}

type Common = Pick<Difference, 'subject' | 'help' | 'at'>;

function principals(portfolio: Portfolio, found: FoundPortfolio, told: Common): readonly Difference[] {
  const wanted = [...portfolio.principalPatterns, ...(portfolio.principalArns ?? [])];
  const there = found.principals.map(({ arn }) => arn);
  const at = below(told.at, 'principals');
  return [
    ...[...new Set(wanted)]
      .filter((arn) => !there.includes(arn))
      .map((arn) =>
        tell({ ...told, at, code: 'LF6173', found: `can't be launched by ${arn}`, described: 'launched by it' }),
      ),
    ...there
      .filter((arn) => !wanted.includes(arn))
      .map((arn) => tell({ ...told, at, code: 'LF6173', found: `can be launched by ${arn}`, described: 'not by it' })),
  ];
}

function shares(c: Comparison, portfolio: Portfolio, found: FoundPortfolio, told: Common): readonly Difference[] {
  const at = below(told.at, 'shares');
  const units = found.shares.filter(({ type }) => type === 'ORGANIZATIONAL_UNIT' || type === 'ORGANIZATION');
  const there = new Set(
    units.map(({ principalId, type }) =>
      type === 'ORGANIZATION' ? (c.ids.get(fact.rootId) ?? '') : idOf(principalId),
    ),
  );
  const wanted = new Set(portfolio.shares.map((unit) => c.ids.get(fact.unitId(unit)) ?? unit));
  return [
    ...[...wanted]
      .filter((id) => !there.has(id))
      .map((id) =>
        tell({ ...told, at, code: 'LF6174', found: `is not shared with ${unitWords(c, id)}`, described: 'shared' }),
      ),
    ...[...there]
      .filter((id) => !wanted.has(id))
      .map((id) =>
        tell({ ...told, at, code: 'LF6174', found: `is shared with ${unitWords(c, id)}`, described: 'not shared' }),
      ),
    ...found.shares
      .filter(({ type }) => type === 'ACCOUNT')
      .map(({ principalId }) =>
        noWords(kind, `portfolio ${portfolio.key}`, `is shared with the account ${accountWords(c, principalId)}`, at),
      ),
  ];
}

function products(c: Comparison, portfolio: Portfolio, found: FoundPortfolio): readonly Difference[] {
  const all = c.inventory.products.filter(
    ({ accountId, id }) => accountId === found.accountId && found.products.includes(id),
  );
  const matched = portfolio.products.map((product) => ({
    product,
    there: all.find(({ id, name }) => (product.awsId === undefined ? name === product.name : id === product.awsId)),
  }));
  const known = new Set(matched.map(({ there }) => there?.id));
  return [
    ...matched.flatMap(({ product, there }) => comparedProduct(c, portfolio, product, there)),
    ...found.products
      .filter((id) => !known.has(id))
      .map((id) =>
        tell({
          ...{ code: 'LF6175', described: 'not at all' },
          subject: `product ${all.find((each) => each.id === id)?.name ?? id}`,
          found: `is in the portfolio ${portfolio.key}`,
          help: `Describe it with manage: read and id: ${id}, or take it out of the portfolio.`,
          at: below(portfolio.source, 'products'),
        }),
      ),
  ];
}

function comparedProduct(
  c: Comparison,
  portfolio: Portfolio,
  { key, manage, name, owner, source: at, versions }: Product,
  there: FoundProduct | undefined,
): readonly Difference[] {
  const stack = portfolioStackId(portfolio.key);
  const told = { subject: `product ${key} of portfolio ${portfolio.key}`, help: putRight(manage, stack), at };
  if (there === undefined) {
    const isMade = manage === 'read' || portfolio.manage === 'read' || c.isDeployed(stack);
    if (!isMade || versions.length === 0) return [notDeployed(kind, `product ${key}`, at)];
    return [tell({ ...told, code: 'LF6176', found: 'is not in it', described: 'in it' })];
  }
  const words = (all: readonly Version[]): string => (all.length === 0 ? 'none' : some(all.map(versionWords)));
  return [
    ...unless(there.name === name, () =>
      tell({ ...told, code: 'LF6177', severity: 'warning', found: `is called ${there.name}`, described: name }),
    ),
    ...unless(there.owner === owner, () =>
      tell({ ...told, code: 'LF6177', severity: 'warning', found: `belongs to ${there.owner}`, described: owner }),
    ),
    ...unless(versionsText(there.versions) === versionsText(versions), () =>
      tell({ ...told, code: 'LF6177', found: `has the versions ${words(there.versions)}`, described: words(versions) }),
    ),
  ];
}

interface Version {
  readonly name: string;
  readonly active: boolean;
}

function versionWords({ active, name }: Version): string {
  return active ? name : `${name} (inactive)`;
}

function versionsText(versions: readonly Version[]): string {
  return JSON.stringify(versions.map(versionWords).sort());
}
