import { email } from '../../config/schemas/common';
import type { FoundPortfolio, FoundProduct, Inventory } from '../inventory';
import { compareTexts, keyOf } from './keys';
import type { Remark, YamlValue } from './part';
import { uniqueNames } from './unique-names';

type Constraint = FoundPortfolio['constraints'][number];

/** Products of a portfolio by key, each `manage: read` with its id. */
export function describeProducts(
  { products }: Inventory,
  portfolio: FoundPortfolio,
): { readonly value: Readonly<Record<string, YamlValue>>; readonly remarks: readonly Remark[] } {
  const known = new Map(products.map((product) => [product.id, product]));
  const found = portfolio.products.flatMap((id) => known.get(id) ?? []);
  const unique = uniqueNames();
  const described = found
    .toSorted((a, b) => compareTexts(a.name, b.name) || compareTexts(a.id, b.id))
    .map((product) => [unique(keyOf(product.name, 'product')), productValue(portfolio, product)] as const);
  return {
    value: Object.fromEntries(described),
    remarks: [
      ...portfolio.products
        .filter((id) => !known.has(id))
        .map((id) => note(portfolio, `it holds the product ${id}, which could not be read or belongs to others`)),
      ...portfolio.constraints.flatMap((constraint) => constraintRemark(portfolio, known, constraint)),
      ...found.flatMap(otherKind),
    ],
  };
}

function productValue(portfolio: FoundPortfolio, product: FoundProduct): YamlValue {
  return {
    manage: 'read',
    id: product.id,
    name: product.name,
    description: product.description ?? '',
    owner: product.owner === portfolio.provider ? undefined : product.owner,
    supportEmail: email.safeParse(product.supportEmail).data,
    versions: versions(product),
    launchRole: portfolio.constraints.filter(({ productId }) => productId === product.id).flatMap(localRole)[0],
    tags: Object.keys(product.tags).length === 0 ? undefined : product.tags,
  };
}

/** AWS lets names of versions repeat; keys can't, so a later one shows its id. */
function versions({ versions: found }: FoundProduct): YamlValue {
  const seen = new Set<string>();
  return Object.fromEntries(
    found.map(({ active, description = '', guidance, id, name }) => {
      const key = seen.has(name) ? `${name} (${id})` : name;
      seen.add(name);
      return [
        key,
        {
          id,
          description: description === '' ? undefined : description,
          guidance: guidance === 'DEPRECATED' ? guidance : undefined,
          active: active ? undefined : false,
        },
      ];
    }),
  );
}

/** Name of the role of a launch constraint that names one in every account. */
function localRole({ parameters, type }: Constraint): readonly string[] {
  if (type !== 'LAUNCH') return [];
  const read = parametersOf(parameters);
  const role = typeof read === 'object' && read !== null && 'LocalRoleName' in read ? read.LocalRoleName : undefined;
  return typeof role === 'string' ? [role] : [];
}

function parametersOf(parameters: string | undefined): unknown {
  try {
    return parameters === undefined ? undefined : JSON.parse(parameters);
  } catch {
    return undefined;
  }
}

function constraintRemark(
  portfolio: FoundPortfolio,
  products: ReadonlyMap<string, FoundProduct>,
  constraint: Constraint,
): readonly Remark[] {
  if (localRole(constraint).length > 0) return [];
  const { id, parameters = 'whose parameters are not known', productId, type } = constraint;
  const product = products.get(productId)?.name ?? productId;
  return [note(portfolio, `its ${type} constraint ${id} on ${product} stays as it is: ${parameters}`)];
}

/** Terraform configurations and AWS Marketplace products among those of CloudFormation. */
function otherKind({ id, name, type }: FoundProduct): readonly Remark[] {
  if (type === 'CLOUD_FORMATION_TEMPLATE') return [];
  const text = `it is of the kind ${type}; the configuration describes templates of CloudFormation`;
  return [{ chapter: 'not-understood', subject: `product ${name} (${id})`, text }];
}

function note({ id, name }: FoundPortfolio, text: string): Remark {
  return { chapter: 'not-understood', subject: `portfolio ${name} (${id})`, text };
}
