import { GetObjectCommand, paginateListObjectsV2, S3Client } from '@aws-sdk/client-s3';
import type { FoundState } from '../model/lock';
import { homeRoles } from '../model/names';
import type { Sessions } from './credentials';
import type { StateContent } from './state-file';

/** Alias of the provider that acts in the network account; see `stacks/network-provider.ts`. */
const networkAlias = 'network';

/** A bucket with states. */
export interface StateBucket {
  readonly bucket: string;
  readonly region: string;
}

/** The states of one bucket. */
export interface BucketStates {
  /** Keys of all states: ids of stacks. */
  readonly keys: () => Promise<readonly string[]>;
  readonly read: (key: string) => Promise<string>;
}

/** Opens a bucket of an account. @throws where the account can't be entered */
export type OpenStates = (accountId: string, bucket: StateBucket) => Promise<BucketStates>;

/** What was read of a state, with where it lies. @param of stack, account and its name */
export function foundState(
  of: Pick<FoundState, 'stack' | 'accountId' | 'accountName'>,
  { bucket, key, region }: StateBucket & { readonly key: string },
  { aliases, ...content }: StateContent,
): FoundState {
  return { ...of, ...content, state: { bucket, key, region }, usesNetwork: aliases.includes(networkAlias) };
}

/** States are read with the role that plans. */
export function openWith(sessions: Pick<Sessions, 'assume'>): OpenStates {
  return async (accountId, { bucket, region }) => {
    const credentials = await sessions.assume(accountId, homeRoles.plan);
    return bucketStates(new S3Client({ region, credentials, maxAttempts: 8 }), bucket);
  };
}

/** @param client acts in the bucket's account as one of the two roles that may read states */
export function bucketStates(client: S3Client, bucket: string): BucketStates {
  return {
    keys: async () => {
      const keys: string[] = [];
      for await (const { Contents = [] } of paginateListObjectsV2({ client }, { Bucket: bucket })) {
        for (const { Key: key } of Contents) if (key !== undefined && isStackId(key)) keys.push(key);
      }
      return keys;
    },
    read: async (key) => {
      const { Body: body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
      return (await body?.transformToString('utf8')) ?? '';
    },
  };
}

/** Beside the states lie their locks; whatever else lies there is somebody else's. */
function isStackId(key: string): boolean {
  return /^[a-z0-9][a-z0-9-]*$/.test(key);
}
