import { randomBytes, timingSafeEqual } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { failureMessage } from '../diagnostics/failure';
import type { SessionKeys } from './credentials';
import type { Environment } from './files';

/**
 * Hands sessions to Terraform for as long as it works. A session assumed from another ends after an hour, which some
 * applies take longer than; keys in variables would end with it.
 */
export interface CredentialServer {
  /**
   * Variables with which every AWS SDK asks here for keys, and again before they end.
   * @param name tells the session from others, such as the ARN of its role
   * @param profiles text of a credentials file for what else a root needs
   */
  readonly variables: (name: string, session: () => Promise<SessionKeys>, profiles?: string) => Environment;
  readonly close: () => Promise<void>;
}

/** Everything that an SDK would look at before or beside the server. */
const otherSources: Environment = {
  AWS_PROFILE: undefined,
  AWS_DEFAULT_PROFILE: undefined,
  AWS_ACCESS_KEY_ID: undefined,
  AWS_SECRET_ACCESS_KEY: undefined,
  AWS_SESSION_TOKEN: undefined,
  AWS_ROLE_ARN: undefined,
  AWS_WEB_IDENTITY_TOKEN_FILE: undefined,
  AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: undefined,
  AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: undefined,
};

/**
 * Listens on this machine only, for whoever knows its token.
 * @param folder for the configuration files that keep Terraform from the user's own
 */
export async function startCredentialServer(folder: string): Promise<CredentialServer> {
  const token = randomBytes(32).toString('hex');
  const sessions = new Map<string, () => Promise<SessionKeys>>();
  const server = createServer((request, response) => {
    const session = sessions.get(request.url ?? '');
    const answer = (status: number, body: object): void => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
    };
    if (session === undefined || !same(request.headers.authorization ?? '', token)) {
      answer(403, { message: 'unknown session or token' });
      return;
    }
    session().then(
      (keys) => answer(200, document(keys)),
      (error: unknown) => answer(500, { message: failureMessage(error) }),
    );
  });
  await new Promise<void>((listening, failed) => {
    server.once('error', failed);
    server.listen(0, '127.0.0.1', listening);
  });
  // Terraform may still hold a connection; the program's end doesn't wait for it.
  server.unref();
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const file = (name: string, text: string): string => {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(join(folder, name), text, { mode: 0o600 });
    return join(folder, name);
  };
  return {
    variables: (name, session, profiles = '') => {
      const path = `/${encodeURIComponent(name)}`;
      sessions.set(path, session);
      return {
        ...otherSources,
        AWS_CONFIG_FILE: file('config', ''),
        AWS_SHARED_CREDENTIALS_FILE: file(profiles === '' ? 'credentials' : encodeURIComponent(name), profiles),
        AWS_CONTAINER_CREDENTIALS_FULL_URI: `http://127.0.0.1:${port}${path}`,
        AWS_CONTAINER_AUTHORIZATION_TOKEN: token,
      };
    },
    close: () => {
      server.closeAllConnections();
      return new Promise((closed) => server.close(() => closed()));
    },
  };
}

function document({ accessKeyId, expiration, secretAccessKey, sessionToken }: SessionKeys): object {
  return {
    AccessKeyId: accessKeyId,
    SecretAccessKey: secretAccessKey,
    ...(sessionToken === undefined ? {} : { Token: sessionToken }),
    ...(expiration === undefined ? {} : { Expiration: expiration.toISOString() }),
  };
}

function same(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
