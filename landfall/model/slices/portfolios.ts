import { idPart } from '../construct-id';
import { fact, type FactReader } from '../facts';
import { artifactBucket, hyphenated, unitArn } from '../names';
import { ownsTags } from '../imports/tags';
import type { StackNode } from '../stack';
import { managementKey, type LandingZone, type Portfolio, type Product, type ProductVersion } from '../zone';
import { accountStackId, deployedAccounts } from './accounts';

/** A template in the owner's artifact bucket. Its key holds its hash, so a released template can't change in place. */
export interface TemplateContent {
  readonly id: string;
  readonly bucket: string;
  readonly key: string;
  /** CloudFormation, as on disk. */
  readonly text: string;
  readonly url: string;
}

export interface VersionContent {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly template: TemplateContent;
  readonly guidance: 'DEFAULT' | 'DEPRECATED';
  readonly active: boolean;
}

export interface ProductContent {
  /** Key of the product. */
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly owner: string;
  readonly supportEmail: string;
  /** Made together with the product: AWS has no product without a version. */
  readonly firstVersion: VersionContent;
  readonly laterVersions: readonly VersionContent[];
  /** Minified JSON of the launch constraint: a role by its local name. */
  readonly launchConstraint: string | undefined;
  readonly tags: Readonly<Record<string, string>>;
}

export interface ShareContent {
  readonly id: string;
  /** ARN of a unit: AWS takes no unit id here. */
  readonly unitArn: string;
}

export interface TagOptionContent {
  readonly id: string;
  readonly key: string;
  readonly value: string;
}

export interface PortfolioContent {
  readonly kind: 'portfolio';
  /** Key of the portfolio. */
  readonly portfolio: string;
  readonly name: string;
  readonly description: string;
  readonly provider: string;
  readonly products: readonly ProductContent[];
  readonly principals: readonly {
    readonly id: string;
    /** ARN or pattern. */
    readonly pattern: string;
    /** Of a single principal; otherwise it is a pattern. */
    readonly type?: 'IAM';
  }[];
  readonly shares: readonly ShareContent[];
  /** Tags that everything launched from the portfolio gets. */
  readonly tagOptions: readonly TagOptionContent[];
}

export function portfolioStackId(portfolio: string): string {
  return `portfolio-${portfolio}`;
}

/** One stack for each portfolio, so that each can have a repository, a pipeline and approvers of its own. */
export function portfolioNodes(zone: LandingZone): readonly StackNode[] {
  const deployed = new Set(deployedAccounts(zone).map(({ key }) => key));
  return zone.portfolios
    .filter(({ manage }) => manage !== 'read')
    .map((portfolio) => ({
      id: portfolioStackId(portfolio.key),
      kind: 'portfolio' as const,
      wave: '9',
      account: portfolio.account,
      // Only a delegated administrator shares to units; launch roles and the bucket come with the account.
      after: ['delegation', ...(deployed.has(portfolio.account) ? [accountStackId(portfolio.account)] : [])],
      assigns: [fact.portfolioId(portfolio.key)],
      reveals: [],
      createsIn: [],
      content: (facts: FactReader) => portfolioContent(zone, portfolio, facts),
    }));
}

function portfolioContent(zone: LandingZone, portfolio: Portfolio, facts: FactReader): PortfolioContent {
  const bucket = artifactBucket(zone, facts.get(fact.accountId(portfolio.account)));
  return {
    kind: 'portfolio',
    portfolio: portfolio.key,
    name: portfolio.name,
    description: portfolio.description,
    provider: portfolio.provider,
    products: portfolio.products
      .filter(({ manage }) => manage !== 'read')
      .flatMap((product) => productContent(zone, bucket, product)),
    principals: [
      ...[...new Set(portfolio.principalPatterns)].map((pattern) => ({ id: `principal-${idPart(pattern)}`, pattern })),
      ...[...new Set(portfolio.principalArns ?? [])].map((pattern) => ({
        id: `principal-arn-${idPart(pattern)}`,
        pattern,
        type: 'IAM' as const,
      })),
    ],
    shares: [...new Set(portfolio.shares)].sort().map((unit) => ({
      id: `share-${hyphenated(unit)}`,
      unitArn: unitArn(
        facts.get(fact.accountId(managementKey)),
        facts.get(fact.organizationId),
        facts.get(fact.unitId(unit)),
      ),
    })),
    tagOptions:
      portfolio.awsId === undefined || ownsTags(zone, portfolioStackId(portfolio.key))
        ? tagOptions(zone, portfolio)
        : [],
  };
}

/** A product without a version can't exist in AWS and is left out; a check tells so. */
function productContent(zone: LandingZone, bucket: string, product: Product): readonly ProductContent[] {
  const [first, ...later] = product.versions.map((version) => versionContent(zone, bucket, product, version));
  if (first === undefined) return [];
  return [
    {
      id: product.key,
      name: product.name,
      description: product.description,
      owner: product.owner,
      supportEmail: product.supportEmail,
      firstVersion: first,
      laterVersions: later,
      launchConstraint:
        product.launchRole === undefined ? undefined : JSON.stringify({ LocalRoleName: product.launchRole }),
      tags: product.tags,
    },
  ];
}

function versionContent(
  { regions }: LandingZone,
  bucket: string,
  product: Product,
  version: ProductVersion,
): VersionContent {
  const key = `${product.key}/${version.contentHash}.yaml`;
  const id = `${product.key}_${idPart(version.name)}`;
  return {
    id,
    name: version.name,
    description: version.description,
    template: {
      id: `template-${id}`,
      bucket,
      key,
      text: version.text,
      url: `https://${bucket}.s3.${regions.home}.amazonaws.com/${key}`,
    },
    guidance: version.guidance,
    active: version.active,
  };
}

/** Costs of what people launch are told apart by portfolio; the account's own tags say which team it was. */
function tagOptions({ prefix }: LandingZone, portfolio: Portfolio): readonly TagOptionContent[] {
  return [{ id: 'tag-option-portfolio', key: `${prefix}:catalog:portfolio`, value: portfolio.key }];
}
