import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { AssumeRoleCommand, STSClient, type Credentials } from '@aws-sdk/client-sts';
import { roleArn } from '../model/names';

/** Somebody who is administrator of an account and tries to get out of it. */
export interface Intruder {
  /** Administrator's role of the account, which the management account may assume. */
  readonly role: string;
  readonly accountId: string;
}

/** Doors that must stay shut for the intruder. */
export interface Doors {
  /** Roles of other accounts, by account id and name. */
  readonly roles: readonly { readonly accountId: string; readonly name: string }[];
  /** State objects of other accounts. */
  readonly states: readonly { readonly bucket: string; readonly key: string }[];
}

interface Settings {
  readonly endpoint: string;
  readonly region: string;
  readonly administrator: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/**
 * Tries every door as an administrator of a member account.
 * @returns sentences about doors that opened, or that failed for another reason than a refusal
 */
export async function openDoors(settings: Settings, intruder: Intruder, doors: Doors): Promise<readonly string[]> {
  const { endpoint, region, administrator } = settings;
  const session = await new STSClient({ endpoint, region, credentials: administrator }).send(
    new AssumeRoleCommand({ RoleArn: roleArn(intruder.accountId, intruder.role), RoleSessionName: 'intruder' }),
  );
  const credentials = usable(session.Credentials);
  const sts = new STSClient({ endpoint, region, credentials, maxAttempts: 1 });
  const s3 = new S3Client({ endpoint, region, credentials, forcePathStyle: true, maxAttempts: 1 });
  const roles = doors.roles.map(async ({ accountId, name }) => {
    const door = roleArn(accountId, name);
    return tried(`assuming ${door}`, () =>
      sts.send(new AssumeRoleCommand({ RoleArn: door, RoleSessionName: 'intruder' })),
    );
  });
  const states = doors.states.map(async ({ bucket, key }) =>
    tried(`reading s3://${bucket}/${key}`, async () => {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
      // To its end, as an open connection would keep this process from ending.
      await Body?.transformToByteArray();
    }),
  );
  return (await Promise.all([...roles, ...states])).flat();
}

async function tried(what: string, attempt: () => Promise<unknown>): Promise<readonly string[]> {
  try {
    await attempt();
    return [`${what} worked, and must be refused`];
  } catch (error) {
    const name = error instanceof Error ? error.name : '';
    return name === 'AccessDenied' || name === 'AccessDeniedException'
      ? []
      : [`${what} failed with ${name}, not with AccessDenied`];
  }
}

function usable(credentials: Credentials | undefined): {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
} {
  const { AccessKeyId: accessKeyId, SecretAccessKey: secretAccessKey, SessionToken: sessionToken } = credentials ?? {};
  if (accessKeyId === undefined || secretAccessKey === undefined || sessionToken === undefined) {
    throw new Error('the emulator gave a session without keys');
  }
  return { accessKeyId, secretAccessKey, sessionToken };
}
