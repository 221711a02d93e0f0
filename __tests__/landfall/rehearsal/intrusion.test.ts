import { createServer, type Server } from 'node:http';
import { openDoors } from '../../../landfall/rehearsal/intrusion';

/** Lets in whoever asks for one of these, and refuses the rest; objects are larger than what a client takes unasked. */
async function emulatedAws(open: readonly string[]): Promise<{ readonly url: string; readonly server: Server }> {
  const server = createServer((request, response) => {
    const parts: string[] = [];
    request.setEncoding('utf8').on('data', (part: string) => parts.push(part));
    request.on('end', () => {
      const asked = decodeURIComponent(`${request.url ?? ''} ${parts.join('')}`);
      if (![...open, 'role/Administrator'].some((door) => asked.includes(door))) {
        response.writeHead(403, { 'content-type': 'text/xml' });
        const error = '<Code>AccessDenied</Code><Message>No</Message>';
        response.end(
          request.method === 'GET'
            ? `<Error>${error}</Error>`
            : `<ErrorResponse><Error>${error}</Error></ErrorResponse>`,
        );
      } else if (request.method === 'GET') {
        response.writeHead(200);
        response.end('{}'.padEnd(1_000_000));
      } else {
        const keys = '<AccessKeyId>a</AccessKeyId><SecretAccessKey>b</SecretAccessKey><SessionToken>c</SessionToken>';
        response.writeHead(200, { 'content-type': 'text/xml' });
        response.end(
          `<AssumeRoleResponse><AssumeRoleResult><Credentials>${keys}</Credentials></AssumeRoleResult></AssumeRoleResponse>`,
        );
      }
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { url: `http://127.0.0.1:${address.port}`, server };
}

const network = '222222222222';
const doors = {
  roles: [{ accountId: network, name: 'landfall-network-attach' }],
  states: [{ bucket: 'states', key: 'account-network' }],
};

test.each<[string, readonly string[], readonly string[]]>([
  ['all doors are shut', [], []],
  [
    'a role lets in',
    ['role/landfall-network-attach'],
    [`assuming arn:aws:iam::${network}:role/landfall-network-attach worked, and must be refused`],
  ],
  ['a state can be read', ['/states/'], ['reading s3://states/account-network worked, and must be refused']],
])('when %s, that is what is told, and no connection stays', async (_, open, told) => {
  const { server, url } = await emulatedAws(open);
  const administrator = { accessKeyId: 'a', secretAccessKey: 'b' };
  const settings = { endpoint: url, region: 'eu-west-1', administrator };
  try {
    const found = await openDoors(settings, { role: 'Administrator', accountId: '111111111111' }, doors);
    expect(found).toEqual(told);
    // Ends only when no client is in the midst of an answer.
    await new Promise((done) => server.close(done));
  } finally {
    server.closeAllConnections();
  }
});
