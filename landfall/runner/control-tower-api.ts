import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { SessionKeys } from './credentials';

/** The two calls of Control Tower's baselines that are needed; no published client has them. */
export interface BaselineReader {
  /** ARNs of baselines by name. */
  readonly baselines: () => Promise<ReadonlyMap<string, string>>;
  /** ARNs of enabled baselines by the ARN of the baseline; of several, the first. */
  readonly enabledBaselines: () => Promise<ReadonlyMap<string, string>>;
}

export interface BaselineReaderSettings {
  readonly region: string;
  readonly credentials: SessionKeys | (() => Promise<SessionKeys>);
  /** Default: what the environment variables of the AWS SDKs say, else AWS. */
  readonly endpoint?: string;
  /** Milliseconds before the second attempt of a call that was throttled or failed; doubled each time. */
  readonly pause?: number;
}

const attempts = 6;

const baselinesPage = z.object({
  baselines: z.array(z.object({ arn: z.string(), name: z.string() })),
  nextToken: z.string().nullish(),
});
const enabledPage = z.object({
  enabledBaselines: z.array(z.object({ arn: z.string(), baselineIdentifier: z.string() })),
  nextToken: z.string().nullish(),
});

/** Calls Control Tower's REST API by signed requests. */
export function baselineReader(settings: BaselineReaderSettings): BaselineReader {
  const { credentials, pause = 500, region } = settings;
  const base = new URL(settings.endpoint ?? configuredEndpoint() ?? `https://controltower.${region}.amazonaws.com`);
  const signer = new SignatureV4({ service: 'controltower', region, credentials, sha256: Sha256 });
  const send = async (path: string, body: Readonly<Record<string, unknown>>): Promise<Answer> => {
    const signed = await signer.sign({
      method: 'POST',
      protocol: base.protocol,
      hostname: base.hostname,
      ...(base.port === '' ? {} : { port: Number(base.port) }),
      path,
      query: {},
      headers: { host: base.host, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const request = { method: 'POST', headers: signed.headers, body: JSON.stringify(body) };
    try {
      const response = await fetch(new URL(path, base), request);
      return { status: response.status, text: await response.text() };
    } catch (error) {
      const { cause } = error instanceof Error ? error : {};
      return { status: undefined, text: cause instanceof Error ? cause.message : String(error) };
    }
  };
  const call = async (path: string, body: Readonly<Record<string, unknown>>): Promise<unknown> => {
    for (let attempt = 1; ; attempt += 1) {
      const { status, text } = await send(path, body);
      if (status !== undefined && status < 300) return JSON.parse(text);
      const passes = status === undefined || status === 429 || status >= 500 || /Throttl/.test(text);
      if (!passes || attempt === attempts)
        throw new Error(`Control Tower refused ${path} (${status ?? 'no answer'}): ${text.slice(0, 300)}`);
      await sleep(pause * 2 ** (attempt - 1));
    }
  };
  const token = (next: string | undefined): Readonly<Record<string, string>> =>
    next === undefined ? {} : { nextToken: next };
  return {
    baselines: () =>
      collect(async (next) => {
        const page = baselinesPage.parse(await call('/list-baselines', token(next)));
        return { pairs: page.baselines.map(({ arn, name }) => [name, arn]), next: page.nextToken ?? undefined };
      }),
    enabledBaselines: () =>
      collect(async (next) => {
        const page = enabledPage.parse(await call('/list-enabled-baselines', token(next)));
        const pairs = page.enabledBaselines.map(({ arn, baselineIdentifier }) => [baselineIdentifier, arn] as const);
        return { pairs, next: page.nextToken ?? undefined };
      }),
  };
}

/** Without a status there was no answer. */
interface Answer {
  readonly status: number | undefined;
  readonly text: string;
}

function configuredEndpoint(): string | undefined {
  return process.env['AWS_ENDPOINT_URL_CONTROLTOWER'] ?? process.env['AWS_ENDPOINT_URL'];
}

interface Page {
  readonly pairs: readonly (readonly [string, string])[];
  readonly next: string | undefined;
}

async function collect(read: (next: string | undefined) => Promise<Page>): Promise<ReadonlyMap<string, string>> {
  const all = new Map<string, string>();
  for (let next: string | undefined, first = true; first || next !== undefined; first = false) {
    const page: Page = await read(next);
    for (const [key, value] of page.pairs) if (!all.has(key)) all.set(key, value);
    next = page.next;
  }
  return all;
}
