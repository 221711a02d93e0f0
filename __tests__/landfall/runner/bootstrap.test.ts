import { ListStackInstancesCommand } from '@aws-sdk/client-cloudformation';
import {
  CreateAccountCommand,
  CreateOrganizationCommand,
  DescribeOrganizationCommand,
  ListAccountsCommand,
} from '@aws-sdk/client-organizations';
import { join, resolve } from 'node:path';
import { checkOrganization } from '../../../landfall/checks';
import { fact } from '../../../landfall/model/facts';
import type { LandingZone } from '../../../landfall/model/zone';
import { administrator } from '../../../landfall/rehearsal/deployment';
import { startEmulator, type Emulator } from '../../../landfall/rehearsal/emulator';
import { ensureVirtualEnvironment, findPython } from '../../../landfall/rehearsal/python';
import { bootstrap, type BootstrapResult } from '../../../landfall/runner/bootstrap';
import { bootstrapClients, type BootstrapClients } from '../../../landfall/runner/bootstrap/clients';

const python = findPython(process.env);
if (python === undefined) process.stderr.write('\n*** NOT PROVED: no Python, so bootstrap was not run ***\n');

const { zone: minimal } = checkOrganization('examples/minimal');
if (minimal === undefined) throw new Error('examples/minimal is broken');

let emulator: Emulator | undefined;

beforeAll(async () => {
  if (python === undefined) return;
  const requirements = [resolve('landfall/rehearsal/emulator/requirements.txt')];
  const folder = resolve('.landfall');
  const interpreter = await ensureVirtualEnvironment({ python, requirements, folder, env: process.env });
  const place = join(folder, 'tests', `bootstrap-${process.pid}`);
  emulator = await startEmulator({ python: interpreter, folder: place, env: process.env });
}, 300_000);

afterAll(async () => {
  await emulator?.stop();
}, 30_000);

/** Clients of an emulated AWS in which nothing is yet. */
async function emptyAws(): Promise<BootstrapClients> {
  const endpoint = emulator?.url ?? '';
  await fetch(`${endpoint}/landfall/reset`, { method: 'POST' });
  return bootstrapClients({ endpoint, region: 'eu-west-1', credentials: administrator });
}

interface Run {
  readonly result: BootstrapResult;
  /** What it wanted to do, or nothing where it did not ask. */
  readonly asked: readonly string[] | undefined;
}

async function bootstrapped(zone: LandingZone, clients: BootstrapClients, answer: boolean): Promise<Run> {
  let asked: readonly string[] | undefined;
  const result = await bootstrap({
    zone,
    clients,
    progress: () => undefined,
    approve: (todo) => {
      asked = todo;
      return Promise.resolve(answer);
    },
    pause: () => new Promise((done) => setTimeout(done, 50)),
  });
  return { result, asked };
}

const accounts = async ({ organizations }: BootstrapClients): Promise<readonly (string | undefined)[]> =>
  ((await organizations.send(new ListAccountsCommand({}))).Accounts ?? []).map(({ Email }) => Email);

