import { AssumeRoleCommand, type STSClient } from '@aws-sdk/client-sts';
import { DiagnosticError } from '../diagnostics/diagnostic';
import { homeRoles, roleArn } from '../model/names';

export interface HomeWait {
  /** Acts as `landfall-deploy`. */
  readonly sts: STSClient;
  readonly accountId: string;
  /** How an account is called in messages. */
  readonly account: string;
  readonly everyMs: number;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
  readonly note: (text: string) => void;
}

/**
 * Waits until an account has its home. The apply role is the last thing that the home's template makes, so whoever can
 * assume it finds bucket and key as well.
 * @throws DiagnosticError LF4008 when it doesn't come in time
 */
export async function waitForHome(wait: HomeWait): Promise<void> {
  const { sts, accountId, account, everyMs, timeoutMs } = wait;
  const role = roleArn(accountId, homeRoles.apply);
  const attempts = Math.max(1, Math.ceil(timeoutMs / everyMs));
  for (let attempt = 1; attempt <= attempts; attempt++) {
    try {
      await sts.send(new AssumeRoleCommand({ RoleArn: role, RoleSessionName: 'landfall-home' }));
      return;
    } catch (error) {
      if (!(error instanceof Error) || !error.name.startsWith('AccessDenied')) throw error;
    }
    if (attempt === 1) wait.note(`${account}: waiting for the home of account ${accountId}`);
    if (wait.signal?.aborted === true) break;
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
  throw new DiagnosticError([
    {
      severity: 'error',
      code: 'LF4008',
      message: `the account ${account} (${accountId}) has no home yet: ${role} can't be assumed`,
      help: 'Look at the stack set landfall-home in CloudFormation of the management account, then run again; landfall bootstrap makes it',
    },
  ]);
}
