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

/** Control Tower's REST API by signed requests, each tried again while that can help. */
export interface ControlTowerApi {
  /** @throws ControlTowerRefusal */
  readonly post: (path: string, body: Readonly<Record<string, unknown>>) => Promise<unknown>;
  /** @throws ControlTowerRefusal */
  readonly get: (path: string) => Promise<unknown>;
}

/** Control Tower didn't do what it was asked; `name` is AWS's code where it gave one, as in the SDKs' exceptions. */
export class ControlTowerRefusal extends Error {
  constructor(
    message: string,
    code: string,
    /** What AWS itself says. */
    public readonly reason: string,
  ) {
    super(message);
    this.name = code;
  }
}

/** Signs and sends, and reads what comes back. */
export function controlTowerApi(settings: BaselineReaderSettings): ControlTowerApi {
  const { credentials, pause = 500, region } = settings;
  const base = new URL(settings.endpoint ?? configuredEndpoint() ?? `https://controltower.${region}.amazonaws.com`);
  const signer = new SignatureV4({ service: 'controltower', region, credentials, sha256: Sha256 });
  const send = async (method: 'GET' | 'POST', path: string, body: string | undefined): Promise<Answer> => {
    const signed = await signer.sign({
      method,
      protocol: base.protocol,
      hostname: base.hostname,
      ...(base.port === '' ? {} : { port: Number(base.port) }),
      path,
      query: {},
      headers: { host: base.host, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body }),
    });
    try {
      const response = await fetch(new URL(path, base), {
        method,
        headers: signed.headers,
        ...(body === undefined ? {} : { body }),
      });
      const code = response.headers.get('x-amzn-errortype')?.split(':')[0];
      return { status: response.status, text: await response.text(), code };
    } catch (error) {
      const { cause } = error instanceof Error ? error : {};
      return { status: undefined, text: cause instanceof Error ? cause.message : String(error) };
    }
  };
  const call = async (method: 'GET' | 'POST', path: string, body: string | undefined): Promise<unknown> => {
    for (let attempt = 1; ; attempt += 1) {
      const { code, status, text } = await send(method, path, body);
      if (status !== undefined && status < 300) return JSON.parse(text);
      const passes = status === undefined || status === 429 || status >= 500 || /Throttl/.test(text);
      if (!passes || attempt === attempts) {
        const message = `Control Tower refused ${path} (${status ?? 'no answer'}): ${text.slice(0, 300)}`;
        throw refusalOf(message, code, text);
      }
      await sleep(pause * 2 ** (attempt - 1));
    }
  };
  return {
    post: async (path, body) => call('POST', path, JSON.stringify(body)),
    get: async (path) => call('GET', path, undefined),
  };
}

const refusalBody = z.object({
  __type: z.string().optional(),
  code: z.string().optional(),
  message: z.string().optional(),
  Message: z.string().optional(),
});

function refusalOf(message: string, header: string | undefined, text: string): ControlTowerRefusal {
  const body = refusalBody.safeParse(parsed(text));
  const { __type: type, code, message: small, Message: large } = body.success ? body.data : {};
  const name = header ?? type?.split('#').at(-1) ?? code ?? 'ControlTowerRefusal';
  return new ControlTowerRefusal(message, name, small ?? large ?? text.slice(0, 300));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Reads what Control Tower has enabled. */
export function baselineReader(settings: BaselineReaderSettings): BaselineReader {
  const { post: call } = controlTowerApi(settings);
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
  readonly code?: string | undefined;
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
