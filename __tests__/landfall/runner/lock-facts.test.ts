import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readFactsLock } from '../../../landfall/model/lock';
import { stateBucket } from '../../../landfall/model/names';
import type { RunStack } from '../../../landfall/runner/contract';
import { lockFacts, type LockFactsOptions } from '../../../landfall/runner/lock-facts';
import { testZone } from '../../support/zone';
import { fakeAws, type AwsCall, type FakeAnswer, type FakeAws } from './support/fake-aws';

const zone = testZone();
const ids = { management: '100000000000', deployment: '200000000000', gone: '300000000000', shut: '400000000000' };
const email = zone.accounts.find(({ key }) => key === zone.deployment.account)?.email ?? '';
const listed = [
  { Id: ids.management, Name: 'Management', Email: 'root@acme.example', State: 'ACTIVE' },
  { Id: ids.deployment, Name: 'Deployments', Email: email.toUpperCase(), State: 'ACTIVE' },
  { Id: ids.gone, Name: 'Old Dev', Email: 'old@acme.example', State: 'ACTIVE' },
  { Id: ids.shut, Name: 'Shut', Email: 'shut@acme.example', State: 'SUSPENDED' },
];
const bucket = (id: string): string => stateBucket(zone, id);
const objects: Readonly<Record<string, Readonly<Record<string, object>>>> = {
  [bucket(ids.management)]: { 'team-fraud': { 'account/fraud-dev/id': ids.gone }, 'access-old': {} },
  [bucket(ids.deployment)]: {},
};
const state = (assigned: object): string =>
  JSON.stringify({
    ...{ version: 4, outputs: { assigned: { value: assigned } } },
    resources: [{ mode: 'managed', provider: 'provider["x/y/aws"]', instances: [{}] }],
  });
const denied: FakeAnswer = {
  status: 403,
  body: '<ErrorResponse><Error><Code>AccessDenied</Code><Message>not for you</Message></Error></ErrorResponse>',
};

let root = '';
let aws: FakeAws | undefined;
const environment = { ...process.env };
beforeEach(() => void (root = mkdtempSync(join(tmpdir(), 'lock-facts-'))));
afterEach(async () => {
  process.env = { ...environment };
  await aws?.close();
  rmSync(root, { recursive: true });
});

/** AWS as it looks to a caller; roles can be assumed but for that of the account `gone`. */
async function organization(caller: string): Promise<void> {
  const deployers = new Set([ids.deployment]);
  aws = await fakeAws((call) => answer(call, caller, deployers));
  process.env['AWS_ENDPOINT_URL'] = aws.url;
  process.env['AWS_ACCESS_KEY_ID'] = 'AKIACALLER';
  process.env['AWS_SECRET_ACCESS_KEY'] = 'secret';
}

function answer({ body, operation }: AwsCall, caller: string, deployers: ReadonlySet<string>): FakeAnswer {
  switch (operation) {
    case 'GetCallerIdentity':
      return {
        body: `<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>${caller}</Arn></GetCallerIdentityResult></GetCallerIdentityResponse>`,
      };
    case 'AssumeRole': {
      const [, id = '', role = ''] =
        /arn:aws:iam::(\d+):role\/(.+)$/.exec(new URLSearchParams(body).get('RoleArn') ?? '') ?? [];
      if (id === ids.gone || (role === 'landfall-deploy' && !deployers.has(id))) return denied;
      return {
        body: `<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>ASIA</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken><Expiration>2999-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>`,
      };
    }
    case 'DescribeOrganization':
      return { body: JSON.stringify({ Organization: { Id: 'o-abcdefghij', MasterAccountId: ids.management } }) };
    case 'ListRoots':
      return { body: JSON.stringify({ Roots: [{ Id: 'r-abcd' }] }) };
    case 'ListAccounts':
      return { body: JSON.stringify({ Accounts: listed }) };
    default:
      return fromBucket(operation);
  }
}

function fromBucket(url: string): FakeAnswer {
  const [, name = '', key = ''] = /^\/([^/?]+)\/?([^?]*)/.exec(url) ?? [];
  const held = objects[name];
  if (held === undefined) return { status: 404, body: '<Error><Code>NoSuchBucket</Code></Error>' };
  if (key !== '') return { body: state(held[key] ?? {}) };
  const contents = [...Object.keys(held), 'team-fraud.tflock', 'notes/x'].map(
    (one) => `<Contents><Key>${one}</Key></Contents>`,
  );
  return { body: `<ListBucketResult><IsTruncated>false</IsTruncated>${contents.join('')}</ListBucketResult>` };
}

const stack = (id: string, account: string, assigns: readonly string[]): RunStack => ({
  ...{ id, account, assigns, wave: '5', needs: [], reveals: [], createsIn: [], guarded: false, removal: false },
  slice: () => {
    throw new Error('a state is read without a slice');
  },
});
const options = (): LockFactsOptions => ({
  ...{ zone, directory: root, folder: join(root, 'run'), jobs: 2 },
  ...{ declared: new Map(), producers: new Map(), network: undefined, forget: [] },
  stacks: [stack('team-fraud', 'management', ['account/fraud-dev/id']), stack('account-fraud-dev', 'fraud-dev', [])],
});

describe('lockFacts', () => {
  test.each([
    ['a pipeline', `arn:aws:sts::${ids.deployment}:assumed-role/landfall-deploy/pipeline`],
    ['somebody in the deployment account', `arn:aws:sts::${ids.deployment}:assumed-role/Admin/me`],
    ['an administrator of the management account', `arn:aws:iam::${ids.management}:user/admin`],
  ])('makes lost facts again for %s, finds what nobody names, and names what it cannot reach', async (_, caller) => {
    await organization(caller);
    const found = await lockFacts(options());
    expect(found).toMatchObject({ read: ['team-fraud'], accounts: 4 });
    expect(found.diagnostics.map(({ code, path, severity }) => `${severity} ${code} ${path ?? ''}`)).toEqual([
      'warning LF2025 stacks.access-old',
      `warning LF2028 accounts.${ids.gone}`,
    ]);
    const { lock } = readFactsLock(root);
    expect(Object.fromEntries(lock.facts)).toEqual({
      'organization/id': 'o-abcdefghij',
      'organization/root-id': 'r-abcd',
      'account/management/id': ids.management,
      [`account/${zone.deployment.account}/id`]: ids.deployment,
      'account/fraud-dev/id': ids.gone,
    });
    expect([...lock.stacks.keys()].sort()).toEqual(['access-old', 'team-fraud']);
  });

  test('says so where nobody can tell which account deploys', async () => {
    await organization('arn:aws:iam::999999999999:user/stranger');
    listed.length = 0;
    await expect(lockFacts(options())).rejects.toMatchObject({ diagnostics: [{ code: 'LF3004' }] });
  });
});
