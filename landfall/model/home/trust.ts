import { homeRoles, roleArn } from '../names';

/** A trust policy; plain JSON, because CloudFormation and Terraform both take it. */
export interface TrustPolicy {
  readonly Version: '2012-10-17';
  readonly Statement: readonly Readonly<Record<string, unknown>>[];
}

/**
 * Trust of every role that a run acts with: the deployment account, and of it nobody but `landfall-deploy`. The root
 * with a condition is used instead of the role itself, because a role named as principal must exist already, and one
 * that is made again would no longer be trusted.
 */
export function homeTrust(deploymentAccountId: string): TrustPolicy {
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'DeploymentAccount',
        Effect: 'Allow',
        Principal: { AWS: `arn:aws:iam::${deploymentAccountId}:root` },
        Action: ['sts:AssumeRole', 'sts:TagSession'],
        Condition: { ArnEquals: { 'aws:PrincipalArn': roleArn(deploymentAccountId, homeRoles.deploy) } },
      },
    ],
  };
}

/** Trust of `landfall-deploy`: people's and pipelines' roles by ARN, identity providers by their subject. */
export function deployTrust(principals: readonly string[]): TrustPolicy {
  const accounts = [...new Set(principals.map(accountOf))].sort();
  return {
    Version: '2012-10-17',
    Statement: accounts.map((account) => ({
      Sid: `Principals${account}`,
      Effect: 'Allow',
      Principal: { AWS: `arn:aws:iam::${account}:root` },
      Action: ['sts:AssumeRole', 'sts:TagSession'],
      Condition: {
        ArnLike: { 'aws:PrincipalArn': principals.filter((principal) => accountOf(principal) === account).sort() },
      },
    })),
  };
}

function accountOf(arn: string): string {
  return arn.split(':')[4] ?? '';
}

/** ARN of the role behind a session, or the ARN itself: what `aws:PrincipalArn` holds. */
export function principalArn(callerArn: string): string {
  const session = /^arn:aws:sts::(\d{12}):assumed-role\/(.+)\/[^/]+$/.exec(callerArn);
  if (session === null) return callerArn;
  const [, account = '', role = ''] = session;
  // The caller's ARN leaves out the path of an SSO role, so the pattern has to leave room for it.
  return role.startsWith('AWSReservedSSO_')
    ? `arn:aws:iam::${account}:role/aws-reserved/sso.amazonaws.com/*${role}`
    : `arn:aws:iam::${account}:role/${role}`;
}
