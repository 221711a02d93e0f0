import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import assert from 'node:assert/strict';
import { administrator } from '../../landfall/rehearsal/deployment';
import type { World } from './world';

export interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** Settings of an SDK client that acts in the emulator. */
export interface Session {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: Keys;
}

/** Goes from role to role, beginning as the administrator of the management account. */
export async function sessionThrough(world: World, ...roles: readonly string[]): Promise<Session> {
  const common = { endpoint: world.emulatorUrl, region: 'eu-west-1' };
  let credentials: Keys = administrator;
  for (const RoleArn of roles) {
    const client = new STSClient({ ...common, credentials });
    const { Credentials } = await client.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'scenario' }));
    const { AccessKeyId, SecretAccessKey, SessionToken } = Credentials ?? {};
    assert.ok(AccessKeyId !== undefined && SecretAccessKey !== undefined && SessionToken !== undefined);
    credentials = { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
  }
  return { ...common, credentials };
}

/** As administrator of a member account. */
export function memberSession(world: World, accountId: string): Promise<Session> {
  return sessionThrough(world, `arn:aws:iam::${accountId}:role/OrganizationAccountAccessRole`);
}

/** As what writes the states of an account. */
export function stateSession(world: World, accountId: string): Promise<Session> {
  const deploy = `arn:aws:iam::${world.fact('account/deployments/id')}:role/landfall-deploy`;
  return sessionThrough(world, deploy, `arn:aws:iam::${accountId}:role/landfall-apply`);
}

/**
 * Lets a principal assume a role of a member account.
 * @returns what takes it back
 */
export async function openRole(
  world: World,
  accountId: string,
  role: string,
  principal: string,
): Promise<() => Promise<void>> {
  const session = await memberSession(world, accountId);
  const answer = await iam(session, { Action: 'GetRole', RoleName: role });
  const before = decodeURIComponent(
    /<AssumeRolePolicyDocument>(.*?)<\/AssumeRolePolicyDocument>/s.exec(answer)?.[1] ?? '',
  );
  assert.ok(before.includes('sts:AssumeRole'), `${role} has no trust policy`);
  const trust = async (PolicyDocument: string): Promise<void> => {
    await iam(session, { Action: 'UpdateAssumeRolePolicy', RoleName: role, PolicyDocument });
  };
  const statement = { Effect: 'Allow', Principal: { AWS: principal }, Action: 'sts:AssumeRole' };
  await trust(JSON.stringify({ Version: '2012-10-17', Statement: [statement] }));
  return () => trust(before);
}

/** One call of IAM, for which there is no client among the dependencies; the emulator looks at the key alone. */
async function iam({ credentials, endpoint }: Session, parameters: Readonly<Record<string, string>>): Promise<string> {
  const scope = `${credentials.accessKeyId}/20260101/us-east-1/iam/aws4_request`;
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0`,
      'x-amz-security-token': credentials.sessionToken ?? '',
    },
    body: new URLSearchParams({ ...parameters, Version: '2010-05-08' }),
  });
  const text = await response.text();
  assert.ok(response.ok, text);
  return text;
}
