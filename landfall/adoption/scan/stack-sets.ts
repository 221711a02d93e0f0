import {
  DescribeStackSetCommand,
  ListStackInstancesCommand,
  ListStackSetsCommand,
  type AutoDeployment,
  type CloudFormationClient,
  type StackSetSummary,
} from '@aws-sdk/client-cloudformation';
import type { FoundStackSet } from '../inventory';
import type { Asker } from './ask';
import { perhaps, sure, tagMap } from './values';

/** Stack sets of the account that asks, in one Region, with their instances. */
export async function readStackSets(
  ask: Asker,
  cloudFormation: CloudFormationClient,
): Promise<readonly FoundStackSet[]> {
  const sets = await ask.all(
    'cloudformation:ListStackSets',
    (NextToken) => cloudFormation.send(new ListStackSetsCommand({ Status: 'ACTIVE', NextToken })),
    ({ Summaries }) => Summaries,
  );
  return Promise.all(sets.map(async (one) => readStackSet(ask, cloudFormation, one)));
}

async function readStackSet(
  ask: Asker,
  cloudFormation: CloudFormationClient,
  { AutoDeployment: automatic, Description, PermissionModel, StackSetId, StackSetName }: StackSetSummary,
): Promise<FoundStackSet> {
  const [described, instances] = await Promise.all([
    ask.one('cloudformation:DescribeStackSet', () =>
      cloudFormation.send(new DescribeStackSetCommand({ StackSetName })),
    ),
    ask.all(
      'cloudformation:ListStackInstances',
      (NextToken) => cloudFormation.send(new ListStackInstancesCommand({ StackSetName, NextToken })),
      ({ Summaries }) => Summaries,
    ),
  ]);
  return {
    ...ask.place,
    id: sure(StackSetId),
    name: sure(StackSetName),
    description: perhaps(Description),
    permissionModel: PermissionModel ?? 'SELF_MANAGED',
    autoDeployment: autoDeployment(automatic),
    unitIds: described?.StackSet?.OrganizationalUnitIds ?? [],
    instances: instances.map(({ Account, OrganizationalUnitId, Region, StackInstanceStatus, Status }) => ({
      accountId: sure(Account),
      region: sure(Region),
      unitId: perhaps(OrganizationalUnitId),
      status: perhaps(StackInstanceStatus?.DetailedStatus ?? Status),
    })),
    tags: tagMap(described?.StackSet?.Tags),
  };
}

function autoDeployment(automatic: AutoDeployment | undefined): FoundStackSet['autoDeployment'] {
  if (automatic?.Enabled === undefined) return undefined;
  return { enabled: automatic.Enabled, retainStacks: automatic.RetainStacksOnAccountRemoval ?? false };
}
