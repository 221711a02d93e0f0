import { STSClient } from '@aws-sdk/client-sts';
import { waitForHome } from '../../../landfall/runner/home';

/** An STS that answers each call with the next of the answers, `ok` or the name of an error; the last one stays. */
function stsThat(...answers: readonly string[]): { readonly sts: STSClient; readonly calls: () => number } {
  const sts = new STSClient({ region: 'eu-west-1' });
  let calls = 0;
  sts.middlewareStack.add(
    () => () => {
      const answer = answers[Math.min(calls, answers.length - 1)];
      calls += 1;
      if (answer === 'ok') return Promise.resolve({ output: { $metadata: {} }, response: {} });
      return Promise.reject(Object.assign(new Error(answer), { name: answer }));
    },
    { step: 'initialize' },
  );
  return { sts, calls: () => calls };
}

const wait = { accountId: '222222222222', account: 'network', everyMs: 1, timeoutMs: 3, note: () => undefined };

test('a home that is there is not waited for', async () => {
  const { sts, calls } = stsThat('ok');
  await waitForHome({ ...wait, sts });
  expect(calls()).toBe(1);
});

test('one that comes late is waited for, and that is said once', async () => {
  const notes: string[] = [];
  await waitForHome({
    ...wait,
    sts: stsThat('AccessDenied', 'AccessDenied', 'ok').sts,
    note: (text) => notes.push(text),
  });
  expect(notes).toEqual(['network: waiting for the home of account 222222222222']);
});

test('one that never comes is a diagnostic that names the role', async () => {
  await expect(waitForHome({ ...wait, sts: stsThat('AccessDenied').sts })).rejects.toThrow(
    "LF4008: the account network (222222222222) has no home yet: arn:aws:iam::222222222222:role/landfall-apply can't be assumed",
  );
});

test('another failure is not taken for a missing home', async () => {
  await expect(waitForHome({ ...wait, sts: stsThat('ExpiredToken', 'ok').sts })).rejects.toThrow('ExpiredToken');
});
