import { subnetLayout, type SubnetLayout } from '../addresses';
import { idPart } from '../construct-id';
import { fact, type FactReader } from '../facts';
import { homeRoles, hyphenated, networkAttachRole, roleArn, unitArn } from '../names';
import { spokeProvider } from '../spoke-provider';
import type { SpokeProvider } from '../stack';
import { accountWithDuty, managementKey, type Account, type LandingZone, type Segment } from '../zone';
import type { HubContent, RoleContent, VpcContent } from './content';
import { flowLogBucket } from './log-archive';
import { accountRoot, isSandbox, policyDocument, type Statement, everyone } from './policies';

/** Tag of the route tables on which spokes may be associated and propagated; its value is the segment. */
export const segmentTag = 'landfall:segment';

/** Key of the network account in facts; the name of the duty where nobody has it, which the checks report. */
export function networkAccountKey(zone: LandingZone): string {
  return accountWithDuty(zone, 'network')?.key ?? 'network';
}

/** The segment of an account that gets a VPC, and the range of it. */
function placeOf(
  zone: LandingZone,
  account: Account,
): { readonly segment: Segment; readonly cidr: string } | undefined {
  const segment = zone.network.segments.find((each) => each.key === account.segment);
  const cidr = zone.addresses.get(account.key);
  return segment === undefined || cidr === undefined ? undefined : { segment, cidr };
}

/** Whether the account's stack makes a VPC. */
export function hasVpc(zone: LandingZone, account: Account): boolean {
  return placeOf(zone, account) !== undefined;
}

/** @returns the VPC of an account; none without connectivity, or where its segment has no address left. */
export function vpcContent(zone: LandingZone, account: Account, facts: FactReader): VpcContent | undefined {
  const place = placeOf(zone, account);
  if (place === undefined) return undefined;
  const { segment, cidr } = place;
  const edge = segment.connectivity === 'isolated' ? 'public' : 'transit';
  const layout = subnetLayout(cidr, segment.availabilityZones, edge);
  const base = {
    cidr,
    workload: layout.workload,
    flowLogBucket: flowLogBucket(zone, facts),
    endpointPolicy: endpointPolicy(facts.get(fact.organizationId), zone.regions.home),
  };
  if (segment.connectivity === 'isolated') {
    return { kind: 'isolated', ...base, public: layout.edge, natZones: natZones(layout) };
  }
  return {
    kind: 'corporate',
    ...base,
    transit: layout.edge,
    transitGatewayId: facts.get(fact.transitGatewayId),
    routeTableId: facts.get(fact.routeTableId(segment.key)),
    propagatesTo: Object.fromEntries(
      learners(zone, segment).map((learner) => [learner.key, facts.get(fact.routeTableId(learner.key))]),
    ),
    networkProvider: networkProvider(zone, facts),
  };
}

/** Corporate segments whose routes include those to VPCs of the given one, sorted by key. */
export function learners(zone: LandingZone, segment: Segment): readonly Segment[] {
  return zone.network.segments
    .filter((each) => each.connectivity === 'corporate' && each.reaches.includes(segment.key))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
}

/** One NAT gateway, in the first zone, serves all zones: cheap, and good enough where nothing is production. */
function natZones(layout: SubnetLayout): Readonly<Record<string, string>> {
  const first = layout.edge[0]?.zone ?? 'a';
  return Object.fromEntries(layout.workload.map((subnet) => [subnet.zone, first]));
}

function networkProvider(zone: LandingZone, facts: FactReader): SpokeProvider {
  const assumes = zone.deployment.access === 'assume-role' && zone.state.backend === 's3';
  return spokeProvider(facts.get(fact.accountId(networkAccountKey(zone))), assumes);
}

/** Own principals may read anywhere and write inside the organization only; Amazon Linux updates are unsigned. */
function endpointPolicy(organization: string, region: string): string {
  return policyDocument([
    {
      Sid: 'OwnPrincipalsRead',
      Effect: 'Allow',
      Principal: everyone,
      Action: ['s3:Get*', 's3:List*'],
      Resource: '*',
      Condition: { StringEquals: { 'aws:PrincipalOrgID': organization } },
    },
    {
      Sid: 'OwnPrincipalsUseOwnBuckets',
      Effect: 'Allow',
      Principal: everyone,
      Action: 's3:*',
      Resource: '*',
      Condition: { StringEquals: { 'aws:PrincipalOrgID': organization, 'aws:ResourceOrgID': organization } },
    },
    {
      Sid: 'PackageRepositories',
      Effect: 'Allow',
      Principal: everyone,
      Action: 's3:GetObject',
      Resource: [`arn:aws:s3:::al2023-repos-${region}-*/*`, `arn:aws:s3:::amazonlinux-2-repos-${region}/*`],
    },
  ]);
}

