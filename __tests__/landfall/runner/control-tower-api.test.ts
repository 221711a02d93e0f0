import { baselineReader, controlTowerApi, ControlTowerRefusal } from '../../../landfall/runner/control-tower-api';
import { fakeAws, type FakeAnswer, type FakeAws } from './support/fake-aws';

const credentials = { accessKeyId: 'a', secretAccessKey: 'b' };
const page = JSON.stringify({ baselines: [{ arn: 'arn:baseline', name: 'AWSControlTowerBaseline' }] });

async function answering(answers: readonly FakeAnswer[], use: (aws: FakeAws) => Promise<void>): Promise<void> {
  let asked = 0;
  const aws = await fakeAws(() => answers[asked++] ?? { body: page });
  try {
    await use(aws);
  } finally {
    await aws.close();
  }
}

test.each<[string, FakeAnswer]>([
  ['throttled', { status: 429, body: '{"message":"Rate exceeded"}' }],
  ['throttled by its old code', { status: 400, body: '{"__type":"ThrottlingException"}' }],
  ['down', { status: 503, body: '' }],
])('a call that is %s is made again', async (_, failure) => {
  await answering([failure, failure], async (aws) => {
    const reader = baselineReader({ region: 'eu-west-1', credentials, endpoint: aws.url, pause: 1 });
    expect([...(await reader.baselines())]).toEqual([['AWSControlTowerBaseline', 'arn:baseline']]);
    expect(aws.calls).toHaveLength(3);
  });
});

test('a refusal is told at once', async () => {
  await answering([{ status: 403, body: '{"message":"not authorized"}' }], async (aws) => {
    const reader = baselineReader({ region: 'eu-west-1', credentials, endpoint: aws.url, pause: 1 });
    await expect(reader.baselines()).rejects.toThrow('Control Tower refused /list-baselines (403)');
    expect(aws.calls).toHaveLength(1);
  });
});

test('without an answer it gives up in the end', async () => {
  const reader = baselineReader({ region: 'eu-west-1', credentials, endpoint: 'http://127.0.0.1:1', pause: 1 });
  await expect(reader.baselines()).rejects.toThrow(/\/list-baselines \(no answer\)/);
});

test('the endpoint is taken from where the AWS SDKs take theirs', async () => {
  const before = process.env['AWS_ENDPOINT_URL'];
  await answering([], async (aws) => {
    process.env['AWS_ENDPOINT_URL'] = aws.url;
    try {
      expect((await baselineReader({ region: 'eu-west-1', credentials }).baselines()).size).toBe(1);
    } finally {
      if (before === undefined) delete process.env['AWS_ENDPOINT_URL'];
      else process.env['AWS_ENDPOINT_URL'] = before;
    }
  });
});

test.each<[string, string, string, string]>([
  ['in its type', '{"__type":"AccessDeniedException","message":"no"}', 'AccessDeniedException', 'no'],
  ['behind a name', '{"__type":"com.amazonaws#ValidationException","Message":"bad"}', 'ValidationException', 'bad'],
  ['nowhere', 'out of order', 'ControlTowerRefusal', 'out of order'],
])('a refusal says what AWS says, with its code %s', async (_, body, code, reason) => {
  await answering([{ status: 400, body }], async (aws) => {
    const api = controlTowerApi({ region: 'eu-west-1', credentials, endpoint: aws.url, pause: 1 });
    const refused: unknown = await api.get('/tags/arn').catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(ControlTowerRefusal);
    expect(refused).toMatchObject({ name: code, reason });
  });
});
