import { createServer, type IncomingMessage } from 'node:http';

export interface AwsCall {
  /** Access key id with which it was signed. */
  readonly accessKeyId: string;
  /** Operation of a JSON service, `Action` of a query service, or the path. */
  readonly operation: string;
  readonly body: string;
}

export interface FakeAws {
  readonly url: string;
  readonly calls: readonly AwsCall[];
  readonly close: () => Promise<void>;
}

export interface FakeAnswer {
  readonly status?: number;
  readonly body: string;
}

/** A server that answers signed calls; nothing of AWS but the wire. */
export async function fakeAws(answer: (call: AwsCall) => FakeAnswer): Promise<FakeAws> {
  const calls: AwsCall[] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const target = request.headers['x-amz-target'];
      const call = {
        accessKeyId: /Credential=([^/]+)\//.exec(request.headers.authorization ?? '')?.[1] ?? '',
        operation:
          (typeof target === 'string' ? target.split('.').at(-1) : undefined) ??
          new URLSearchParams(body).get('Action') ??
          request.url ??
          '',
        body,
      };
      calls.push(call);
      const { body: answered, status = 200 } = answer(call);
      response.writeHead(status, { 'content-type': answered.startsWith('<') ? 'text/xml' : 'application/json' });
      response.end(answered);
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    calls,
    close: () => {
      server.closeAllConnections();
      return new Promise((done) => server.close(() => done()));
    },
  };
}

async function text(request: IncomingMessage): Promise<string> {
  const parts: string[] = [];
  request.setEncoding('utf8');
  for await (const part of request) parts.push(String(part));
  return parts.join('');
}
