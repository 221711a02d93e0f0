import { ServicecatalogPortfolio } from '@cdktf/provider-aws/lib/servicecatalog-portfolio';
import { ServicecatalogPortfolioShare } from '@cdktf/provider-aws/lib/servicecatalog-portfolio-share';
import { ServicecatalogPrincipalPortfolioAssociation } from '@cdktf/provider-aws/lib/servicecatalog-principal-portfolio-association';
import { ServicecatalogTagOption } from '@cdktf/provider-aws/lib/servicecatalog-tag-option';
import { ServicecatalogTagOptionResourceAssociation } from '@cdktf/provider-aws/lib/servicecatalog-tag-option-resource-association';
import type { Construct } from 'constructs';
import { Product } from '../constructs/catalog/product';
import { literal } from '../constructs/literal';
import { fact } from '../landfall/model/facts';
import type { PortfolioContent } from '../landfall/model/slices/portfolios';
import type { StackEnvelope } from '../landfall/model/stack';
import { LandfallStack } from './landfall-stack';

/** Wave 9: one portfolio in the account that owns it, with its products, who may launch them, and where it is shared to. */
export class PortfolioStack extends LandfallStack {
  constructor(scope: Construct, envelope: StackEnvelope, content: PortfolioContent) {
    super(scope, envelope);
    const portfolio = new ServicecatalogPortfolio(this, 'portfolio', {
      name: literal(content.name),
      description: literal(content.description),
      providerName: literal(content.provider),
      // Shares, principals and constraints hang on its id.
      lifecycle: { preventDestroy: true },
    });
    this.assign(fact.portfolioId(content.portfolio), portfolio.id);

    for (const { id, ...product } of content.products) {
      new Product(this, `product-${id}`, { ...product, portfolioId: portfolio.id });
    }
    this.principals(portfolio, content);
    this.tagOptions(portfolio, content);
    this.shares(portfolio, content);
  }

  private principals(portfolio: ServicecatalogPortfolio, { principals }: PortfolioContent): void {
    for (const { id, pattern, type = 'IAM_PATTERN' } of principals) {
      new ServicecatalogPrincipalPortfolioAssociation(this, id, {
        portfolioId: portfolio.id,
        principalArn: pattern,
        principalType: type,
      });
    }
  }

  private tagOptions(portfolio: ServicecatalogPortfolio, { tagOptions }: PortfolioContent): void {
    for (const { id, key, value } of tagOptions) {
      const option = new ServicecatalogTagOption(this, id, { key, value, active: true });
      new ServicecatalogTagOptionResourceAssociation(this, `${id}-association`, {
        resourceId: portfolio.id,
        tagOptionId: option.id,
      });
    }
  }

  private shares(portfolio: ServicecatalogPortfolio, { shares }: PortfolioContent): void {
    for (const { id, unitArn } of shares) {
      new ServicecatalogPortfolioShare(this, id, {
        portfolioId: portfolio.id,
        type: 'ORGANIZATIONAL_UNIT',
        principalId: unitArn,
        sharePrincipals: true,
        shareTagOptions: true,
      });
    }
  }
}
