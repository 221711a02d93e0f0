import { partingFindings, type PartingFinding } from '../model/lock';
import type { LandingZone } from '../model/zone';
import { check, type Finding, type SourceRef } from './check';

/** LF2016 and LF2018 to LF2024: accounts leave the configuration with a word, and are closed in two steps. */
export const partingAccounts = check(({ lock, zone }) =>
  partingFindings(zone, lock.facts).map((finding) => rendered(zone, finding)),
);

function rendered(zone: LandingZone, finding: PartingFinding): Finding {
  const { account } = finding;
  const word: Pick<Finding, 'at' | 'mark'> = { at: wordOf(zone, account), mark: 'key' };
  const source = zone.accounts.find(({ key }) => key === account)?.source;
  switch (finding.kind) {
    case 'vanished':
      return {
        code: 'LF2018',
        at: { file: 'lock/facts.json', path: [] },
        message: `the account ${account} (${finding.accountId}) exists, but the configuration has it no longer`,
        help: `Nothing is removed without a word: write \`${account}: keep\` or \`${account}: close\` under accounts in removed.yaml, or bring it back`,
      };
    case 'described':
      return {
        ...word,
        code: 'LF2016',
        message: `the account ${finding.written} is to ${finding.word === 'close' ? 'be closed' : 'be kept without configuration'}, but the configuration still describes it`,
        help: 'Take the account away where it is described, or this line',
        ...(source === undefined ? {} : { related: [{ message: 'described here', at: source }] }),
      };
    case 'unknown':
      return {
        ...word,
        code: 'LF2019',
        message: `the account ${account} is to be closed, but its id is not known`,
        help: 'Mend the key; or, if it is closed already, take this line away',
      };
    case 'unmarked':
      return {
        code: 'LF2020',
        at: confirmationOf(zone, account),
        message: `the closing of ${account} (${finding.accountId}) is confirmed, but no deployment has marked the account yet`,
        help: 'Take it out of confirm, deploy, and confirm it then: the provider closes only what is marked',
      };
    case 'inhabited':
      return {
        code: 'LF2021',
        at: confirmationOf(zone, account),
        message: `the account ${account} (${finding.accountId}) is to be closed, but ${finding.stacks.join(', ')} ${finding.stacks.length === 1 ? 'is' : 'are'} still applied there`,
        help: 'Let the stacks be destroyed first; their states go with the account',
      };
    case 'moved':
      return {
        code: 'LF2022',
        at: source ?? { file: 'accounts.yaml', path: ['accounts'] },
        mark: 'key',
        message: `the account ${account} was made by the stack ${finding.from} and would now be made again by ${finding.to}`,
        help: 'Give it back the duty or the team that it had: an account stays with the stack that made it',
      };
    case 'marked':
      return {
        ...word,
        severity: 'note',
        code: 'LF2023',
        message: `the account ${account} (${finding.accountId}) is marked and waits to be closed`,
        help: `Write ${account} under confirm in removed.yaml, and the next deployment closes it`,
      };
    case 'done':
      return {
        ...word,
        severity: 'note',
        code: 'LF2024',
        message: `nothing is known of the account ${account} any more`,
        help: 'This line has done its work: delete it',
      };
  }
}

/** Where `removed.yaml` says what becomes of an account. */
function wordOf({ removed }: LandingZone, account: string): SourceRef {
  const words = [...removed.closedAccounts, ...removed.keptAccounts];
  const written = words.find((each) => each.toLowerCase() === account) ?? account;
  return { file: 'removed.yaml', path: ['accounts', written] };
}

function confirmationOf({ removed }: LandingZone, account: string): SourceRef {
  return {
    file: 'removed.yaml',
    path: ['confirm', removed.confirmed.findIndex((each) => each.toLowerCase() === account)],
  };
}
