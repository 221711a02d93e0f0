import { controlReference } from '../../model/control-catalogue/entry';
import type { NamedDocument } from '../evaluator/types';
import { regionDenyActions } from './region-deny-actions';

/** Values of a parameter with its variables filled; none where it isn't given. */
export type ControlParameters = (name: string) => readonly string[];

type Statement = Readonly<Record<string, unknown>>;

interface ControlPolicy {
  /** The page that shows it. */
  readonly documentation: string;
  readonly statement: (parameters: ControlParameters) => Statement;
}

/** Month in which the texts were read in AWS's documentation; what Control Tower attaches can be newer. */
export const controlPoliciesAsOf = '2026-11';

const elective = `${controlReference}/elective-preventive-controls.html`;
const stronglyRecommended = `${controlReference}/strongly-recommended-preventive-controls.html`;

const executionRole = 'arn:*:iam::*:role/AWSControlTowerExecution';
const rootUsers = { 'aws:PrincipalArn': ['arn:*:iam::*:root'] };

/** Principals that the parameter names, and those that Control Tower always spares. */
function exempted(parameters: ControlParameters, ...always: readonly string[]): Statement {
  const arns = [...parameters('ExemptedPrincipalArns'), ...always];
  return arns.length === 0 ? {} : { ArnNotLike: { 'aws:PrincipalArn': arns } };
}

/** Service control policies of preventive controls, as AWS documents them. Others are documented in the console only. */
const policies: Readonly<Record<string, ControlPolicy>> = {
  'AWS-GR_RESTRICT_ROOT_USER_ACCESS_KEYS': {
    documentation: stronglyRecommended,
    statement: (parameters) => ({
      Sid: 'GRRESTRICTROOTUSERACCESSKEYS',
      Effect: 'Deny',
      Action: 'iam:CreateAccessKey',
      Resource: '*',
      Condition: { ArnLike: rootUsers, ...exempted(parameters) },
    }),
  },
  'AWS-GR_RESTRICT_ROOT_USER': {
    documentation: stronglyRecommended,
    statement: (parameters) => ({
      Sid: 'GRRESTRICTROOTUSER',
      Effect: 'Deny',
      Action: '*',
      Resource: '*',
      Condition: {
        ArnLike: rootUsers,
        ...exempted(parameters),
        ...(parameters('ExemptAssumeRoot').includes('true') ? { Null: { 'aws:AssumedRoot': 'true' } } : {}),
      },
    }),
  },
  'AWS-GR_DISALLOW_VPC_INTERNET_ACCESS': {
    documentation: elective,
    statement: (parameters) => ({
      Sid: 'GRDISALLOWVPCINTERNETACCESS',
      Effect: 'Deny',
      Action: [
        'ec2:AttachEgressOnlyInternetGateway',
        'ec2:AttachInternetGateway',
        'ec2:CreateCarrierGateway',
        'ec2:CreateDefaultSubnet',
        'ec2:CreateDefaultVpc',
        'ec2:CreateEgressOnlyInternetGateway',
        'ec2:CreateInternetGateway',
      ],
      Resource: '*',
      Condition: exempted(parameters, executionRole),
    }),
  },
  'AWS-GR_DISALLOW_CROSS_REGION_NETWORKING': {
    documentation: elective,
    statement: (parameters) => ({
      Sid: 'GRDISALLOWCROSSREGIONNETWORKING',
      Effect: 'Deny',
      Action: [
        'cloudfront:CreateDistribution',
        'cloudfront:UpdateDistribution',
        'ec2:AcceptTransitGatewayPeeringAttachment',
        'ec2:AcceptVpcPeeringConnection',
        'ec2:CreateTransitGatewayPeeringAttachment',
        'ec2:CreateVpcPeeringConnection',
        'globalaccelerator:Create*',
        'globalaccelerator:Update*',
      ],
      Resource: '*',
      Condition: exempted(parameters),
    }),
  },
  'AWS-GR_DISALLOW_VPN_CONNECTIONS': {
    documentation: elective,
    statement: (parameters) => ({
      Sid: 'GRDISALLOWVPNCONNECTIONS',
      Effect: 'Deny',
      Action: [
        'ec2:AssociateClientVpnTargetNetwork',
        'ec2:AttachVPNGateway',
        'ec2:AuthorizeClientVpnIngress',
        'ec2:CreateClientVpnEndpoint',
        'ec2:CreateCustomerGateway',
        'ec2:CreateVPNGateway',
        'ec2:CreateVpnConnection',
        'ec2:ModifyClientVpnEndpoint',
        'ec2:ModifyVpnConnection',
      ],
      Resource: '*',
      Condition: exempted(parameters),
    }),
  },
  'CT.CLOUDFORMATION.PR.1': {
    documentation: `${elective}#disallow-cfn-extensions`,
    statement: () => ({
      Sid: 'GRDISALLOWMODIFICATIONCFNREGISTRY',
      Effect: 'Deny',
      Action: [
        'cloudformation:DeregisterType',
        'cloudformation:PublishType',
        'cloudformation:RegisterType',
        'cloudformation:SetTypeConfiguration',
        'cloudformation:SetTypeDefaultVersion',
      ],
      Resource: '*',
      Condition: { ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/AWSControlTowerExecution' } },
    }),
  },
  'CT.MULTISERVICE.PV.1': {
    documentation: `${controlReference}/ou-region-deny.html`,
    statement: (parameters) => ({
      Sid: 'CTMULTISERVICEPV1',
      Effect: 'Deny',
      NotAction: [...parameters('ExemptedActions'), ...regionDenyActions],
      Resource: '*',
      Condition: {
        StringNotEquals: { 'aws:RequestedRegion': parameters('AllowedRegions') },
        ...exempted(
          parameters,
          executionRole,
          'arn:*:iam::*:role/aws-controltower-ConfigRecorderRole',
          'arn:*:iam::*:role/aws-controltower-ForwardSnsNotificationRole',
          'arn:*:iam::*:role/AWSControlTower_VPCFlowLogsRole',
        ),
      },
    }),
  },
};

/** The policy that Control Tower attaches for a control, by its key; undefined where AWS shows none in its documentation. */
export function controlPolicy(control: string, parameters: ControlParameters): NamedDocument | undefined {
  const policy = known(control);
  if (policy === undefined) return undefined;
  const statement = policy.statement(parameters);
  return { name: control, text: JSON.stringify({ Version: '2012-10-17', Statement: [statement] }) };
}

/** Address of the page that shows the policy of a control; undefined where none is known. */
export function controlPolicySource(control: string): string | undefined {
  return known(control)?.documentation;
}

function known(control: string): ControlPolicy | undefined {
  return Object.hasOwn(policies, control) ? policies[control] : undefined;
}
