import { file, type Case } from '../case';

export const serviceControl = 'policies/deny-root-user.json';
export const deny = { Effect: 'Deny', Action: 's3:PutObject', Resource: '*' };

export const text = (...statements: readonly object[]): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements }, undefined, 2);

interface Rest {
  readonly line: Case['line'];
  readonly message: RegExp;
  readonly help: RegExp;
  readonly severity?: NonNullable<Case['severity']>;
  readonly also?: NonNullable<Case['also']>;
}

/** A statement of a service control policy on the root, and what is wrong with it. */
export const statement = (code: string, title: string, part: object, rest: Rest): Case => ({
  code,
  title,
  edits: [file(serviceControl, text({ ...deny, ...part }))],
  file: serviceControl,
  ...rest,
});

export const condition = (operator: string, key: string, value: unknown): object => ({
  Condition: { [operator]: { [key]: value } },
});
