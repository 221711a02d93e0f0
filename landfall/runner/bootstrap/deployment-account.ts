import {
  type Account,
  CreateAccountCommand,
  type CreateAccountStatus,
  DescribeCreateAccountStatusCommand,
  type OrganizationsClient,
  paginateListAccounts,
} from '@aws-sdk/client-organizations';
import { DiagnosticError } from '../../diagnostics/diagnostic';
import { fact } from '../../model/facts';
import type { Account as ZoneAccount, LandingZone } from '../../model/zone';
import { noIds, waitFor, type BootstrapStep, type KnownIds, type StepContext } from './step';

/** The account from which everything is deployed: made in the root, later imported and moved into its unit. */
export const deploymentAccountStep: BootstrapStep = {
  title: 'deployment account',
  look: async (context) => {
    if (!context.ids.has(fact.organizationId)) return { state: 'unknown until earlier steps are done' };
    const account = deploymentAccount(context.zone);
    const found = await findAccount(context.clients.organizations, account);
    return found === undefined
      ? { state: 'to do', what: [`create the account ${account.name} <${account.email}>`] }
      : { state: 'done', ids: idOf(account, found) };
  },
  make: async (context) => {
    const account = deploymentAccount(context.zone);
    const found = await findAccount(context.clients.organizations, account);
    return idOf(account, found ?? (await createAccount(context, account)));
  },
};

function deploymentAccount(zone: LandingZone): ZoneAccount {
  const account = zone.accounts.find(({ key }) => key === zone.deployment.account);
  if (account === undefined) throw new Error(`deployment.account ${zone.deployment.account} is not an account`);
  return account;
}

function idOf(account: ZoneAccount, id: string | undefined): KnownIds {
  return id === undefined ? noIds : new Map([[fact.accountId(account.key), id]]);
}

/** By its id where the configuration gives one, else by its e-mail, which AWS keeps unique. */
async function findAccount(client: OrganizationsClient, account: ZoneAccount): Promise<string | undefined> {
  if (account.awsId !== undefined) return account.awsId;
  const sameEmail = ({ Email }: Account): boolean => Email?.toLowerCase() === account.email;
  for await (const page of paginateListAccounts({ client }, {})) {
    const found = page.Accounts?.find(sameEmail);
    if (found !== undefined) return found.Id;
  }
  return undefined;
}

async function createAccount(context: StepContext, account: ZoneAccount): Promise<string | undefined> {
  const { organizations } = context.clients;
  const started = await organizations.send(
    new CreateAccountCommand({ AccountName: account.name, Email: account.email }),
  );
  const requestId = started.CreateAccountStatus?.Id;
  // AWS says that creation can take minutes; half an hour is its own time-out.
  const ended = await waitFor(context, { everyMs: 2000, attempts: 900 }, async () => {
    const { CreateAccountStatus: status } = await organizations.send(
      new DescribeCreateAccountStatusCommand({ CreateAccountRequestId: requestId }),
    );
    context.progress(`the account ${account.name} is ${status?.State ?? 'unknown'}`);
    return status?.State === 'IN_PROGRESS' ? undefined : status;
  });
  return succeeded(account, ended);
}

function succeeded(account: ZoneAccount, status: CreateAccountStatus | undefined): string | undefined {
  if (status?.State === 'SUCCEEDED') return status.AccountId;
  throw new DiagnosticError([
    {
      severity: 'error',
      code: 'LF4005',
      message: `AWS did not create the account ${account.name} <${account.email}>: ${status?.FailureReason ?? 'it was still being made after half an hour'}`,
      help: 'Raise the quota of accounts if it is reached; use another e-mail if this one is taken; then run bootstrap again',
    },
  ]);
}
