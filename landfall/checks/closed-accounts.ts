import { check, type SourceRef } from './check';

/** LF2016: an account is not closed and described at the same time. */
export const closedAccounts = check(({ zone }) => {
  const described = new Map(zone.accounts.map((account) => [account.key, account.source]));
  return zone.removed.closedAccounts.flatMap((written) => {
    const source = described.get(written.toLowerCase());
    if (source === undefined) return [];
    const at: SourceRef = { file: 'removed.yaml', path: ['accounts', written] };
    return [
      {
        code: 'LF2016',
        at,
        mark: 'key',
        message: `the account ${written} is to be closed, but the configuration still describes it`,
        help: 'Take the account away where it is described, or this line',
        related: [{ message: 'described here', at: source }],
      },
    ];
  });
});
