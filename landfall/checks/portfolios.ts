import type { LandingZone } from '../model/zone';
import { diagnostic, type Check, type Finding } from './check';
import { limits } from './limits';

/** LF1701 to LF1703: products have templates, and portfolios no more patterns than Service Catalog takes. */
export const portfolios: Check = ({ zone }) => findings(zone).map((finding) => diagnostic(zone.sources, finding));

function findings(zone: LandingZone): readonly Finding[] {
  const { portfolioPatterns } = limits;
  return zone.portfolios.flatMap((portfolio) => [
    ...(portfolio.principalPatterns.length > portfolioPatterns.value
      ? [
          {
            code: 'LF1701',
            at: portfolio.source,
            within: ['principals'],
            message: `${portfolio.principalPatterns.length} principal patterns; ${portfolioPatterns.value} are allowed (${portfolioPatterns.source}, ${portfolioPatterns.asOf})`,
            help: 'Use fewer, wider patterns under one path',
          },
        ]
      : []),
    ...portfolio.products.flatMap((product) => [
      ...(product.versions.length === 0
        ? [
            {
              code: 'LF1703',
              at: product.source,
              within: ['versions'],
              message: `the product ${product.key} has no version`,
              help: 'Add one with its template',
            },
          ]
        : []),
      ...product.versions
        .filter((version) => version.text === '')
        .map((version) => ({
          code: 'LF1702',
          at: product.source,
          within: ['versions', version.name, 'template'],
          message: `products/${version.template} does not exist or is empty`,
          help: 'Write the CloudFormation template there',
        })),
    ]),
  ]);
}
