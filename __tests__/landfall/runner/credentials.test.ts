import { openSessions, profileText } from '../../../landfall/runner/credentials';
import { fakeAws, type FakeAws, type FakeAnswer } from './support/fake-aws';

const region = 'eu-west-1';
const deploymentAccountId = '222222222222';
const person = { accessKeyId: 'AKIAPERSON', secretAccessKey: 'secret' };
const identity = (arn: string): FakeAnswer => ({
  body: `<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>${arn}</Arn><UserId>u</UserId><Account>2</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`,
});
const keys = (id: string, minutes: number): FakeAnswer => ({
  body: `<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>${id}</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken><Expiration>${new Date(Date.now() + minutes * 60_000).toISOString()}</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>`,
});
const denied: FakeAnswer = {
  status: 403,
  body: '<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>not for you</Message></Error></ErrorResponse>',
};

let aws: FakeAws | undefined;
afterEach(() => aws?.close());

/** An STS that knows who calls and what each role's session is called. */
async function sts(caller: string, minutes = 60, deny: (role: string) => boolean = () => false): Promise<FakeAws> {
  aws = await fakeAws(({ body, operation }) => {
    if (operation === 'GetCallerIdentity') return identity(caller);
    const role = new URLSearchParams(body).get('RoleArn') ?? '';
    return deny(role) ? denied : keys(`ASIA-${role.split('/').at(-1) ?? ''}`, minutes);
  });
  return aws;
}

describe('openSessions', () => {
  test('a person becomes landfall-deploy once, and everybody else from there', async () => {
    const { calls, url } = await sts('arn:aws:iam::111111111111:user/admin');
    const sessions = await openSessions({ region, deploymentAccountId, endpoint: url, credentials: person });
    expect(sessions.isDeploy).toBe(false);
    const [first, second] = await Promise.all([
      sessions.assume('333333333333', 'landfall-plan'),
      sessions.assume('333333333333', 'landfall-plan'),
    ]);
    expect([first.accessKeyId, second.accessKeyId]).toEqual(['ASIA-landfall-plan', 'ASIA-landfall-plan']);
    expect(calls.map(({ accessKeyId, operation }) => `${operation} by ${accessKeyId}`)).toEqual([
      'GetCallerIdentity by AKIAPERSON',
      'AssumeRole by AKIAPERSON',
      'AssumeRole by ASIA-landfall-deploy',
    ]);
  });

  test('landfall-deploy itself is used as it is', async () => {
    const { calls, url } = await sts(`arn:aws:sts::${deploymentAccountId}:assumed-role/landfall-deploy/pipeline`);
    const sessions = await openSessions({ region, deploymentAccountId, endpoint: url, credentials: person });
    expect(sessions.isDeploy).toBe(true);
    expect((await sessions.deploy()).accessKeyId).toBe('AKIAPERSON');
    expect(calls).toHaveLength(1);
  });

  test('the same role of another account is somebody else', async () => {
    const { url } = await sts('arn:aws:sts::999999999999:assumed-role/landfall-deploy/x');
    const sessions = await openSessions({ region, deploymentAccountId, endpoint: url, credentials: person });
    expect(sessions.isDeploy).toBe(false);
  });

  test('a session that is about to end is made anew', async () => {
    const { calls, url } = await sts('arn:aws:iam::111111111111:user/admin', 5);
    const sessions = await openSessions({ region, deploymentAccountId, endpoint: url, credentials: person });
    await sessions.deploy();
    await sessions.deploy();
    expect(calls.filter(({ operation }) => operation === 'AssumeRole')).toHaveLength(2);
  });

  test.each<[string, string, RegExp]>([
    ['landfall-deploy', 'deployment.principals', /user\/admin can't assume .*222222222222:role\/landfall-deploy/],
    ['landfall-plan', 'home may be missing', /can't assume .*333333333333:role\/landfall-plan/],
  ])('fails with help when %s may not be assumed, and tries again next time', async (role, help, message) => {
    let open = false;
    const { url } = await sts('arn:aws:iam::111111111111:user/admin', 60, (arn) => !open && arn.endsWith(role));
    const sessions = await openSessions({ region, deploymentAccountId, endpoint: url, credentials: person });
    const error: unknown = await sessions.assume('333333333333', 'landfall-plan').catch((reason: unknown) => reason);
    const text = (pattern: RegExp | string): unknown => expect.stringMatching(pattern);
    expect(error).toMatchObject({ diagnostics: [{ code: 'LF3006', message: text(message), help: text(help) }] });
    open = true;
    expect((await sessions.assume('333333333333', 'landfall-plan')).accessKeyId).toBe('ASIA-landfall-plan');
  });

  test('fails when AWS does not take the credentials', async () => {
    aws = await fakeAws(() => denied);
    await expect(
      openSessions({ region, deploymentAccountId, endpoint: aws.url, credentials: person }),
    ).rejects.toMatchObject({ diagnostics: [{ code: 'LF3005' }] });
  });
});

describe('keys for Terraform', () => {
  test('of a second provider are a profile', () => {
    expect(profileText('landfall-network', { accessKeyId: 'a', secretAccessKey: 'b', sessionToken: 'c' })).toBe(
      '[landfall-network]\naws_access_key_id = a\naws_secret_access_key = b\naws_session_token = c\n',
    );
  });
});
