import { DeleteObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { StateBackend } from '../model/stack';

/**
 * Deletes the state of a stack that holds nothing any more, so that whoever lists the states finds only living ones. The
 * bucket is versioned: it can be brought back.
 * @param clientFor acts in the stack's account as `landfall-apply`
 */
export async function dropState(
  backend: StateBackend,
  clientFor: (region: string) => Promise<S3Client>,
): Promise<void> {
  if (backend.kind !== 's3') return;
  const client = await clientFor(backend.region);
  await client.send(new DeleteObjectCommand({ Bucket: backend.bucket, Key: backend.key }));
}
