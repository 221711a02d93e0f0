import type { Diagnostic } from '../../diagnostics/diagnostic';
import { writeDecisions, type Decisions } from './decisions';
import type { LandingZone } from '../zone';

/**
 * Writes down what the model decided for the first time, before anything is rendered with it. In CI nothing is decided,
 * as nobody would commit it: there it is an error (LF3010).
 */
export function keepDecisions(
  directory: string,
  zone: LandingZone,
  decisions: Decisions,
  isCi: boolean,
): readonly Diagnostic[] {
  if (zone.undecided.length === 0) return [];
  if (isCi) {
    return [
      {
        severity: 'error',
        code: 'LF3010',
        message: `not decided yet: ${zone.undecided.join(', ')}`,
        help: 'Run `landfall allocate` outside CI and commit lock/decisions.json together with the change.',
      },
    ];
  }
  writeDecisions(directory, { ...decisions, addresses: new Map([...decisions.addresses, ...zone.addresses]) });
  return [];
}

/** Writes down the content of product versions whose portfolios were applied: from then on they are released. */
export function keepReleases(
  directory: string,
  zone: LandingZone,
  decisions: Decisions,
  applied: (stack: string) => boolean,
): void {
  const released = zone.portfolios
    .filter(({ key }) => applied(`portfolio-${key}`))
    .flatMap((portfolio) =>
      portfolio.products.flatMap((product) =>
        product.versions.map(
          ({ contentHash, name }) => [`${portfolio.key}/${product.key}/${name}`, contentHash] as const,
        ),
      ),
    );
  if (released.every(([key]) => decisions.products.has(key))) return;
  writeDecisions(directory, { ...decisions, products: new Map([...released, ...decisions.products]) });
}
