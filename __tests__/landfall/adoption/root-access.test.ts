import { interview } from '../../../landfall/adoption/scan/ask';
import { readRootAccess } from '../../../landfall/adoption/scan/root-access';
import { fakeAws, type FakeAnswer } from '../runner/support/fake-aws';

const place = { accountId: '123456789012', region: 'eu-west-1' };
const credentials = { accessKeyId: 'a', secretAccessKey: 'b' };
const refusal = (code: string): string =>
  `<ErrorResponse><Error><Code>${code}</Code><Message>no</Message></Error></ErrorResponse>`;

test.each<[string, readonly FakeAnswer[], readonly string[] | undefined, readonly string[]]>([
  ['on', [{ body: '<member>RootSessions</member><member>A</member>' }], ['A', 'RootSessions'], []],
  ['asked again where throttled', [{ status: 400, body: refusal('Throttling') }, { body: '' }], [], []],
  ['off without trusted access', [{ status: 409, body: refusal('ServiceAccessNotEnabled') }], [], []],
  ['not known where denied', [{ status: 403, body: refusal('AccessDenied') }], undefined, ['AccessDenied']],
])('central root access is %s', async (_, answers, features, gaps) => {
  let asked = 0;
  const aws = await fakeAws(() => answers[asked++] ?? { body: '' });
  process.env['AWS_ENDPOINT_URL_IAM'] = aws.url;
  try {
    const interviewed = interview(1);
    expect(await readRootAccess(interviewed.at(place), credentials, 1)).toEqual(features);
    expect(interviewed.gaps().map(({ code }) => code)).toEqual(gaps);
    expect(aws.calls).toHaveLength(answers.length);
  } finally {
    delete process.env['AWS_ENDPOINT_URL_IAM'];
    await aws.close();
  }
});
