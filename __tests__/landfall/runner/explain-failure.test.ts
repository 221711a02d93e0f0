import { explainFailure } from '../../../landfall/runner/explain-failure';

const locked = `Error: Error acquiring the state lock

Lock Info:
  ID:        1234
  Path:      bucket/team-fraud
  Operation: OperationTypeApply
  Who:       eve@elsewhere
  Version:   1.11.4
  Created:   2026-01-01 10:00:05.5 +0000 UTC
  Info:`;

test('of a lock it says whose it is, since when, and how it is freed', () => {
  const [text = '', ...others] = explainFailure([locked], '/run/team-fraud');
  expect(others).toEqual([]);
  expect(text).toContain(
    'LF3011: the state bucket/team-fraud is locked by eve@elsewhere (OperationTypeApply, since 2026-01-01T10:00:05.5Z)',
  );
  expect(text).toContain('`terraform force-unlock 1234` in /run/team-fraud');
});

const exists = (said: string, address: string): string =>
  `Error: creating it: ${said}\n\n  with ${address},\n  on cdk.tf.json line 7, in resource:`;

test.each([
  ['EntityAlreadyExists: Role with name x already exists.'],
  ['BucketAlreadyOwnedByYou: Your previous request succeeded'],
  ['DuplicatePolicyException: A policy with that name is there'],
  ['ConflictException: The group already exist'],
  ['unexpected state FAILED: EMAIL_ALREADY_EXISTS'],
])('%s: it says which and what can be done', (said) => {
  const errors = [exists(said, 'aws_iam_role.a'), 'Error: no credentials', exists(said, 'aws_iam_role.b')];
  const explained = explainFailure(errors, '/run/a');
  expect(explained.slice(0, 3)).toEqual(errors);
  expect(explained[3]).toContain('LF3012: aws_iam_role.a, aws_iam_role.b exists already');
  expect(explained[3]).toContain('terraform import ADDRESS ID');
});

test.each([['Error: no credentials'], ['Error: AccessDenied: not allowed to create']])('%s stays as it is', (error) => {
  expect(explainFailure([error], '/run/a')).toEqual([error]);
});

test('an error that names no address is explained too', () => {
  expect(explainFailure(['Error: EntityAlreadyExists'], '/run/a')[1]).toContain('LF3012: something exists already');
});

test('of accounts it says that they are found when it is run again', () => {
  const error = exists('FAILED: EMAIL_ALREADY_EXISTS', 'aws_organizations_account.a-dev');
  expect(explainFailure([error], '/run/a')[1]).toMatch(
    /^LF3012: the e-mail of aws_organizations_account\.a-dev .*\nRun again/,
  );
});
