import { accountEmail } from '../../model/resolve/accounts';
import { mostCommon } from './keys';

/** Root e-mails of an organization: the scheme that most follow, or one to begin with. */
export interface EmailScheme {
  readonly scheme: string;
  /** Whether an account is found by the scheme; otherwise its e-mail has to be written. */
  readonly fits: (key: string, email: string) => boolean;
}

/**
 * @param accounts key and e-mail of each
 * @param fallback e-mail of the management account
 * @param known scheme that was chosen before
 */
export function emailScheme(
  accounts: readonly (readonly [key: string, email: string])[],
  fallback: string,
  known: string | undefined,
): EmailScheme {
  const scheme = known ?? followed(accounts) ?? `aws+{account}@${domainOf(fallback)}`;
  return { scheme, fits: (key, email) => accountEmail(scheme, key.toLowerCase(), 1) === email.toLowerCase() };
}

/** What more than half of the accounts follow. */
function followed(accounts: readonly (readonly [key: string, email: string])[]): string | undefined {
  const schemes = accounts.flatMap(([key, email]) => schemesOf(key.toLowerCase(), email.toLowerCase()));
  const best = mostCommon(schemes);
  return schemes.filter((each) => each === best).length * 2 > accounts.length ? best : undefined;
}

/** An e-mail with the key taken out, once for each place where it stands. */
function schemesOf(key: string, email: string): readonly string[] {
  const parts = email.split(key);
  return parts.slice(1).map((_, index) => {
    const [before, after] = [parts.slice(0, index + 1), parts.slice(index + 1)];
    return `${before.join(key)}{account}${after.join(key)}`;
  });
}

/** What stands behind the last at sign. */
export function domainOf(email: string): string {
  return email.slice(email.lastIndexOf('@') + 1).toLowerCase();
}
