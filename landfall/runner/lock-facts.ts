import {
  DescribeOrganizationCommand,
  OrganizationsClient,
  paginateListAccounts,
  paginateListRoots,
} from '@aws-sdk/client-organizations';
import { STSClient } from '@aws-sdk/client-sts';
import { DiagnosticError, type Diagnostic } from '../diagnostics/diagnostic';
import { fact, type FactKey, type FactValues } from '../model/facts';
import { mergeFacts, takeSurvey, type FactsLock } from '../model/lock';
import { homeRoles, stateBucket } from '../model/names';
import { managementKey, type LandingZone } from '../model/zone';
import { factStore } from './aws';
import { assignable, type RunStack } from './contract';
import { callerArn, openSessions, type Sessions } from './credentials';
import { readRevealed } from './reveal';
import { holdRunLock } from './run-lock';
import { openWith, type StateBucket } from './states';
import { walkAccounts, type OrganizationAccount, type Walk } from './walk-accounts';
import type { ZoneStacks } from './zone-stacks';

export interface LockFactsOptions extends ZoneStacks {
  readonly zone: LandingZone;
  /** The organization's. */
  readonly directory: string;
  /** Folder of the runs: nothing is deployed meanwhile. */
  readonly folder: string;
  readonly jobs: number;
  readonly stop?: AbortSignal;
}

export interface LockedFacts {
  readonly diagnostics: readonly Diagnostic[];
  /** Stacks of the configuration whose states were read, sorted. */
  readonly read: readonly string[];
  /** Accounts of the organization that were looked at. */
  readonly accounts: number;
  /** Facts that were not known before, sorted. */
  readonly fresh: readonly FactKey[];
}

/** An account with what is known of it by e-mail. */
interface ListedAccount extends OrganizationAccount {
  readonly email: string;
}

/**
 * Makes the facts again from AWS: lists every account and every state in its bucket, takes the ids out of all of them,
 * and reads what no state holds. What can't be reached is named, the rest goes on.
 * @throws DiagnosticError LF3001 where a run is under way, LF3004 to LF3006 where there is no way in
 */
export async function lockFacts(options: LockFactsOptions): Promise<LockedFacts> {
  const release = holdRunLock(options.folder);
  try {
    return await readEverything(options);
  } finally {
    release();
  }
}

async function readEverything(options: LockFactsOptions): Promise<LockedFacts> {
  const { declared, directory, jobs, network, stacks, stop, zone } = options;
  const store = factStore(directory);
  const before = store.load();
  const known: FactValues = new Map([...before.facts, ...declared]);
  const { deploymentId, sessions } = await enter(zone, known);
  const { accounts, facts } = await organization(
    zone,
    sessions,
    known.get(fact.accountId(managementKey)),
    deploymentId,
  );
  const own = mergeFacts(before, facts);

  const walked = await walkAccounts({
    accounts,
    bucketsOf: (id) => bucketsOf(zone, before, id),
    concern: concerns(before, stacks, new Map([...own.lock.facts, ...declared])),
    open: openWith(sessions),
    jobs,
    ...(stop === undefined ? {} : { stop }),
  });
  const present = stacks.filter(({ removal }) => !removal);
  const survey = takeSurvey(own.lock, {
    stacks: present.map((stack) => ({ ...stack, assigns: assignable(stack) })),
    states: walked.states,
    listed: walked.listed,
    network,
    declared,
    words: zone.removed.stacks,
  });
  store.save(survey.lock);
  const revealed = mergeFacts(survey.lock, await reveal(zone, sessions, present, survey.read, survey.lock, declared));
  store.save(revealed.lock);
  return {
    diagnostics: [...own.diagnostics, ...survey.diagnostics, ...revealed.diagnostics, ...walked.diagnostics],
    read: survey.read,
    accounts: accounts.length,
    fresh: [...revealed.lock.facts.keys()].filter((key) => !before.facts.has(key)).sort(),
  };
}

/**
 * Becomes `landfall-deploy`, also where nobody remembers the deployment account any more: it is the caller's, or else
 * the one with its e-mail, as an administrator of the management account sees it.
 */
async function enter(
  zone: LandingZone,
  known: FactValues,
): Promise<{ readonly sessions: Sessions; readonly deploymentId: string }> {
  const region = zone.regions.home;
  const remembered = known.get(fact.accountId(zone.deployment.account));
  const tried = async (id: string): Promise<{ readonly sessions: Sessions; readonly deploymentId: string }> => {
    const sessions = await openSessions({ region, deploymentAccountId: id });
    await sessions.deploy();
    return { sessions, deploymentId: id };
  };
  if (remembered !== undefined) return tried(remembered);
  const caller = /^arn:aws[a-z-]*:(?:sts|iam)::(\d{12}):/.exec(await callerArn(new STSClient({ region })))?.[1] ?? '';
  try {
    return await tried(caller);
  } catch (error) {
    const email = zone.accounts.find(({ key }) => key === zone.deployment.account)?.email;
    const listed = await listAccounts(new OrganizationsClient({ region })).catch((): readonly ListedAccount[] => []);
    const found = listed.find((account) => account.active && account.email === email);
    if (found === undefined) throw notFound(zone, error);
    return tried(found.id);
  }
}

