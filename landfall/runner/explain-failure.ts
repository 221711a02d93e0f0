import { parseStateLock } from './state-lock';

/**
 * How AWS says that what is to be made is there: by error code (`EntityAlreadyExists`, `BucketAlreadyOwnedByYou`,
 * `DuplicatePolicyException`, `ConflictException: ... already exists`, `EMAIL_ALREADY_EXISTS`) or in words.
 */
const existsAlready = /AlreadyExists|AlreadyOwnedByYou|ALREADY_EXISTS|\bDuplicate[A-Z]\w*Exception|already exists?\b/i;

/**
 * Says in our own words what Terraform's errors mean where a user has to do something that Terraform doesn't name:
 * a state that somebody else holds (LF3011), and things that exist although no state knows them (LF3012).
 * @param errors Terraform's error blocks
 * @param folder the root in which it ran
 */
export function explainFailure(errors: readonly string[], folder: string): readonly string[] {
  const lock = parseStateLock(errors.join('\n'));
  if (lock !== undefined) {
    const { created, id, operation, path, who } = lock;
    return [
      `LF3011: the state ${path} is locked by ${who} (${operation}, since ${created})\n` +
        'No run recorded here made this lock, so it is left alone and nothing was changed. Wait for the other run to end; ' +
        `if it is gone for certain, run \`terraform force-unlock ${id}\` in ${folder}.`,
    ];
  }
  const orphans = errors.filter((error) => existsAlready.test(error));
  if (orphans.length === 0) return errors;
  const addresses = orphans.flatMap((error) => /^[^\w\n]*with ([^\s,]+),/m.exec(error)?.[1] ?? []);
  if (addresses.length > 0 && addresses.every((address) => address.startsWith('aws_organizations_account.'))) {
    return [
      ...errors,
      `LF3012: the e-mail of ${addresses.join(', ')} belongs to an account that no state knows\n` +
        'Run again: if the account is in this organization, it is found by its e-mail and imported. If it is not, give ' +
        'the account another e-mail.',
    ];
  }
  const what = addresses.length === 0 ? 'something' : addresses.join(', ');
  return [
    ...errors,
    `LF3012: ${what} exists already, and no state knows it\n` +
      'An apply that was killed may have made it, or somebody by hand. Take it into the state with ' +
      `\`terraform import ADDRESS ID\` in ${folder}, or delete it in AWS; then run again.`,
  ];
}
