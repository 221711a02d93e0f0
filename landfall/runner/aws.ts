import { OrganizationsClient } from '@aws-sdk/client-organizations';
import { S3Client } from '@aws-sdk/client-s3';
import { STSClient } from '@aws-sdk/client-sts';
import { copyFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { DiagnosticError } from '../diagnostics/diagnostic';
import { fact, type FactValues } from '../model/facts';
import { readFactsLock, writeFactsLock } from '../model/lock';
import { homeRoles, networkAttachRole, networkProfile } from '../model/names';
import { renderedSpokeProvider } from '../model/spoke-provider';
import type { StackSlice } from '../model/stack';
import { managementKey, type LandingZone } from '../model/zone';
import type { FactStore, Phase, RunEvent, RunHooks } from './contract';
import { activeAccounts } from './active-accounts';
import { startCredentialServer, type CredentialServer } from './credential-server';
import { openSessions, profileText, type SessionKeys, type Sessions } from './credentials';
import { dropState } from './drop-state';
import type { Environment } from './files';
import { waitForHome } from './home';
import { importLostAccounts, removeRecovery } from './recover';
import { readRevealed } from './reveal';
import { openWith } from './states';
import { renderChanged } from './render-cache';
import { renderingProcesses, renderSlices } from './synthesize';
import { terraformIn } from './terraform';
import { factoryAccounts, vendingStates, watchVending } from './vending-status';

export interface AwsRunSettings {
  readonly zone: LandingZone;
  /** The organization's. */
  readonly directory: string;
  /** Where people keep the project: its `.terraform.lock.hcl` goes beside every stack. */
  readonly workingDirectory: string;
  /** Folder of the run. */
  readonly folder: string;
  /** The compiled program that renders slices. */
  readonly renderer: string;
  /** Its version, code of `custom/` included. */
  readonly program: string;
  readonly terraform: string;
  readonly env: Environment;
  readonly approve: RunHooks['approve'];
  readonly report: (event: RunEvent) => void;
}

const vendingEveryMilliseconds = 60_000;
const homeEveryMilliseconds = 10_000;
const homeTimeoutMilliseconds = 20 * 60_000;
/** AWS gives up on an account after half an hour itself. */
const accountTimeoutMilliseconds = 30 * 60_000;

/** Facts in an organization's `lock/facts.json`. */
export function factStore(directory: string): FactStore {
  return {
    load: () => {
      const { diagnostics, lock } = readFactsLock(directory);
      if (diagnostics.length > 0) throw new DiagnosticError(diagnostics);
      return lock;
    },
    save: (lock) => writeFactsLock(directory, lock),
  };
}

/**
 * Hooks for the real AWS: everything starts from `landfall-deploy`.
 * @param facts known facts; the deployment account's id is among them after bootstrap
 * @throws DiagnosticError LF3004 before bootstrap, LF3005 and LF3006 where credentials don't suffice
 */
export async function awsHooks(
  settings: AwsRunSettings,
  facts: FactValues,
): Promise<RunHooks & { readonly close: () => Promise<void> }> {
  const { approve, directory, env, folder, program, renderer, report, terraform, workingDirectory, zone } = settings;
  const sessions = await openSessions({
    region: zone.regions.home,
    deploymentAccountId: knownAccountId(zone.deployment.account, facts),
  });
  const server = await startCredentialServer(join(folder, 'credentials'));
  const store = factStore(directory);
  const management = async (): Promise<SessionKeys> =>
    sessions.assume(knownAccountId(managementKey, facts), homeRoles.plan);
  return {
    close: server.close,
    store,
    approve,
    report,
    synthesize: async (slices) => {
      const output = join(folder, 'out');
      await renderChanged(
        {
          output,
          program,
          render: (stale) => renderSlices({ renderer, env, jobs: renderingProcesses }, output, stale),
        },
        slices,
      );
      return output;
    },
    prepare: (_, stackFolder) => {
      removeRecovery(stackFolder);
      const lockFile = join(workingDirectory, '.terraform.lock.hcl');
      if (existsSync(lockFile)) copyFileSync(lockFile, join(stackFolder, '.terraform.lock.hcl'));
      return Promise.resolve(stackFolder);
    },
    environment: (stack, slice, phase) => environment(settings, sessions, server, slice, phase),
    terraformFor: (_, root) => terraformIn({ binary: terraform, ...root }),
    openStates: openWith(sessions),
    reveal: async (_, keys) => readRevealed(keys, { region: zone.regions.home, credentials: await management() }),
    watch: (stack, { content }) => {
      const accounts = factoryAccounts(content);
      if (accounts.length === 0) return () => undefined;
      return watchVending({
        stack: stack.id,
        everyMs: vendingEveryMilliseconds,
        note: (text) => report({ kind: 'note', text }),
        states: async () => vendingStates(accounts, { region: zone.regions.home, credentials: await management() }),
      });
    },
    beforeFirst: async (stack, { envelope }) =>
      waitForHome({
        sts: new STSClient({ region: zone.regions.home, credentials: await sessions.deploy() }),
        accountId: envelope.accountId,
        account: stack.account,
        everyMs: homeEveryMilliseconds,
        timeoutMs: homeTimeoutMilliseconds,
        note: (text) => report({ kind: 'note', text }),
      }),
    dropState: (_, { envelope }) =>
      dropState(envelope.backend, async (region) => {
        const credentials = await sessions.assume(envelope.accountId, homeRoles.apply);
        return new S3Client({ region, credentials });
      }),
    recover: async (stack, { content }, stackFolder) => {
      if (content.kind !== 'vending') return;
      const accounts = await activeAccounts({
        client: new OrganizationsClient({
          region: zone.regions.home,
          credentials: await management(),
          maxAttempts: 8,
        }),
        everyMs: homeEveryMilliseconds,
        timeoutMs: accountTimeoutMilliseconds,
        note: (text) => report({ kind: 'note', text: `${stack.id}: ${text}` }),
      });
      const found = await importLostAccounts(stackFolder, (email) => Promise.resolve(accounts.get(email)));
      for (const { id, to } of found)
        report({ kind: 'note', text: `${stack.id}: account ${id} exists: imported as ${to}` });
    },
  };
}

/** Credentials by the organization's way of access; what belongs to one root only isn't inherited. */
async function environment(
  { env, zone }: AwsRunSettings,
  sessions: Sessions,
  server: CredentialServer,
  slice: StackSlice,
  phase: Phase,
): Promise<Environment> {
  const base: Environment = { ...env, TF_DATA_DIR: undefined, TF_WORKSPACE: undefined };
  if (zone.deployment.access === 'assume-role') {
    return sessions.isDeploy ? base : { ...base, ...server.variables(homeRoles.deploy, sessions.deploy) };
  }
  const { accountId } = slice.envelope;
  const role = homeRoles[phase];
  const session = (): Promise<SessionKeys> => sessions.assume(accountId, role);
  // Asked once here, so that a role that can't be assumed is told as what it is.
  await session();
  const spoke = renderedSpokeProvider(slice);
  const network = spoke === undefined ? undefined : await sessions.assume(spoke.accountId, networkAttachRole);
  const profiles = network === undefined ? '' : profileText(networkProfile, network);
  return { ...base, ...server.variables(`${accountId}-${role}`, session, profiles) };
}

function knownAccountId(key: string, facts: FactValues): string {
  const id = facts.get(fact.accountId(key));
  if (id !== undefined) return id;
  throw new DiagnosticError([
    {
      severity: 'error',
      code: 'LF3004',
      message: `the id of the account ${key} is not known: nothing can be deployed yet`,
      help: 'Run `landfall bootstrap` once, as administrator of the management account; or `landfall lock` where it was run already.',
    },
  ]);
}