export function hubContent(zone: LandingZone, accountId: string, facts: FactReader): HubContent {
  const { hub } = zone.network;
  const corporate = corporateSegments(zone);
  return {
    transitGateway:
      hub.manage === 'own'
        ? {
            name: `${zone.prefix}-hub`,
            asn: hub.asn,
            segments: corporate.map((segment) => segment.key),
            segmentTag,
            sharedWith: hub.transitGatewayId === undefined ? sharedWith(zone, facts) : existingPrincipals(zone),
            ...(hub.transitGatewayId === undefined
              ? {}
              : { existing: hub.share === undefined ? {} : { shareName: hub.share.name } }),
          }
        : undefined,
    attachRole: attachRole(zone, accountId, facts),
  };
}

export function corporateSegments(zone: LandingZone): readonly Segment[] {
  return zone.network.segments
    .filter((segment) => segment.connectivity === 'corporate')
    .sort((a, b) => (a.key < b.key ? -1 : 1));
}

/**
 * Units that attach to the hub, sandboxes left out, sorted: those of corporate segments, whether they hold an account
 * already or not, so that an account which comes or moves changes nothing here.
 */
export function attachingUnits(zone: LandingZone): readonly string[] {
  const named = corporateSegments(zone)
    .flatMap(({ units }) => units)
    .filter((unit) => unit !== 'root');
  const others = zone.accounts
    .filter((account) => account.connectivity === 'corporate' && account.key !== managementKey)
    .map((account) => account.unit)
    .filter((unit) => !named.some((above) => unit === above || unit.startsWith(`${above}/`)));
  return [...new Set([...named, ...others])].filter((unit) => !isSandbox(zone, unit)).sort();
}

/** A gateway that existed before stays shared with whom it was shared. */
function existingPrincipals({ network }: LandingZone): Readonly<Record<string, string>> {
  return Object.fromEntries((network.hub.share?.principals ?? []).map((principal) => [idPart(principal), principal]));
}

function sharedWith(zone: LandingZone, facts: FactReader): Readonly<Record<string, string>> {
  const management = facts.get(fact.accountId(managementKey));
  const organization = facts.get(fact.organizationId);
  return Object.fromEntries(
    attachingUnits(zone).map((unit) => [
      hyphenated(unit),
      unitArn(management, organization, facts.get(fact.unitId(unit))),
    ]),
  );
}

function attachRole(zone: LandingZone, accountId: string, facts: FactReader): RoleContent {
  const deployment = facts.get(fact.accountId(zone.deployment.account));
  return {
    name: networkAttachRole,
    path: '/',
    description: 'Accepts, associates and propagates attachments of spokes; nothing else',
    trustPolicy: policyDocument([
      {
        Sid: 'DeploymentAssumes',
        Effect: 'Allow',
        Principal: { AWS: accountRoot(deployment) },
        Action: 'sts:AssumeRole',
        Condition: { ArnEquals: { 'aws:PrincipalArn': roleArn(deployment, homeRoles.deploy) } },
      },
    ]),
    managedPolicyArns: [],
    inlinePolicies: { attach: policyDocument(attachStatements(zone, accountId)) },
    maxSessionSeconds: 3600,
  };
}

function attachStatements(zone: LandingZone, accountId: string): readonly Statement[] {
  const { hub } = zone.network;
  const ec2 = `arn:aws:ec2:${zone.regions.home}:${accountId}`;
  const attachments = `${ec2}:transit-gateway-attachment/*`;
  const own = hub.manage === 'own' && hub.transitGatewayId === undefined;
  // Tables that exist already carry no tag of ours: they are named.
  const tables = own ? ['*'] : Object.values(hub.routeTableIds).sort();
  const connect = [
    'ec2:AssociateTransitGatewayRouteTable',
    'ec2:DisassociateTransitGatewayRouteTable',
    'ec2:EnableTransitGatewayRouteTablePropagation',
    'ec2:DisableTransitGatewayRouteTablePropagation',
  ];
  const connectSegments: Statement = {
    Sid: 'ConnectSegments',
    Effect: 'Allow',
    Action: connect,
    Resource: tables.map((table) => `${ec2}:transit-gateway-route-table/${table}`),
    ...(own ? { Condition: { Null: { [`aws:ResourceTag/${segmentTag}`]: 'false' } } } : {}),
  };
  return [
    {
      Sid: 'Look',
      Effect: 'Allow',
      Action: [
        'ec2:DescribeTransitGateways',
        'ec2:DescribeTransitGatewayAttachments',
        'ec2:DescribeTransitGatewayRouteTables',
        'ec2:DescribeTransitGatewayVpcAttachments',
        'ec2:GetTransitGatewayAttachmentPropagations',
        'ec2:GetTransitGatewayRouteTableAssociations',
        'ec2:GetTransitGatewayRouteTablePropagations',
      ],
      Resource: '*',
    },
    {
      // The delete is what Terraform's accepter calls when a spoke is destroyed.
      Sid: 'AcceptAttachments',
      Effect: 'Allow',
      Action: ['ec2:AcceptTransitGatewayVpcAttachment', 'ec2:DeleteTransitGatewayVpcAttachment'],
      Resource: attachments,
    },
    { Sid: 'ConnectAttachments', Effect: 'Allow', Action: connect, Resource: attachments },
    ...(tables.length === 0 ? [] : [connectSegments]),
  ];
}
