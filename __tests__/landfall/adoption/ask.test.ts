import fc from 'fast-check';
import { interview } from '../../../landfall/adoption/scan/ask';

interface Token {
  readonly NextToken?: string;
  readonly nextToken?: string;
  readonly NextPageToken?: string;
}

/** How services call the token of the next page. */
const tokens: readonly ((token: string) => Token)[] = [
  (NextToken) => ({ NextToken }),
  (nextToken) => ({ nextToken }),
  (NextPageToken) => ({ NextPageToken }),
];

const place = { accountId: '123456789012', region: 'eu-west-1' };

/** A failure as the SDKs throw it. */
function refused(code: string): Error {
  return Object.assign(new Error(`${code} happened`), { name: code });
}

describe('asking', () => {
  test('follows pages to the end, whatever their token is called, and counts each', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...tokens), fc.array(fc.array(fc.nat())), async (name, pages) => {
        const asked = interview(3);
        const found = await asked.at(place).all(
          'ec2:DescribeVpcs',
          (next) => {
            const index = Number(next ?? 0);
            // An empty token ends the pages as a missing one does.
            const token = index + 1 < pages.length ? String(index + 1) : '';
            return Promise.resolve({ items: pages[index], ...name(token) });
          },
          ({ items }) => items,
        );
        expect(found).toEqual(pages.flat());
        expect(asked.counts()).toEqual(new Map([['ec2', Math.max(1, pages.length)]]));
        expect(asked.gaps()).toEqual([]);
      }),
    );
  });

  test('keeps the pages before one that is refused, and names the gap once with how often', async () => {
    const asked = interview(3);
    const read = (): Promise<readonly number[]> =>
      asked.at(place).all(
        'ram:GetResourceShares',
        (next) => (next === undefined ? Promise.resolve({ nextToken: 'b' }) : Promise.reject(refused('Denied'))),
        () => [1],
      );
    expect([await read(), await read()]).toEqual([[1], [1]]);
    expect(asked.gaps()).toEqual([
      {
        part: 'resource-shares',
        action: 'ram:GetResourceShares',
        ...place,
        code: 'Denied',
        message: 'Denied happened',
        times: 2,
      },
    ]);
  });

  test('takes an answer that there is none for no gap', async () => {
    const asked = interview(1);
    const work = (): Promise<string> => Promise.reject(refused('ResourceNotFoundException'));
    const absent = await asked.at(place).one('account:GetAlternateContact', work, ['ResourceNotFoundException']);
    expect([absent, asked.gaps()]).toEqual([undefined, []]);
  });

  test.each(['ExpiredToken', 'ExpiredTokenException', 'RequestExpired'])(
    'stops where credentials end (%s)',
    async (code) => {
      const asked = interview(1);
      const work = (): Promise<string> => Promise.reject(refused(code));
      await expect(asked.at(place).one('ec2:DescribeVpcs', work)).rejects.toThrow('LF6007');
      expect(asked.gaps()).toEqual([]);
    },
  );

  test('never has more calls under way than it may, and does them all', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 5 }),
        fc.array(fc.boolean(), { maxLength: 30 }),
        async (most, ends) => {
          let running = 0;
          let highest = 0;
          const ask = interview(most).at(place);
          const results = await Promise.all(
            ends.map(async (well) =>
              ask.one('ec2:DescribeVpcs', async () => {
                highest = Math.max(highest, (running += 1));
                await Promise.resolve();
                running -= 1;
                if (!well) throw refused('Denied');
                return true;
              }),
            ),
          );
          expect(highest).toBeLessThanOrEqual(most);
          expect(results).toEqual(ends.map((well) => (well ? true : undefined)));
        },
      ),
    );
  });
});
