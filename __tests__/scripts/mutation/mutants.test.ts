import { mutantsOf, widened } from '../../../scripts/mutation/mutants';

const allow = { Effect: 'Allow', Action: '*', Resource: '*' };

function idsOf(statement: object): readonly string[] {
  return mutantsOf('p', JSON.stringify({ Statement: [allow, statement] })).map(
    ({ direction, id }) => `${direction} ${id}`,
  );
}

describe('mutants of a policy', () => {
  test('delete the statement, drop each action of several, each condition and value, widen each exemption', () => {
    expect(
      idsOf({
        Sid: 'S',
        Effect: 'Deny',
        Action: ['s3:GetObject', 's3:PutObject'],
        Resource: '*',
        Condition: {
          ArnNotLike: { 'aws:PrincipalArn': ['arn:aws:iam::*:role/a', 'arn:aws:iam::*:role/b*'] },
          Bool: { 'aws:ViaAWSService': 'false' },
        },
      }),
    ).toEqual([
      'looser p S: statement deleted',
      'looser p S: Action s3:GetObject dropped',
      'looser p S: Action s3:PutObject dropped',
      'tighter p S: condition ArnNotLike aws:PrincipalArn dropped',
      'tighter p S: condition Bool aws:ViaAWSService dropped',
      'tighter p S: value arn:aws:iam::*:role/a of ArnNotLike aws:PrincipalArn dropped',
      'tighter p S: value arn:aws:iam::*:role/b* of ArnNotLike aws:PrincipalArn dropped',
      'looser p S: exemption arn:aws:iam::*:role/a of ArnNotLike aws:PrincipalArn widened to arn:aws:iam::*:role/*',
      'looser p S: exemption arn:aws:iam::*:role/b* of ArnNotLike aws:PrincipalArn widened to arn:aws:iam::*:role/*',
    ]);
  });

  test('drop and widen what NotAction and NotResource leave out', () => {
    expect(
      idsOf({ Effect: 'Deny', NotAction: ['s3:ListBuckets', 'sts:*'], NotResource: 'arn:x/a', Resource: '*' }),
    ).toEqual([
      'looser p 2: statement deleted',
      'tighter p 2: NotAction s3:ListBuckets dropped',
      'tighter p 2: NotAction sts:* dropped',
      'looser p 2: NotAction s3:ListBuckets widened to s3:*',
      'looser p 2: NotAction sts:* widened to *',
      'looser p 2: NotResource arn:x/a widened to arn:x/*',
    ]);
  });

  test('let an exact exemption be any value, and keep other keys of the operator', () => {
    const text = JSON.stringify({
      Statement: { Effect: 'Deny', Action: '*', Condition: { StringNotEqualsIfExists: { a: ['1', '2'], b: '3' } } },
    });
    const mutants = mutantsOf('p', text).filter(({ id }) => id.includes('widened'));
    expect(mutants.map((mutant): unknown => JSON.parse(mutant.text))).toEqual([
      {
        Statement: [
          {
            Effect: 'Deny',
            Action: '*',
            Condition: { StringNotEqualsIfExists: { b: '3' }, StringNotLikeIfExists: { a: ['*', '2'] } },
          },
        ],
      },
      {
        Statement: [
          {
            Effect: 'Deny',
            Action: '*',
            Condition: { StringNotEqualsIfExists: { b: '3' }, StringNotLikeIfExists: { a: ['1', '*'] } },
          },
        ],
      },
      {
        Statement: [
          {
            Effect: 'Deny',
            Action: '*',
            Condition: { StringNotEqualsIfExists: { a: ['1', '2'] }, StringNotLikeIfExists: { b: ['*'] } },
          },
        ],
      },
    ]);
  });

  test('drop resources and values of conditions, which forbid less, and exempted ones, which forbid more', () => {
    const ids = idsOf({
      Effect: 'Deny',
      Action: 'ec2:RunInstances',
      Resource: ['arn:a', 'arn:b'],
      Condition: { StringLike: { 'ec2:InstanceType': ['p*', 'g*'] } },
    });
    expect(ids.filter((id) => / (Resource|value) /.test(id))).toEqual([
      'looser p 2: Resource arn:a dropped',
      'looser p 2: Resource arn:b dropped',
      'looser p 2: value p* of StringLike ec2:InstanceType dropped',
      'looser p 2: value g* of StringLike ec2:InstanceType dropped',
    ]);
  });

  test('leave no empty condition behind', () => {
    const [, dropped] = mutantsOf(
      'p',
      '{"Statement":[{"Effect":"Deny","Action":"*","Condition":{"Bool":{"a":"true"}}}]}',
    );
    expect(dropped?.text).toBe('{"Statement":[{"Effect":"Deny","Action":"*"}]}');
  });

  test('are none of a policy without statements that deny', () => {
    expect(mutantsOf('p', '{"tags":{}}')).toEqual([]);
    expect(mutantsOf('p', JSON.stringify({ Statement: [allow] }))).toEqual([]);
  });
});

describe('a pattern for all of a kind', () => {
  test.each([
    ['arn:aws:iam::*:role/landfall-apply', 'arn:aws:iam::*:role/*'],
    ['arn:aws:iam::*:role/aws-reserved/sso.amazonaws.com/*X_*', 'arn:aws:iam::*:role/aws-reserved/sso.amazonaws.com/*'],
    ['ml.g5.*', 'ml.*'],
    ['ml.g5.?xlarge', 'ml.g5.*'],
    ['system', '*'],
    ['s3:*', '*'],
  ])('of %s is %s', (value, wide) => {
    expect(widened(value)).toBe(wide);
  });

  test('of everything there is none', () => {
    expect(widened('*')).toBeUndefined();
  });
});
