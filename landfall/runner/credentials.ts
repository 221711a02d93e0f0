import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient, type Credentials } from '@aws-sdk/client-sts';
import { DiagnosticError } from '../diagnostics/diagnostic';
import { failureMessage } from '../diagnostics/failure';
import { homeRoles, roleArn } from '../model/names';

/** Keys of a session. */
export interface SessionKeys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  readonly expiration?: Date;
}

/** Where sessions come from; every one but the first begins at `landfall-deploy`. */
export interface Sessions {
  /** ARN of whoever runs this. */
  readonly caller: string;
  /** Whether that is `landfall-deploy` already. */
  readonly isDeploy: boolean;
  readonly deploy: () => Promise<SessionKeys>;
  /** @throws DiagnosticError LF3006 where the role can't be assumed */
  readonly assume: (accountId: string, role: string) => Promise<SessionKeys>;
}

export interface SessionSettings {
  readonly region: string;
  readonly deploymentAccountId: string;
  readonly endpoint?: string;
  /** Default: where the AWS CLI looks. */
  readonly credentials?: SessionKeys;
}

/** A session that ends sooner is made anew before it is handed to Terraform. */
const LEAST_MILLISECONDS_LEFT = 15 * 60_000;

/**
 * Finds out who runs this and becomes `landfall-deploy` of the deployment account, unless it is that already.
 * @throws DiagnosticError LF3005 where there are no credentials that AWS takes
 */
export async function openSessions(settings: SessionSettings): Promise<Sessions> {
  const { deploymentAccountId, region, ...rest } = settings;
  const common = { region, maxAttempts: 5, ...rest };
  const own = new STSClient(common);
  const caller = await callerArn(own);
  const isDeploy = caller.startsWith(`arn:aws:sts::${deploymentAccountId}:assumed-role/${homeRoles.deploy}/`);
  const deploy = isDeploy
    ? async (): Promise<SessionKeys> => own.config.credentials()
    : renewed(() => assumeRole(own, caller, roleArn(deploymentAccountId, homeRoles.deploy)));
  const known = new Map<string, () => Promise<SessionKeys>>();
  return {
    caller,
    isDeploy,
    deploy,
    assume: (accountId, role) => {
      const arn = roleArn(accountId, role);
      const assume = async (): Promise<SessionKeys> =>
        assumeRole(new STSClient({ ...common, credentials: await deploy() }), homeRoles.deploy, arn);
      const session = known.get(arn) ?? renewed(assume);
      known.set(arn, session);
      return session();
    },
  };
}

/** A credentials file with one profile. */
export function profileText(profile: string, keys: SessionKeys): string {
  const token = keys.sessionToken === undefined ? '' : `aws_session_token = ${keys.sessionToken}\n`;
  return `[${profile}]\naws_access_key_id = ${keys.accessKeyId}\naws_secret_access_key = ${keys.secretAccessKey}\n${token}`;
}

/** Who runs this. @throws DiagnosticError LF3005 where there are no credentials that AWS takes */
export async function callerArn(client: STSClient): Promise<string> {
  try {
    return (await client.send(new GetCallerIdentityCommand({}))).Arn ?? '';
  } catch (error) {
    const message = `AWS doesn't know who runs this: ${failureMessage(error)}`;
    const help = 'Log in first, for example with `aws sso login`, and set AWS_PROFILE.';
    throw new DiagnosticError([{ severity: 'error', code: 'LF3005', message, help }]);
  }
}

/** Keys as STS gives them out. @throws Error where it gives none */
export function sessionKeys(keys: Credentials | undefined): SessionKeys {
  if (keys?.AccessKeyId === undefined || keys.SecretAccessKey === undefined) throw new Error('no keys were given');
  return {
    accessKeyId: keys.AccessKeyId,
    secretAccessKey: keys.SecretAccessKey,
    ...(keys.SessionToken === undefined ? {} : { sessionToken: keys.SessionToken }),
    ...(keys.Expiration === undefined ? {} : { expiration: keys.Expiration }),
  };
}

async function assumeRole(client: STSClient, caller: string, role: string): Promise<SessionKeys> {
  try {
    const answer = await client.send(new AssumeRoleCommand({ RoleArn: role, RoleSessionName: 'landfall' }));
    return sessionKeys(answer.Credentials);
  } catch (error) {
    const message = `${caller} can't assume ${role}: ${failureMessage(error)}`;
    const help = role.endsWith(`/${homeRoles.deploy}`)
      ? 'Add the principal to `deployment.principals` in organization.yaml and run `landfall bootstrap` again.'
      : "The account's home may be missing: see the stack set of `landfall bootstrap`.";
    throw new DiagnosticError([{ severity: 'error', code: 'LF3006', message, help }]);
  }
}

/** One session for all who ask, made anew when it is about to end or could not be made. */
function renewed(make: () => Promise<SessionKeys>): () => Promise<SessionKeys> {
  let current: Promise<SessionKeys> | undefined;
  let ends = Infinity;
  return () => {
    if (current !== undefined && Date.now() < ends - LEAST_MILLISECONDS_LEFT) return current;
    ends = Infinity;
    const made = make();
    current = made;
    made.then(
      ({ expiration }) => (ends = expiration?.getTime() ?? Infinity),
      () => (current = undefined),
    );
    return made;
  };
}
