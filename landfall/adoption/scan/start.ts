import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { DiagnosticError } from '../../diagnostics/diagnostic';
import { failureMessage } from '../../diagnostics/failure';
import type { Inventory } from '../inventory';
import { refusal, type Interview } from './ask';
import type { Clients, Credentials } from './clients';
import { assume } from './members';
import { readOrganization } from './organization';

export interface CredentialOptions {
  /** Of the AWS CLI's configuration; default: what the environment says. */
  readonly profile?: string | undefined;
  /** A role to assume first. */
  readonly roleArn?: string | undefined;
  readonly region?: string | undefined;
}

/**
 * Credentials and Region to read with.
 * @throws DiagnosticError LF3005 where there are none, LF3006 where the role can't be assumed, LF6003 without a Region
 */
export async function readerOf({
  profile,
  region,
  roleArn,
}: CredentialOptions): Promise<{ readonly credentials: Credentials; readonly region: string }> {
  const sts = new STSClient({
    ...(profile === undefined ? {} : { profile }),
    ...(region === undefined ? {} : { region }),
  });
  const known = await regionOf(sts);
  if (roleArn === undefined) return { credentials: sts.config.credentials, region: known };
  try {
    await assume(sts, roleArn);
  } catch (error) {
    const noKeys = refusal(error).code === 'CredentialsProviderError';
    const message = noKeys
      ? `AWS doesn't know who runs this: ${failureMessage(error)}`
      : `the role ${roleArn} can't be assumed: ${failureMessage(error)}`;
    const help = noKeys ? logIn : 'Its trust policy must name whoever runs this; see --profile.';
    throw failed(noKeys ? 'LF3005' : 'LF3006', message, help);
  }
  return { credentials: async () => assume(sts, roleArn), region: known };
}

const logIn = 'Log in first, for example with `aws sso login`, and name the profile with --profile.';

async function regionOf(sts: STSClient): Promise<string> {
  try {
    return await sts.config.region();
  } catch {
    throw failed(
      'LF6003',
      'no Region is known, so it is not clear where the landing zone lies',
      'Name the home Region first in --regions, or set AWS_REGION.',
    );
  }
}

/**
 * Who asks, and of which organization.
 * @throws DiagnosticError LF3005 without credentials, LF6001 where there is no organization to read, LF6002 where the
 *   credentials belong to another account than the management account
 */
export async function openOrganization(
  asked: Interview,
  { organizations, sts }: Clients,
  region: string,
): Promise<{ readonly accountId: string; readonly organization: Inventory['organization'] }> {
  const nobody = asked.at({ accountId: '', region });
  const accountId = await nobody
    .must('sts:GetCallerIdentity', () => sts.send(new GetCallerIdentityCommand({})))
    .then(({ Account }) => Account ?? '')
    .catch((error: unknown) => {
      throw failed('LF3005', `AWS doesn't know who runs this: ${failureMessage(error)}`, logIn);
    });
  const organization = await readOrganization(nobody, organizations).catch((error: unknown) => {
    throw failed(
      'LF6001',
      `the organization of account ${accountId} can't be read: ${failureMessage(error)}`,
      'Use credentials of the management account that have the policy which `landfall adopt --permissions` prints.',
    );
  });
  if (organization.managementAccountId !== accountId) {
    throw failed(
      'LF6002',
      `the credentials belong to account ${accountId}; the management account of ${organization.id} is ${organization.managementAccountId}`,
      'Control Tower and Identity Center can only be read there: name a profile or a role of that account.',
    );
  }
  return { accountId, organization };
}

function failed(code: string, message: string, help: string): DiagnosticError {
  return new DiagnosticError([{ severity: 'error', code, message, help }]);
}