function notFound(zone: LandingZone, error: unknown): DiagnosticError {
  const why = error instanceof DiagnosticError ? error.diagnostics.map(({ message }) => message).join('; ') : '';
  return new DiagnosticError([
    {
      severity: 'error',
      code: 'LF3004',
      message: `the id of the account ${zone.deployment.account} is not known, and it can't be found from here${why === '' ? '' : `: ${why}`}`,
      help: 'Log in to the deployment account or, as administrator, to the management account. Run `landfall bootstrap` where that was never done.',
    },
  ]);
}

/** Accounts of the organization, and the ids that bootstrap left. */
async function organization(
  zone: LandingZone,
  sessions: Sessions,
  managementId: string | undefined,
  deploymentId: string,
): Promise<{ readonly accounts: readonly ListedAccount[]; readonly facts: FactValues }> {
  const clientIn = async (id: string): Promise<OrganizationsClient> =>
    new OrganizationsClient({
      region: zone.regions.home,
      credentials: await sessions.assume(id, homeRoles.plan),
      maxAttempts: 8,
    });
  const described = (await (await clientIn(managementId ?? deploymentId)).send(new DescribeOrganizationCommand({})))
    .Organization;
  const management = managementId ?? described?.MasterAccountId ?? deploymentId;
  const client = await clientIn(management);
  let rootId: string | undefined;
  for await (const { Roots = [] } of paginateListRoots({ client }, {})) rootId ??= Roots[0]?.Id;
  const pairs: readonly (readonly [FactKey, string | undefined])[] = [
    [fact.organizationId, described?.Id],
    [fact.rootId, rootId],
    [fact.accountId(managementKey), management],
    [fact.accountId(zone.deployment.account), deploymentId],
  ];
  const facts = new Map(pairs.flatMap(([key, id]) => (id === undefined ? [] : [[key, id] as const])));
  return { accounts: await listAccounts(client), facts };
}

async function listAccounts(client: OrganizationsClient): Promise<readonly ListedAccount[]> {
  const accounts: ListedAccount[] = [];
  for await (const { Accounts = [] } of paginateListAccounts({ client }, {})) {
    for (const { Email: email = '', Id: id, Name: name, State: state, Status: status } of Accounts) {
      // `State` is newer than `Status`, which AWS takes away in time.
      const active = (state ?? status) === 'ACTIVE';
      if (id !== undefined) accounts.push({ id, name: name ?? id, email: email.toLowerCase(), active });
    }
  }
  return accounts;
}

/** The bucket of its home, and any other that is remembered: a prefix or a Region may have changed. */
function bucketsOf(zone: LandingZone, { stacks }: FactsLock, accountId: string): readonly StateBucket[] {
  const places = new Map([[stateBucket(zone, accountId), zone.regions.home]]);
  for (const { accountId: id, state } of stacks.values()) {
    if (id === accountId && 'bucket' in state) places.set(state.bucket, state.region);
  }
  return [...places].map(([bucket, region]) => ({ bucket, region }));
}

function concerns({ stacks: applied }: FactsLock, stacks: readonly RunStack[], facts: FactValues): Walk['concern'] {
  const inhabited = new Set([...applied.values()].map(({ accountId }) => accountId));
  const described = stacks.map(({ account }) => fact.accountId(account));
  return (id, assigned) => {
    if (inhabited.has(id)) return 'applied';
    return described.some((key) => (facts.get(key) ?? assigned.get(key)) === id) ? 'described' : 'none';
  };
}

/** What AWS alone can tell is asked once for all stacks that are applied. */
async function reveal(
  zone: LandingZone,
  sessions: Sessions,
  stacks: readonly RunStack[],
  read: readonly string[],
  { facts }: FactsLock,
  declared: FactValues,
): Promise<FactValues> {
  const applied = new Set(read);
  const keys = [...new Set(stacks.filter(({ id }) => applied.has(id)).flatMap(({ reveals }) => reveals))];
  const management = declared.get(fact.accountId(managementKey)) ?? facts.get(fact.accountId(managementKey));
  if (keys.length === 0 || management === undefined) return new Map();
  return readRevealed(keys, {
    region: zone.regions.home,
    credentials: await sessions.assume(management, homeRoles.plan),
  });
}
