import { OrganizationsClient } from '@aws-sdk/client-organizations';
import { activeAccounts } from '../../../landfall/runner/active-accounts';
import { fakeAws, type FakeAnswer } from './support/fake-aws';

const accounts = [
  { Id: '111111111111', Email: 'AWS+Dev@Example.com', State: 'ACTIVE' },
  { Id: '222222222222', Email: 'aws+gone@example.com', State: 'SUSPENDED' },
];

/** Accounts are being made during the first looks; only afterwards they are listed. */
async function search(
  looksInProgress: number,
  timeoutMs: number,
): Promise<{
  readonly found: ReadonlyMap<string, string>;
  readonly notes: readonly string[];
  readonly operations: readonly string[];
}> {
  let looks = 0;
  const aws = await fakeAws(({ operation }): FakeAnswer => {
    if (operation === 'ListAccounts') return { body: JSON.stringify({ Accounts: accounts }) };
    looks += 1;
    const open = looks <= looksInProgress ? [{ AccountName: 'Dev', State: 'IN_PROGRESS' }] : [];
    return { body: JSON.stringify({ CreateAccountStatuses: open }) };
  });
  const notes: string[] = [];
  try {
    const credentials = { accessKeyId: 'a', secretAccessKey: 'b' };
    const client = new OrganizationsClient({ endpoint: aws.url, region: 'eu-west-1', credentials });
    const found = await activeAccounts({ client, everyMs: 5, timeoutMs, note: (text) => notes.push(text) });
    return { found, notes, operations: aws.calls.map(({ operation }) => operation) };
  } finally {
    await aws.close();
  }
}

test('finds active accounts by e-mail, whatever its case', async () => {
  const { found, notes, operations } = await search(0, 100);
  expect([...found]).toEqual([['aws+dev@example.com', '111111111111']]);
  expect(notes).toEqual([]);
  expect(operations).toEqual(['ListCreateAccountStatus', 'ListAccounts']);
});

test('waits for those that are still being made, and says so once', async () => {
  const { notes, operations } = await search(3, 1_000);
  expect(notes).toEqual(['waiting for accounts that are still being made: Dev']);
  expect(operations).toEqual([...Array.from({ length: 4 }, () => 'ListCreateAccountStatus'), 'ListAccounts']);
});

test('goes on without those that take too long', async () => {
  const { found, operations } = await search(1_000, 15);
  expect(operations.filter((operation) => operation === 'ListCreateAccountStatus')).toHaveLength(3);
  expect(found.size).toBe(1);
});
