import type { LandingZone, Portfolio, Product } from '../model/zone';
import { check, type Finding } from './check';
import { limited, limits } from './limits';

/** LF1701 to LF1704 and LF1706: portfolios have an account, products have versions, versions have templates. */
export const portfolios = check(({ zone }) =>
  zone.portfolios.flatMap((portfolio) => [
    ...tooManyPatterns(portfolio),
    ...owner(zone, portfolio),
    ...portfolio.products.filter(isWritten).flatMap((product) => [...versions(product), ...firstVersion(product)]),
  ]),
);

/** What is only read is nobody's to describe in full. */
function isWritten({ manage }: Portfolio | Product): boolean {
  return manage !== 'read';
}

function tooManyPatterns(portfolio: Portfolio): readonly Finding[] {
  const { portfolioPatterns: limit } = limits;
  const number = new Set(portfolio.principalPatterns).size;
  if (number <= limit.value) return [];
  return [
    {
      code: 'LF1701',
      at: portfolio.source,
      within: ['principals'],
      mark: 'key',
      message: `${portfolio.key} has ${number} principal patterns; ${limited(limit)} are allowed`,
      help: 'Use fewer, wider patterns under one path',
    },
  ];
}

/** Templates are read from a bucket that the stack of the account makes, and launch roles come with it too. */
function owner(zone: LandingZone, portfolio: Portfolio): readonly Finding[] {
  const account = zone.accounts.find(({ key }) => key === portfolio.account);
  if (account === undefined || account.manage === 'own') return [];
  // Without a product of ours there is no template.
  if (!isWritten(portfolio) || !portfolio.products.some(isWritten)) return [];
  return [
    {
      code: 'LF1704',
      at: portfolio.source,
      within: ['account'],
      message: `${portfolio.account} owns the portfolio ${portfolio.key}, but Landfall only reads that account: nobody makes the bucket for its templates`,
      help: 'Choose an account that Landfall writes, or set manage: own for this one',
    },
  ];
}

function versions(product: Product): readonly Finding[] {
  if (product.versions.length === 0) {
    return [
      {
        code: 'LF1703',
        at: product.source,
        within: ['versions'],
        message: `the product ${product.key} has no version; it needs at least one`,
        help: 'Add one with its template, such as v1: { template: file.yaml }',
      },
    ];
  }
  return product.versions
    .filter((version) => version.text.trim() === '')
    .map((version) => ({
      code: 'LF1702',
      at: product.source,
      within: ['versions', version.name, ...(version.template === '' ? [] : ['template'])],
      message:
        version.template === ''
          ? `the version ${version.name} of ${product.key} names no template`
          : `products/${version.template} does not exist or is empty`,
      help: 'Write the CloudFormation template there',
    }));
}

/** AWS makes a product together with its first version; Terraform can set what becomes of later ones only. */
function firstVersion(product: Product): readonly Finding[] {
  const [first] = product.versions;
  if (first === undefined || (first.guidance === 'DEFAULT' && first.active)) return [];
  const key = first.active ? 'guidance' : 'active';
  return [
    {
      severity: 'warning',
      code: 'LF1706',
      at: product.source,
      within: ['versions', first.name, key],
      message: `${first.name} is the first version of ${product.key}, which Terraform can neither deprecate nor disable: this has no effect`,
      help: `Take ${key} away; in AWS it is set by hand (aws servicecatalog update-provisioning-artifact)`,
    },
  ];
}
