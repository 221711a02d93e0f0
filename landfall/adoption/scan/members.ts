import { AssumeRoleCommand, type STSClient } from '@aws-sdk/client-sts';
import { sessionKeys, type SessionKeys } from '../../runner/credentials';
import type { Asker } from './ask';
import type { Credentials } from './clients';

/**
 * Credentials of a role, taken once now to see whether they are given, and made anew by the SDK when they end.
 * @returns undefined where the role can't be assumed: a gap of that account
 */
export async function memberCredentials(ask: Asker, sts: STSClient, role: string): Promise<Credentials | undefined> {
  let first = await ask.one('sts:AssumeRole', async () => assume(sts, role));
  if (first === undefined) return undefined;
  return async () => {
    const keys = first ?? (await assume(sts, role));
    first = undefined;
    return keys;
  };
}

/** Assumes a role. @throws what AWS answers */
export async function assume(sts: STSClient, RoleArn: string): Promise<SessionKeys> {
  const answer = await sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'landfall-adopt' }));
  return sessionKeys(answer.Credentials);
}