for (const zone of python === undefined ? [] : [minimal]) {
  test('shows first what it will do, and without a yes does nothing', async () => {
    const clients = await emptyAws();
    const { result, asked } = await bootstrapped(zone, clients, false);
    expect(asked?.[0]).toBe('create the organization with all features');
    expect(result).toEqual({ outcome: 'declined', diagnostics: [], facts: new Map() });
    await expect(clients.organizations.send(new DescribeOrganizationCommand({}))).rejects.toThrow();
  }, 120_000);

  test('makes everything once, and a second time finds it and asks nothing', async () => {
    const clients = await emptyAws();
    const first = await bootstrapped(zone, clients, true);
    expect(first.result.outcome).toBe('done');
    expect([...first.result.facts.keys()].sort()).toEqual([
      fact.accountId('deployments'),
      fact.accountId('management'),
      fact.organizationId,
      fact.rootId,
    ]);
    const before = await accounts(clients);
    const second = await bootstrapped(zone, clients, true);
    expect(second.asked).toBeUndefined();
    expect(second.result.facts).toEqual(first.result.facts);
    expect(await accounts(clients)).toEqual(before);
  }, 120_000);

  test('takes an account that has the e-mail of the deployment account, whatever its case, and makes no second one', async () => {
    const clients = await emptyAws();
    await clients.organizations.send(new CreateOrganizationCommand({ FeatureSet: 'ALL' }));
    await clients.organizations.send(new CreateAccountCommand({ AccountName: 'Taken', Email: 'Taken@Acme.example' }));
    const found = await untilThere(clients, 'Taken@Acme.example');
    const { result } = await bootstrapped(withDeploymentEmail(zone, 'taken@acme.example'), clients, true);
    expect(result.facts.get(fact.accountId('deployments'))).toBe(found);
    expect(await accounts(clients)).toHaveLength(2);
  }, 120_000);

  test('makes homes of owned accounts only as far as something is deployed into them, and of others when they come', async () => {
    const clients = await emptyAws();
    const owned = { ...zone, deployment: { ...zone.deployment, homes: 'owned' as const } };
    await clients.organizations.send(new CreateOrganizationCommand({ FeatureSet: 'ALL' }));
    const make = async (email: string): Promise<string | undefined> => {
      await clients.organizations.send(new CreateAccountCommand({ AccountName: email, Email: email }));
      return untilThere(clients, email);
    };
    const emailOf = (key: string): string => zone.accounts.find((account) => account.key === key)?.email ?? '';
    await make('somebody@else.example');
    const network = await make(emailOf('network'));
    const { result } = await bootstrapped(owned, clients, true);
    const deployments = result.facts.get(fact.accountId('deployments'));
    expect(await accountsWithHome(clients)).toEqual([deployments, network].sort());
    expect((await bootstrapped(owned, clients, true)).asked).toBeUndefined();

    const archive = await make(emailOf('log-archive'));
    const { asked } = await bootstrapped(owned, clients, true);
    expect(asked).toEqual(['make or wait for the homes of log-archive']);
    expect(await accountsWithHome(clients)).toEqual([archive, deployments, network].sort());
  }, 120_000);

  test('stops where the organization is another than described', async () => {
    const clients = await emptyAws();
    await bootstrapped(zone, clients, true);
    const other = { ...zone, organization: { ...zone.organization, id: 'o-another0000' } };
    const { result, asked } = await bootstrapped(other, clients, true);
    expect(asked).toBeUndefined();
    expect(result.diagnostics.map(({ code }) => code)).toEqual(['LF4003']);
  }, 120_000);

  test('stops where there is no organization although it is only read', async () => {
    const clients = await emptyAws();
    const read = { ...zone, organization: { manage: 'read' as const, id: 'o-another0000' } };
    const { result } = await bootstrapped(read, clients, true);
    expect(result.diagnostics.map(({ code }) => code)).toEqual(['LF4001']);
  }, 120_000);
}

async function accountsWithHome({ cloudFormation }: BootstrapClients): Promise<readonly (string | undefined)[]> {
  const { Summaries } = await cloudFormation.send(new ListStackInstancesCommand({ StackSetName: 'landfall-home' }));
  return (Summaries ?? []).map(({ Account }) => Account).sort();
}

function withDeploymentEmail(zone: LandingZone, email: string): LandingZone {
  const { account: key } = zone.deployment;
  return { ...zone, accounts: zone.accounts.map((account) => (account.key === key ? { ...account, email } : account)) };
}

async function untilThere({ organizations }: BootstrapClients, email: string): Promise<string | undefined> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const { Accounts } = await organizations.send(new ListAccountsCommand({}));
    const found = Accounts?.find(({ Email }) => Email === email);
    if (found !== undefined) return found.Id;
    await new Promise((done) => setTimeout(done, 100));
  }
  return undefined;
}
