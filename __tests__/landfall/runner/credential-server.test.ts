import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startCredentialServer, type CredentialServer } from '../../../landfall/runner/credential-server';
import { terraformIn } from '../../../landfall/runner/terraform';
import { fakeAws } from './support/fake-aws';
import { terraformBinary } from './support/fake-organization';

jest.setTimeout(60_000);
let folder = '';
let server: CredentialServer | undefined;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'credentials-'));
  server = await startCredentialServer(join(folder, 'credentials'));
});
afterEach(async () => {
  await server?.close();
  rmSync(folder, { recursive: true });
});

const expiration = new Date('2030-01-01T00:00:00Z');
const session = () => Promise.resolve({ accessKeyId: 'ASIAROLE', secretAccessKey: 's', sessionToken: 't', expiration });
const ask = async (url: string, token: string): Promise<{ readonly status: number; readonly body: unknown }> => {
  const response = await fetch(url, { headers: { authorization: token } });
  return { status: response.status, body: await response.json() };
};

describe('startCredentialServer', () => {
  test('gives a session to whoever knows the token, and to nobody else', async () => {
    const variables = server?.variables('role', session) ?? {};
    const url = variables['AWS_CONTAINER_CREDENTIALS_FULL_URI'] ?? '';
    expect(await ask(url, variables['AWS_CONTAINER_AUTHORIZATION_TOKEN'] ?? '')).toEqual({
      status: 200,
      body: { AccessKeyId: 'ASIAROLE', SecretAccessKey: 's', Token: 't', Expiration: '2030-01-01T00:00:00.000Z' },
    });
    expect((await ask(url, 'guess')).status).toBe(403);
    expect((await ask(`${url}x`, variables['AWS_CONTAINER_AUTHORIZATION_TOKEN'] ?? '')).status).toBe(403);
  });

  test('says why there is no session', async () => {
    const variables = server?.variables('role', () => Promise.reject(new Error('not trusted'))) ?? {};
    const url = variables['AWS_CONTAINER_CREDENTIALS_FULL_URI'] ?? '';
    expect(await ask(url, variables['AWS_CONTAINER_AUTHORIZATION_TOKEN'] ?? '')).toEqual({
      status: 500,
      body: { message: 'not trusted' },
    });
  });

  (terraformBinary === undefined ? test.skip : test)('is where Terraform takes its keys from', async () => {
    const aws = await fakeAws(({ operation }) =>
      operation.startsWith('/states/a')
        ? { status: 404, body: '<Error><Code>NoSuchKey</Code><Message>no state yet</Message></Error>' }
        : { body: '<ListBucketResult><Name>states</Name><IsTruncated>false</IsTruncated></ListBucketResult>' },
    );
    const root = join(folder, 'root');
    mkdirSync(root);
    const backend = {
      s3: {
        ...{ bucket: 'states', key: 'a', region: 'eu-west-1', use_path_style: true },
        ...{ skip_credentials_validation: true, skip_requesting_account_id: true, skip_metadata_api_check: true },
      },
    };
    writeFileSync(join(root, 'cdk.tf.json'), JSON.stringify({ terraform: { backend } }));
    const terraform = terraformIn({
      binary: terraformBinary ?? '',
      cwd: root,
      env: {
        PATH: process.env['PATH'],
        AWS_ACCESS_KEY_ID: 'AKIAUSER',
        AWS_SECRET_ACCESS_KEY: 'x',
        AWS_ENDPOINT_URL_S3: aws.url,
        ...server?.variables('role', session),
      },
      logFile: join(folder, 'log'),
    });
    const init = await terraform.init();
    await aws.close();
    expect(init).toEqual({ kind: 'ok' });
    expect(new Set(aws.calls.map(({ accessKeyId }) => accessKeyId))).toEqual(new Set(['ASIAROLE']));
  });
});
