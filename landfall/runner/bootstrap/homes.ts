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
    return (await deploymentHomeIsThere(context))
      ? { state: 'done' }
      : { state: 'to do', what: ['wait for the home of the deployment account'] };
  },
  make: async (context) => {
    const body = requiredBody(context);
    const set = await describeStackSet(context);
    if (set === undefined) await createStackSet(context, body);
    else if (!sameJson(set.TemplateBody, body)) await whenFree(context, () => updateStackSet(context, body));
    await whenFree(context, async () => {
      if (!(await deploymentHomeIsThere(context))) await createInstances(context);
    });
    return await deploymentHome(context);
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

async function createInstances({ clients, zone, ids }: StepContext): Promise<void> {
  const rootId = ids.get(fact.rootId);
  const deploymentId = ids.get(fact.accountId(zone.deployment.account));
  if (rootId === undefined || deploymentId === undefined) return;
  const targets =
    zone.deployment.homes === 'all'
      ? { OrganizationalUnitIds: [rootId] }
      : { OrganizationalUnitIds: [rootId], AccountFilterType: 'INTERSECTION' as const, Accounts: [deploymentId] };
  await clients.cloudFormation.send(
    new CreateStackInstancesCommand({
      StackSetName: homeStackName,
      DeploymentTargets: targets,
      Regions: [zone.regions.home],
      OperationPreferences: operationPreferences,
    }),
  );
}

/** Status of the deployment account's instance; `CURRENT` when its home is complete. */
async function deploymentInstanceStatus({ clients, zone, ids }: StepContext): Promise<string | undefined> {
  const deploymentId = ids.get(fact.accountId(zone.deployment.account));
  const pages = paginateListStackInstances({ client: clients.cloudFormation }, { StackSetName: homeStackName });
  for await (const page of pages) {
    const found = page.Summaries?.find(
      ({ Account, Region }) => Account === deploymentId && Region === zone.regions.home,
    );
    if (found !== undefined) return found.StackInstanceStatus?.DetailedStatus ?? found.Status;
  }
  return undefined;
}

async function deploymentHomeIsThere(context: StepContext): Promise<boolean> {
  const status = await deploymentInstanceStatus(context);
  return status === 'SUCCEEDED' || status === 'CURRENT';
}

async function deploymentHome(context: StepContext): Promise<KnownIds> {
  const status = await waitFor(context, { everyMs: 3000, attempts: 300 }, async () => {
    const now = await deploymentInstanceStatus(context);
    context.progress(`the home of the deployment account is ${now ?? 'not there yet'}`);
    return now === 'SUCCEEDED' || now === 'CURRENT' || now === 'FAILED' || now === 'INOPERABLE' ? now : undefined;
  });
  if (status === 'SUCCEEDED' || status === 'CURRENT') return noIds;
  throw new DiagnosticError([
    {
      severity: 'error',
      code: 'LF4007',
      message: `the home of the deployment account is ${status ?? 'still missing after 15 minutes'}`,
      help: `Look at the operations of the stack set ${homeStackName} in CloudFormation, mend the cause, and run bootstrap again`,
    },
  ]);
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
