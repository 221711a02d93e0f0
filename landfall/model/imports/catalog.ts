import { fact, type FactReader } from '../facts';
import type { PortfolioContent } from '../slices/portfolios';
import type { LandingZone } from '../zone';
import { importBlock } from './block';
import { partsOfOne, type Found } from './found';

/** A portfolio with its principals and shares. Its products stay as they are: `neverImported` says why. */
export function portfolioImports(zone: LandingZone, content: PortfolioContent, facts: FactReader): Found {
  const id = zone.portfolios.find(({ key }) => key === content.portfolio)?.awsId;
  if (id === undefined) return { all: [] };
  const parts = [
    importBlock('aws_servicecatalog_portfolio', ['portfolio'], { id }),
    ...content.principals.map(({ id: construct, pattern, type }) =>
      importBlock('aws_servicecatalog_principal_portfolio_association', [construct], {
        principal: pattern,
        portfolioId: id,
        kind: type ?? 'IAM_PATTERN',
      }),
    ),
    ...content.shares.map(({ id: construct, unitArn }) =>
      importBlock('aws_servicecatalog_portfolio_share', [construct], {
        portfolioId: id,
        kind: 'ORGANIZATIONAL_UNIT',
        principal: unitArn,
      }),
    ),
  ];
  return { all: [partsOfOne(facts, fact.takenOver(`portfolio/${content.portfolio}`), id, parts)] };
}
