import {
  CreateStackCommand,
  CreateStackInstancesCommand,
  CreateStackSetCommand,
  DescribeStackSetCommand,
  DescribeStacksCommand,
  GetTemplateCommand,
  paginateListStackInstances,
  type Stack,
  type StackSet,
  UpdateStackCommand,
  UpdateStackSetCommand,
} from '@aws-sdk/client-cloudformation';
import { DiagnosticError, type Diagnostic } from '../../diagnostics/diagnostic';
import { fact } from '../../model/facts';
import { homeTemplate } from '../../model/home/template';
import { accountsThatNeedHome, type HomeAccount } from './home-accounts';
import { errorName, noIds, waitFor, type BootstrapStep, type KnownIds, type StepContext } from './step';

/** Name of the stack in the management account and of the stack set for the members. */
export const homeStackName = 'landfall-home';
const capabilities = ['CAPABILITY_NAMED_IAM' as const];

/** The template as it is sent, or nothing as long as ids in it aren't known. */
function templateBody({ zone, ids, caller }: StepContext): string | undefined {
  const organizationId = ids.get(fact.organizationId);
  const deploymentAccountId = ids.get(fact.accountId(zone.deployment.account));
  if (organizationId === undefined || deploymentAccountId === undefined) return undefined;
  const principals = zone.deployment.principals.length > 0 ? zone.deployment.principals : [caller];
  return JSON.stringify(homeTemplate(zone, { organizationId, deploymentAccountId, principals }));
}

function requiredBody(context: StepContext): string {
  const body = templateBody(context);
  if (body === undefined) throw new Error('homes come after the organization and the deployment account');
  return body;
}

/** The management account's home is an ordinary stack: service-managed stack sets leave that account out. */
export const managementHomeStep: BootstrapStep = {
  title: 'home of the management account',
  look: async (context) => {
    const body = templateBody(context);
    if (body === undefined) return { state: 'unknown until earlier steps are done' };
    const stack = await describeStack(context);
    if (stack === undefined) return { state: 'to do', what: [`create the stack ${homeStackName}`] };
    const { TemplateBody } = await context.clients.cloudFormation.send(
      new GetTemplateCommand({ StackName: homeStackName }),
    );
    return sameJson(TemplateBody, body) && isSettled(stack)
      ? { state: 'done' }
      : { state: 'to do', what: [`update the stack ${homeStackName}`] };
  },
  make: async (context) => {
    const { cloudFormation } = context.clients;
    const input = { StackName: homeStackName, TemplateBody: requiredBody(context), Capabilities: capabilities };
    if ((await describeStack(context)) === undefined) {
      await cloudFormation.send(new CreateStackCommand({ ...input, EnableTerminationProtection: true }));
    } else {
      await unlessUnchanged(() => cloudFormation.send(new UpdateStackCommand(input)));
    }
    await settledStack(context);
    return noIds;
  },
};

async function describeStack({ clients }: StepContext): Promise<Stack | undefined> {
  try {
    const answer = await clients.cloudFormation.send(new DescribeStacksCommand({ StackName: homeStackName }));
    return answer.Stacks?.[0];
  } catch (error) {
    if (errorName(error) === 'ValidationError') return undefined;
    throw error;
  }
}

function isSettled(stack: Stack): boolean {
  return stack.StackStatus === 'CREATE_COMPLETE' || stack.StackStatus === 'UPDATE_COMPLETE';
}

async function settledStack(context: StepContext): Promise<void> {
  const stack = await waitFor(context, { everyMs: 2000, attempts: 300 }, async () => {
    const found = await describeStack(context);
    return found?.StackStatus?.endsWith('_IN_PROGRESS') === true ? undefined : found;
  });
  if (stack !== undefined && isSettled(stack)) return;
  throw new DiagnosticError([
    {
      severity: 'error',
      code: 'LF4006',
      message: `the stack ${homeStackName} of the management account is ${stack?.StackStatus ?? 'missing'}: ${stack?.StackStatusReason ?? 'no reason given'}`,
      help: "Look at the stack's events in CloudFormation, mend the cause, and run bootstrap again",
    },
  ]);
}

/** The members' homes: a service-managed stack set on the root, which also serves accounts that come later. */
export const memberHomesStep: BootstrapStep = {
  title: "homes of the members' accounts",
  look: async (context) => {
    const body = templateBody(context);
    if (body === undefined) return { state: 'unknown until earlier steps are done' };
    const set = await describeStackSet(context);
    if (set === undefined) return { state: 'to do', what: [`create the stack set ${homeStackName} on the root`] };
    if (!sameJson(set.TemplateBody, body)) return { state: 'to do', what: [`update the stack set ${homeStackName}`] };
    const missing = await accountsWithoutHome(context);
    if (missing.length === 0) return { state: 'done' };
    return { state: 'to do', what: [`make or wait for the homes of ${missing.map(({ key }) => key).join(', ')}`] };
  },
  make: async (context) => {
    const body = requiredBody(context);
    const set = await describeStackSet(context);
    if (set === undefined) await createStackSet(context, body);
    else if (!sameJson(set.TemplateBody, body)) await whenFree(context, () => updateStackSet(context, body));
    await whenFree(context, async () => {
      const missing = await accountsWithoutHome(context);
      if (missing.length > 0) await createInstances(context, missing);
    });
    return await homesAreThere(context);
  },
};

