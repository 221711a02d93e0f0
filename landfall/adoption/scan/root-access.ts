import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Asker } from './ask';
import type { Credentials } from './clients';

const attempts = 6;
/** IAM is one service for all Regions of a partition, and signs with this one. */
const signingRegion = 'us-east-1';
/** Without trusted access of IAM nothing can be on. AWS spells codes with and without the last word. */
const off = ['ServiceAccessNotEnabled', 'ServiceAccessNotEnabledException'];

/**
 * Features of central root access that are on, such as `RootSessions`; undefined where that is not known. One call of
 * IAM is not worth a client, so it is signed here.
 */
export async function readRootAccess(
  ask: Asker,
  credentials: Credentials,
  pause = 500,
): Promise<readonly string[] | undefined> {
  return ask.one('iam:ListOrganizationsFeatures', async () => {
    try {
      const answer = await listFeatures(credentials, pause);
      return [...answer.matchAll(/<member>([^<]*)<\/member>/g)].map(([, feature = '']) => feature).sort();
    } catch (error) {
      if (error instanceof Error && off.includes(error.name)) return [];
      throw error;
    }
  });
}

async function listFeatures(credentials: Credentials, pause: number): Promise<string> {
  const configured = process.env['AWS_ENDPOINT_URL_IAM'] ?? process.env['AWS_ENDPOINT_URL'];
  const base = new URL(configured ?? 'https://iam.amazonaws.com');
  const body = 'Action=ListOrganizationsFeatures&Version=2010-05-08';
  const signer = new SignatureV4({ service: 'iam', region: signingRegion, credentials, sha256: Sha256 });
  for (let attempt = 1; ; attempt += 1) {
    const { headers } = await signer.sign({
      method: 'POST',
      protocol: base.protocol,
      hostname: base.hostname,
      ...(base.port === '' ? {} : { port: Number(base.port) }),
      path: '/',
      query: {},
      headers: { host: base.host, 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
      body,
    });
    const response = await fetch(base, { method: 'POST', headers, body });
    const text = await response.text();
    if (response.ok) return text;
    const again = response.status === 429 || response.status >= 500 || /Throttl/.test(text);
    if (!again || attempt === attempts) throw refusal(text, response.status);
    await sleep(pause * 2 ** (attempt - 1));
  }
}

function refusal(text: string, status: number): Error {
  const [, code = `Status${status}`] = /<Code>([^<]*)<\/Code>/.exec(text) ?? [];
  const [, message = ''] = /<Message>([^<]*)<\/Message>/.exec(text) ?? [];
  return Object.assign(new Error(message), { name: code });
}
