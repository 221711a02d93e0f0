import { SagemakerModelPackageGroup } from '@cdktf/provider-aws/lib/sagemaker-model-package-group';
import { EcrLifecyclePolicy } from '@cdktf/provider-aws/lib/ecr-lifecycle-policy';
import { EcrRepository } from '@cdktf/provider-aws/lib/ecr-repository';
import { EcrRepositoryPolicy } from '@cdktf/provider-aws/lib/ecr-repository-policy';
import { Construct } from 'constructs';
import { literal } from '../literal';

export interface ModelRegistryProps {
  readonly repository: {
    readonly name: string;
    /** Minified JSON: who may pull. */
    readonly policy: string;
    /** Older untagged images are deleted. */
    readonly keepImages: number;
  };
  readonly modelPackageGroup: { readonly name: string; readonly description: string };
}

/** Where approved models and their container images lie. */
export class ModelRegistry extends Construct {
  constructor(scope: Construct, id: string, { repository, modelPackageGroup }: ModelRegistryProps) {
    super(scope, id);
    const images = new EcrRepository(this, 'repository', {
      name: repository.name,
      imageTagMutability: 'IMMUTABLE',
      imageScanningConfiguration: { scanOnPush: true },
      lifecycle: { preventDestroy: true },
    });
    new EcrRepositoryPolicy(this, 'repository-policy', {
      repository: images.name,
      policy: literal(repository.policy),
    });
    new EcrLifecyclePolicy(this, 'repository-lifecycle', {
      repository: images.name,
      policy: JSON.stringify({
        rules: [
          {
            rulePriority: 1,
            description: 'Untagged images beyond those kept',
            selection: { tagStatus: 'untagged', countType: 'imageCountMoreThan', countNumber: repository.keepImages },
            action: { type: 'expire' },
          },
        ],
      }),
    });
    new SagemakerModelPackageGroup(this, 'models', {
      modelPackageGroupName: modelPackageGroup.name,
      modelPackageGroupDescription: literal(modelPackageGroup.description),
      lifecycle: { preventDestroy: true },
    });
  }
}