async function describeStackSet({ clients }: StepContext): Promise<StackSet | undefined> {
  try {
    const answer = await clients.cloudFormation.send(new DescribeStackSetCommand({ StackSetName: homeStackName }));
    return answer.StackSet;
  } catch (error) {
    if (errorName(error).startsWith('StackSetNotFound')) return undefined;
    throw error;
  }
}

async function createStackSet({ clients, zone }: StepContext, body: string): Promise<void> {
  await clients.cloudFormation.send(
    new CreateStackSetCommand({
      StackSetName: homeStackName,
      Description: 'State bucket, key and roles of every account that Landfall deploys into',
      TemplateBody: body,
      Capabilities: capabilities,
      PermissionModel: 'SERVICE_MANAGED',
      AutoDeployment: { Enabled: zone.deployment.homes === 'all', RetainStacksOnAccountRemoval: true },
      ManagedExecution: { Active: true },
    }),
  );
}

async function updateStackSet({ clients }: StepContext, body: string): Promise<void> {
  await clients.cloudFormation.send(
    new UpdateStackSetCommand({
      StackSetName: homeStackName,
      TemplateBody: body,
      Capabilities: capabilities,
      OperationPreferences: operationPreferences,
    }),
  );
}

/** A stack set does one thing at a time, and automatic deployment may be at it: whoever comes second waits. */
async function whenFree(context: StepContext, operation: () => Promise<void>): Promise<void> {
  const done = await waitFor(context, { everyMs: 5000, attempts: 180 }, async () => {
    try {
      await operation();
      return true;
    } catch (error) {
      if (errorName(error) !== 'OperationInProgressException') throw error;
      context.progress(`the stack set ${homeStackName} is busy`);
      return undefined;
    }
  });
  if (done === undefined) throw new DiagnosticError([neverFree]);
}

const neverFree: Diagnostic = {
  severity: 'error',
  code: 'LF4009',
  message: `the stack set ${homeStackName} was busy for 15 minutes`,
  help: 'Look at its operations in CloudFormation, and run bootstrap again when they are over',
};

const operationPreferences = { RegionConcurrencyType: 'PARALLEL', MaxConcurrentPercentage: 100 } as const;

async function createInstances({ clients, zone, ids }: StepContext, missing: readonly HomeAccount[]): Promise<void> {
  const rootId = ids.get(fact.rootId);
  if (rootId === undefined) return;
  const targets =
    zone.deployment.homes === 'all'
      ? { OrganizationalUnitIds: [rootId] }
      : {
          ...{ OrganizationalUnitIds: [rootId], AccountFilterType: 'INTERSECTION' as const },
          Accounts: missing.map(({ id }) => id),
        };
  await clients.cloudFormation.send(
    new CreateStackInstancesCommand({
      StackSetName: homeStackName,
      DeploymentTargets: targets,
      Regions: [zone.regions.home],
      OperationPreferences: operationPreferences,
    }),
  );
}

/** Status of each account's instance in the home Region, by account id. */
async function instanceStatuses({ clients, zone }: StepContext): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  const pages = paginateListStackInstances({ client: clients.cloudFormation }, { StackSetName: homeStackName });
  for await (const page of pages)
    for (const { Account, Region, StackInstanceStatus, Status } of page.Summaries ?? [])
      if (Account !== undefined && Region === zone.regions.home)
        found.set(Account, StackInstanceStatus?.DetailedStatus ?? Status ?? 'unknown');
  return found;
}

const isThere = (status: string | undefined): boolean => status === 'SUCCEEDED' || status === 'CURRENT';

async function accountsWithoutHome(context: StepContext): Promise<readonly HomeAccount[]> {
  const statuses = await instanceStatuses(context);
  return (await accountsThatNeedHome(context)).filter(({ id }) => !isThere(statuses.get(id)));
}

/** Waits until every account that needs a home has it. */
async function homesAreThere(context: StepContext): Promise<KnownIds> {
  const wanted = await accountsThatNeedHome(context);
  const statuses = await waitFor(context, { everyMs: 3000, attempts: 300 }, async () => {
    const now = await instanceStatuses(context);
    const open = wanted.filter(({ id }) => !isOver(now.get(id)));
    if (open.length > 0) context.progress(`the homes of ${open.map(({ key }) => key).join(', ')} are not there yet`);
    return open.length === 0 ? now : undefined;
  });
  const problems = wanted.filter(({ id }) => !isThere(statuses?.get(id)));
  if (problems.length === 0) return noIds;
  throw new DiagnosticError(
    problems.map(({ id, key }) => ({
      severity: 'error',
      code: 'LF4007',
      message: `the home of the account ${key} is ${statuses?.get(id) ?? 'still missing after 15 minutes'}`,
      help: `Look at the operations of the stack set ${homeStackName} in CloudFormation, mend the cause, and run bootstrap again`,
    })),
  );
}

function isOver(status: string | undefined): boolean {
  return isThere(status) || status === 'FAILED' || status === 'INOPERABLE';
}

async function unlessUnchanged(update: () => Promise<unknown>): Promise<void> {
  try {
    await update();
  } catch (error) {
    if (!(error instanceof Error) || !error.message.includes('No updates are to be performed')) throw error;
  }
}

/** CloudFormation may give a template back with other white space. */
function sameJson(left: string | undefined, right: string): boolean {
  if (left === undefined) return false;
  try {
    return JSON.stringify(JSON.parse(left)) === JSON.stringify(JSON.parse(right));
  } catch {
    return false;
  }
}
