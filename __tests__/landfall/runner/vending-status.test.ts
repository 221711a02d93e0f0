import { fact, FactReader } from '../../../landfall/model/facts';
import { vendingNodes } from '../../../landfall/model/slices/vending';
import {
  factoryAccounts,
  vendingStates,
  vendingText,
  watchVending,
  type VendingState,
} from '../../../landfall/runner/vending-status';
import { testZone } from '../../support/zone';
import { fakeAws, type FakeAws } from './support/fake-aws';

let aws: FakeAws | undefined;
afterEach(() => aws?.close());

const began = new Date('2026-11-25T10:00:00Z');
const answers: Readonly<Record<string, readonly object[]>> = {
  DescribeProvisionedProduct: [
    { ProvisionedProductDetail: { Name: 'a', Status: 'UNDER_CHANGE', LastRecordId: 'rec-1', CreatedTime: 1 } },
    { ProvisionedProductDetail: { Name: 'b', Status: 'AVAILABLE', LastRecordId: 'rec-2', CreatedTime: 1 } },
  ],
  DescribeRecord: [{ RecordDetail: { RecordId: 'rec-1', CreatedTime: began.getTime() / 1000 } }],
};

test('asks how far the factory is with each account', async () => {
  const next = new Map<string, number>();
  aws = await fakeAws(({ operation }) => {
    const at = next.get(operation) ?? 0;
    next.set(operation, at + 1);
    const answer = answers[operation]?.[at];
    return answer === undefined
      ? { status: 400, body: JSON.stringify({ __type: 'ResourceNotFoundException', message: 'no such product' }) }
      : { body: JSON.stringify(answer) };
  });
  const credentials = { accessKeyId: 'a', secretAccessKey: 'b' };
  const states = await vendingStates(['x', 'y', 'z'], { region: 'eu-west-1', endpoint: aws.url, credentials });
  expect(states.map(({ account, status }) => [account, status])).toEqual([
    ['x', 'UNDER_CHANGE'],
    ['y', 'AVAILABLE'],
  ]);
  expect(states[0]?.since).toEqual(began);
});

test.each<[VendingState['status'], readonly string[], string | undefined]>([
  ['AVAILABLE', [], undefined],
  ['UNDER_CHANGE', [], 'a-dev: the account factory is at work, 12 min (20 to 60 are usual)'],
  ['ERROR', ['the e-mail is taken'], 'a-dev: the account factory failed: the e-mail is taken'],
  ['TAINTED', [], 'a-dev: the account is there, but the last change by the account factory failed'],
])('says of %s what people understand', (status, errors, text) => {
  const now = new Date(began.getTime() + 12.5 * 60_000);
  expect(vendingText({ account: 'a-dev', status, errors, since: began }, now)).toBe(text);
});

test('knows which accounts come from the factory', () => {
  const zone = testZone({ vending: 'account-factory' });
  const of = (id: string): readonly string[] =>
    vendingNodes(zone)
      .filter((node) => node.id === id)
      .flatMap(({ content }) => factoryAccounts(content(new FactReader(new Map([[fact.rootId, 'r-1']])))));
  expect(of('team-fraud')).toEqual(['fraud-dev', 'fraud-prod']);
  expect(of('integration-accounts')).toEqual([]);
});

describe('a watch', () => {
  const state: VendingState = { account: 'a', status: 'ERROR', since: undefined, errors: [] };

  test('says again and again how it stands, until it is ended', async () => {
    const said: string[] = [];
    await new Promise<void>((done) => {
      const end = watchVending({
        stack: 'team-a',
        everyMs: 1,
        states: () => Promise.resolve([state, { ...state, status: 'AVAILABLE' }]),
        note: (text) => {
          said.push(text);
          if (said.length < 3) return;
          end();
          done();
        },
      });
    });
    await new Promise((done) => setTimeout(done, 20));
    expect(said).toEqual(Array.from({ length: 3 }, () => 'team-a: a: the account factory failed'));
  });

  test('tells once that it sees nothing, and goes on no more', async () => {
    const said: string[] = [];
    let asked = 0;
    const end = watchVending({
      stack: 'team-a',
      everyMs: 1,
      states: () => {
        asked += 1;
        return Promise.reject(new Error('denied'));
      },
      note: (text) => said.push(text),
    });
    await new Promise((done) => setTimeout(done, 50));
    end();
    expect([asked, said]).toEqual([1, ["team-a: what the account factory is at can't be read: Error: denied"]]);
  });
});
