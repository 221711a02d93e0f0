import { is, type OwnRule, type TerraformResource } from './rule';

const settings = ['block_public_acls', 'block_public_policy', 'ignore_public_acls', 'restrict_public_buckets'];

/** Terraform blocks public access by a resource of its own beside the bucket. */
export const bucketsBlockPublicAccess: OwnRule = {
  control: 'CT.S3.PR.1',
  types: ['aws_s3_bucket', 'aws_s3_bucket_public_access_block'],
  problem: (resource, others) => {
    if (resource.type === 'aws_s3_bucket_public_access_block') {
      const open = settings.filter((setting) => !is(resource.arguments[setting], true));
      return open.length === 0 ? undefined : `does not set ${open.join(', ')}`;
    }
    const blocked = others.some((other) => other.type === 'aws_s3_bucket_public_access_block' && isOf(other, resource));
    return blocked ? undefined : 'has no aws_s3_bucket_public_access_block';
  },
  help: `Give the bucket an aws_s3_bucket_public_access_block with ${settings.join(', ')}`,
};

function isOf(
  { arguments: { bucket } }: TerraformResource,
  { arguments: own, name, type }: TerraformResource,
): boolean {
  if (typeof bucket !== 'string') return false;
  return bucket.includes(`${type}.${name}.`) || (own['bucket'] !== undefined && bucket === own['bucket']);
}
