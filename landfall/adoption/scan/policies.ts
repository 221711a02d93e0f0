import {
  DescribePolicyCommand,
  ListPoliciesCommand,
  ListTargetsForPolicyCommand,
  PolicyType,
  type OrganizationsClient,
  type PolicySummary,
} from '@aws-sdk/client-organizations';
import type { FoundPolicy, FoundRoot } from '../inventory';
import type { Asker } from './ask';
import { readTags } from './organization';
import { sure } from './values';

/** Types whose policies are there although nobody switched them on at the root, or switched them off again. */
const usualTypes: readonly PolicyType[] = [
  'SERVICE_CONTROL_POLICY',
  'RESOURCE_CONTROL_POLICY',
  'DECLARATIVE_POLICY_EC2',
  'TAG_POLICY',
  'BACKUP_POLICY',
  'AISERVICES_OPT_OUT_POLICY',
  'CHATBOT_POLICY',
];

/** Policies of the usual types and of all that are on at a root, each with its text and where it is attached. */
export async function readPolicies(
  ask: Asker,
  client: OrganizationsClient,
  roots: readonly FoundRoot[],
): Promise<readonly FoundPolicy[]> {
  const on = roots.flatMap(({ policyTypes }) => policyTypes.map(({ type }) => type));
  const types = Object.values(PolicyType).filter((type) => usualTypes.includes(type) || on.includes(type));
  const found = await Promise.all(types.map(async (type) => policiesOf(ask, client, type)));
  return found.flat();
}

async function policiesOf(ask: Asker, client: OrganizationsClient, type: PolicyType): Promise<readonly FoundPolicy[]> {
  const summaries = await ask.all(
    'organizations:ListPolicies',
    (NextToken) => client.send(new ListPoliciesCommand({ Filter: type, NextToken })),
    ({ Policies }) => Policies,
  );
  return Promise.all(summaries.map(async (summary) => policy(ask, client, type, summary)));
}

async function policy(
  ask: Asker,
  client: OrganizationsClient,
  type: string,
  { Arn, AwsManaged = false, Description, Id: PolicyId, Name }: PolicySummary,
): Promise<FoundPolicy> {
  const [described, targets, tags] = await Promise.all([
    ask.one('organizations:DescribePolicy', () => client.send(new DescribePolicyCommand({ PolicyId }))),
    ask.all(
      'organizations:ListTargetsForPolicy',
      (NextToken) => client.send(new ListTargetsForPolicyCommand({ PolicyId, NextToken })),
      ({ Targets }) => Targets,
    ),
    // AWS's own policies can't be tagged.
    AwsManaged ? {} : readTags(ask, client, sure(PolicyId)),
  ]);
  return {
    id: sure(PolicyId),
    arn: sure(Arn),
    name: sure(Name),
    description: sure(Description),
    type,
    awsManaged: AwsManaged,
    content: sure(described?.Policy?.Content),
    targets: targets.map(({ TargetId }) => sure(TargetId)),
    tags,
  };
}
