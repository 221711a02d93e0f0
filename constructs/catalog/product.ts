import { S3Object } from '@cdktf/provider-aws/lib/s3-object';
import { ServicecatalogConstraint } from '@cdktf/provider-aws/lib/servicecatalog-constraint';
import { ServicecatalogProduct } from '@cdktf/provider-aws/lib/servicecatalog-product';
import { ServicecatalogProductPortfolioAssociation } from '@cdktf/provider-aws/lib/servicecatalog-product-portfolio-association';
import { ServicecatalogProvisioningArtifact } from '@cdktf/provider-aws/lib/servicecatalog-provisioning-artifact';
import { Construct } from 'constructs';
import { literal } from '../literal';

export interface TemplateProps {
  readonly id: string;
  readonly bucket: string;
  readonly key: string;
  readonly text: string;
  readonly url: string;
}

export interface VersionProps {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly template: TemplateProps;
  readonly guidance: string;
  readonly active: boolean;
}

export interface ProductProps {
  readonly portfolioId: string;
  readonly name: string;
  readonly description: string;
  readonly owner: string;
  readonly supportEmail: string;
  readonly firstVersion: VersionProps;
  readonly laterVersions: readonly VersionProps[];
  /** Minified JSON. */
  readonly launchConstraint: string | undefined;
  readonly tags: Readonly<Record<string, string>>;
}

const templateType = 'CLOUD_FORMATION_TEMPLATE';

/** A product in a portfolio, with its versions and the role that launches it. */
export class Product extends Construct {
  readonly productId: string;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: ProductProps,
  ) {
    super(scope, id);
    const product = this.product();
    this.productId = product.id;
    this.laterVersions();
    const association = new ServicecatalogProductPortfolioAssociation(this, 'portfolio', {
      portfolioId: props.portfolioId,
      productId: this.productId,
    });
    if (props.launchConstraint !== undefined) {
      new ServicecatalogConstraint(this, 'launch', {
        portfolioId: props.portfolioId,
        productId: this.productId,
        type: 'LAUNCH',
        description: 'Launched with a role of the account, not with the rights of the person',
        parameters: props.launchConstraint,
        dependsOn: [association],
      });
    }
  }

  private product(): ServicecatalogProduct {
    const { name, description, owner, supportEmail, firstVersion, tags } = this.props;
    return new ServicecatalogProduct(this, 'Default', {
      name: literal(name),
      description: literal(description),
      owner: literal(owner),
      supportEmail,
      type: templateType,
      tags: { ...tags },
      provisioningArtifactParameters: {
        name: literal(firstVersion.name),
        description: literal(firstVersion.description),
        templateUrl: firstVersion.template.url,
        type: templateType,
      },
      // A change of the first version would replace the product under everything that was launched from it.
      lifecycle: { preventDestroy: true, ignoreChanges: ['provisioning_artifact_parameters'] },
      dependsOn: [this.template(firstVersion.template)],
    });
  }

  /** One after another: the newest version is the one that was made last. */
  private laterVersions(): void {
    let previous: ServicecatalogProvisioningArtifact | undefined;
    for (const { id, name, description, template, guidance, active } of this.props.laterVersions) {
      const object = this.template(template);
      previous = new ServicecatalogProvisioningArtifact(this, `version-${id}`, {
        productId: this.productId,
        name: literal(name),
        description: literal(description),
        templateUrl: template.url,
        type: templateType,
        guidance,
        active,
        lifecycle: { ignoreChanges: ['template_url'] },
        dependsOn: previous === undefined ? [object] : [object, previous],
      });
    }
  }

  private template({ id, bucket, key, text }: TemplateProps): S3Object {
    return new S3Object(this, id, {
      bucket,
      key,
      content: literal(text),
      contentType: 'application/yaml',
      // An object takes ten tags at most, which the default tags alone may reach.
      overrideProvider: { defaultTags: { tags: {} } },
    });
  }
}
