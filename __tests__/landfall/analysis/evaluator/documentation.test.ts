import { evaluate } from '../../../../landfall/analysis/evaluator/evaluate';
import type { NamedDocument, PolicyContext, Principal } from '../../../../landfall/analysis/evaluator/types';

const guide = 'https://docs.aws.amazon.com/IAM/latest/UserGuide';
const organizations = 'https://docs.aws.amazon.com/organizations/latest/userguide';
const own = '111111111111';
const other = '222222222222';

type Statement = Readonly<Record<string, unknown>>;

const named = (...statements: readonly Statement[]): NamedDocument => ({
  name: 'p',
  text: JSON.stringify({ Version: '2012-10-17', Statement: statements }),
});
const allow: Statement = { Effect: 'Allow', Action: '*', Resource: '*' };
const deny: Statement = { Effect: 'Deny', Action: '*', Resource: '*' };
const nothing: Statement = { Effect: 'Allow', Action: 'iam:GetUser', Resource: '*' };
const level = (...statements: readonly Statement[]) => ({
  name: 'l',
  documents: statements.length === 0 ? [] : [named(...statements)],
});
const grants = (principal: unknown): NamedDocument => named({ ...allow, Principal: principal });

const role: Principal = { kind: 'role', arn: `arn:aws:iam::${own}:role/path/r`, account: own, session: 's' };
const user: Principal = { kind: 'user', arn: `arn:aws:iam::${own}:user/u`, account: own };
const root: Principal = { kind: 'root', arn: `arn:aws:iam::${own}:root`, account: own };
const linked: Principal = { ...role, kind: 'service-linked-role' };
const service: Principal = { kind: 'service', arn: 'config.amazonaws.com', account: '' };
const anonymous: Principal = { kind: 'anonymous', arn: '*', account: '' };
const federated: Principal = { kind: 'federated-user', arn: `arn:aws:sts::${own}:federated-user/f`, account: own };
const session = `arn:aws:sts::${own}:assumed-role/r/s`;

const free: PolicyContext = { scpLevels: undefined, rcpLevels: undefined, identity: [named(allow)] };
const powerless: PolicyContext = { ...free, identity: [] };

interface Asked {
  readonly principal?: Principal;
  readonly action?: string;
  readonly resource?: string;
  readonly resourceAccount?: string;
  readonly context?: Readonly<Record<string, readonly string[]>>;
}

function answer(policies: PolicyContext, asked: Asked = {}): string {
  const {
    action = 's3:GetObject',
    context = {},
    principal = role,
    resource = 'arn:aws:s3:::b/k',
    resourceAccount = own,
  } = asked;
  const question = { principal, action, resource, resourceAccount, context: new Map(Object.entries(context)) };
  const { by, effect, problems } = evaluate(question, policies);
  expect(problems).toEqual([]);
  return `${effect} by ${by}`;
}

type Row = readonly [string, PolicyContext, Asked, string];

describe(`within one account: ${guide}/reference_policies_evaluation-logic_policy-eval-basics.html`, () => {
  it.each<Row>([
    ['denied by default', powerless, {}, 'implicit-deny by identity'],
    ['an allow of the identity is enough', free, {}, 'allow by identity'],
    ['so is one of the resource', { ...powerless, resource: grants({ AWS: role.arn }) }, {}, 'allow by resource'],
    [
      'a deny outweighs both',
      { ...free, resource: named({ ...deny, Principal: '*' }) },
      {},
      'explicit-deny by resource',
    ],
    ['root users have everything', powerless, { principal: root }, 'allow by identity'],
    ['a boundary must allow too', { ...free, boundary: named(nothing) }, {}, 'implicit-deny by boundary'],
    ['so must a session policy', { ...free, session: [named(nothing)] }, {}, 'implicit-deny by session'],
    [
      'naming the account leaves it to the identity',
      { ...powerless, resource: grants({ AWS: own }) },
      {},
      'implicit-deny by identity',
    ],
    [
      'a role named by the resource stays below its boundary',
      { ...free, boundary: named(nothing), resource: grants({ AWS: role.arn }) },
      {},
      'implicit-deny by boundary',
    ],
    [
      'and below its session policy',
      { ...free, session: [named(nothing)], resource: grants({ AWS: role.arn }) },
      {},
      'implicit-deny by session',
    ],
    [
      'a session named by the resource does not',
      { ...powerless, boundary: named(nothing), session: [named(nothing)], resource: grants({ AWS: session }) },
      {},
      'allow by resource',
    ],
    [
      'nor a user',
      { ...powerless, boundary: named(nothing), resource: grants({ AWS: user.arn }) },
      { principal: user },
      'allow by resource',
    ],
    [
      'nor a federated session',
      { ...powerless, session: [named(nothing)], resource: grants({ AWS: federated.arn }) },
      { principal: federated },
      'allow by resource',
    ],
    [
      'an explicit deny of the boundary holds nevertheless',
      { ...powerless, boundary: named(deny), resource: grants({ AWS: session }) },
      {},
      'explicit-deny by boundary',
    ],
    [
      'a key without its own consent is out of reach',
      { ...free, resource: named({ ...nothing, Principal: '*' }) },
      { action: 'kms:Decrypt', resource: `arn:aws:kms:eu-west-1:${own}:key/1` },
      'implicit-deny by resource',
    ],
    [
      'a key that names the account is not',
      { ...free, resource: grants({ AWS: root.arn }) },
      { action: 'kms:Decrypt', resource: `arn:aws:kms:eu-west-1:${own}:key/1` },
      'allow by identity',
    ],
    ['a service needs the resource', powerless, { principal: service }, 'implicit-deny by resource'],
    [
      'and gets what it grants',
      { ...powerless, resource: grants({ Service: service.arn }) },
      { principal: service },
      'allow by resource',
    ],
    ['as does everybody', { ...powerless, resource: grants('*') }, { principal: anonymous }, 'allow by resource'],
  ])('%s', (_, policies, asked, expected) => expect(answer(policies, asked)).toBe(expected));
});

describe(`across accounts: ${guide}/reference_policies_evaluation-logic-cross-account.html`, () => {
  const away = { resourceAccount: other };
  it.each<Row>([
    ['both sides must allow', { ...free, resource: grants({ AWS: own }) }, away, 'allow by identity'],
    ['the identity alone is not enough', free, away, 'implicit-deny by resource'],
    ['nor is the resource', { ...powerless, resource: grants({ AWS: role.arn }) }, away, 'implicit-deny by identity'],
    [
      'not even where it names the session',
      { ...powerless, resource: grants({ AWS: session }) },
      away,
      'implicit-deny by identity',
    ],
    [
      'the boundary holds',
      { ...free, boundary: named(nothing), resource: grants('*') },
      away,
      'implicit-deny by boundary',
    ],
    [
      'another account is not meant',
      { ...free, resource: grants({ AWS: '333333333333' }) },
      away,
      'implicit-deny by resource',
    ],
  ])('%s', (_, policies, asked, expected) => expect(answer(policies, asked)).toBe(expected));
});

describe(`service control policies: ${organizations}/orgs_manage_policies_scps_evaluation.html`, () => {
  it.each<Row>([
    ['every level must allow', { ...free, scpLevels: [level(allow), level(allow)] }, {}, 'allow by identity'],
    [
      'one that is silent stops it',
      { ...free, scpLevels: [level(allow), level(nothing), level(allow)] },
      {},
      'implicit-deny by service-control',
    ],
    [
      'one without policies too',
      { ...free, scpLevels: [level(allow), level()] },
      {},
      'implicit-deny by service-control',
    ],
    [
      'a deny at any level stops it',
      { ...free, scpLevels: [level(allow), level(allow, deny), level(allow)] },
      {},
      'explicit-deny by service-control',
    ],
    ['they grant nothing', { ...powerless, scpLevels: [level(allow)] }, {}, 'implicit-deny by identity'],
    [
      'root users are reached',
      { ...free, scpLevels: [level(allow, deny)] },
      { principal: root },
      'explicit-deny by service-control',
    ],
    [
      'service-linked roles are not',
      { ...free, scpLevels: [level(allow, deny)] },
      { principal: linked },
      'allow by identity',
    ],
  ])('%s', (_, policies, asked, expected) => expect(answer(policies, asked)).toBe(expected));
});

describe(`resource control policies: ${organizations}/orgs_manage_policies_rcps.html`, () => {
  const everyone = { ...allow, Principal: '*' };
  const nobody = { ...deny, Principal: '*' };
  it.each<Row>([
    [
      'a deny at any level stops it',
      { ...free, rcpLevels: [level(everyone), level(everyone, nobody)] },
      {},
      'explicit-deny by resource-control',
    ],
    [
      'for services too',
      { ...free, rcpLevels: [level(everyone, nobody)], resource: grants('*') },
      { principal: service },
      'explicit-deny by resource-control',
    ],
    [
      'for root users too',
      { ...free, rcpLevels: [level(everyone, nobody)] },
      { principal: root },
      'explicit-deny by resource-control',
    ],
    [
      'not for service-linked roles',
      { ...free, rcpLevels: [level(everyone, nobody)] },
      { principal: linked },
      'allow by identity',
    ],
    [
      'not for services without support',
      { ...free, rcpLevels: [level(everyone, nobody)] },
      { action: 'ec2:RunInstances', resource: '*' },
      'allow by identity',
    ],
    [
      'not for retiring a grant',
      { ...free, rcpLevels: [level(everyone, nobody)] },
      { action: 'kms:RetireGrant', resource: '*' },
      'allow by identity',
    ],
  ])('%s', (_, policies, asked, expected) => expect(answer(policies, asked)).toBe(expected));
});

describe(`conditions: ${guide}/reference_policies_elements_condition_operators.html`, () => {
  const tag = (...values: readonly string[]) => ({ 'aws:RequestTag/t': values });
  it.each<readonly [string, Readonly<Record<string, unknown>>, Readonly<Record<string, readonly string[]>>, boolean]>([
    ['StringEquals counts case', { StringEquals: { 'aws:requesttag/T': 'a' } }, tag('A'), false],
    ['StringEquals takes no wildcard', { StringEquals: { 'aws:RequestTag/t': 'a*' } }, tag('ab'), false],
    ['any value of a list', { StringEquals: { 'aws:RequestTag/t': ['a', 'b'] } }, tag('b'), true],
    ['none of a list', { StringNotEquals: { 'aws:RequestTag/t': ['a', 'b'] } }, tag('b'), false],
    ['a missing key is unlike', { StringNotEquals: { 'aws:RequestTag/t': 'a' } }, {}, true],
    ['a missing key is alike nothing', { StringLike: { 'aws:RequestTag/t': '*' } }, {}, false],
    ['unless it need not be', { StringLikeIfExists: { 'aws:RequestTag/t': 'x' } }, {}, true],
    [
      'several operators',
      { StringLike: { 'aws:RequestTag/t': 'a?' }, Null: { 'aws:TagKeys': 'true' } },
      tag('ab'),
      true,
    ],
    ['ForAllValues with none', { 'ForAllValues:StringEquals': { 'aws:TagKeys': 'a' } }, {}, true],
    [
      'ForAllValues with one too many',
      { 'ForAllValues:StringEquals': { 'aws:TagKeys': 'a' } },
      { 'aws:TagKeys': ['a', 'b'] },
      false,
    ],
    ['ForAnyValue with none', { 'ForAnyValue:StringNotEquals': { 'aws:TagKeys': 'a' } }, {}, false],
    [
      'ForAnyValue with one',
      { 'ForAnyValue:StringNotEquals': { 'aws:TagKeys': 'a' } },
      { 'aws:TagKeys': ['a', 'b'] },
      true,
    ],
    ['Null', { Null: { 'aws:TagKeys': false } }, { 'aws:TagKeys': ['a'] }, true],
    ['Bool', { Bool: { 'aws:SecureTransport': true } }, { 'aws:SecureTransport': ['true'] }, true],
    ['NumericLessThanEquals', { NumericLessThanEquals: { 's3:max-keys': '10' } }, { 's3:max-keys': ['10'] }, true],
    ['NumericLessThan a word', { NumericLessThan: { 's3:max-keys': '10' } }, { 's3:max-keys': ['few'] }, false],
    [
      'DateLessThan',
      { DateLessThan: { 'aws:CurrentTime': '2026-06-30T00:00:00Z' } },
      { 'aws:CurrentTime': ['2026-06-29T23:59:59Z'] },
      true,
    ],
    [
      'Date in seconds',
      { DateGreaterThan: { 'aws:CurrentTime': '2020-01-01T00:00:00Z' } },
      { 'aws:CurrentTime': ['1500000000'] },
      false,
    ],
    ['IpAddress', { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } }, { 'aws:SourceIp': ['10.9.8.7'] }, true],
    ['NotIpAddress', { NotIpAddress: { 'aws:SourceIp': '10.0.0.0/8' } }, { 'aws:SourceIp': ['11.9.8.7'] }, true],
    ['IPv6', { IpAddress: { 'aws:SourceIp': '2001:db8::/32' } }, { 'aws:SourceIp': ['2001:db8::9'] }, true],
    ['BinaryEquals', { BinaryEquals: { 'x:y': 'QmluYXJ5' } }, { 'x:y': ['QmluYXJ5'] }, true],
    [
      'ArnLike stays within its part',
      { ArnLike: { 'aws:SourceArn': 'arn:aws:s3:*:b' } },
      { 'aws:SourceArn': ['arn:aws:s3:::b'] },
      false,
    ],
    [
      'ArnEquals takes wildcards',
      { ArnEquals: { 'aws:SourceArn': 'arn:aws:sns:*:*:t-*' } },
      { 'aws:SourceArn': ['arn:aws:sns:eu-west-1:1:t-1'] },
      true,
    ],
    [
      'a variable',
      { StringEquals: { 'aws:RequestTag/t': '${aws:PrincipalTag/t}' } },
      { ...tag('x'), 'aws:PrincipalTag/T': ['x'] },
      true,
    ],
    [
      'a variable without a value',
      { StringNotEquals: { 'aws:RequestTag/t': '${aws:PrincipalTag/t}' } },
      tag('x'),
      true,
    ],
    ['its default', { StringEquals: { 'aws:RequestTag/t': "${aws:PrincipalTag/t, 'x'}" } }, tag('x'), true],
    ['a star that is none', { StringLike: { 'aws:RequestTag/t': 'a${*}' } }, tag('ab'), false],
    [
      'a star that a variable brings',
      { StringLike: { 'aws:RequestTag/t': '${aws:PrincipalTag/t}' } },
      { ...tag('ab'), 'aws:PrincipalTag/t': ['a*'] },
      false,
    ],
  ])('%s', (_, condition, context, holds) => {
    const policies = { ...free, identity: [named({ ...allow, Condition: condition })] };
    expect(answer(policies, { context }).startsWith('allow')).toBe(holds);
  });
});

describe(`elements: ${guide}/reference_policies_elements.html`, () => {
  it.each<readonly [string, Statement, boolean]>([
    ['actions have no case', { Action: 'S3:getOBJECT', Resource: '*' }, true],
    ['resources have', { Action: '*', Resource: 'arn:aws:s3:::B/k' }, false],
    ['NotAction', { NotAction: 's3:Get*', Resource: '*' }, false],
    ['NotResource', { Action: '*', NotResource: 'arn:aws:s3:::c/*' }, true],
    ['an incomplete ARN', { Action: '*', Resource: 'arn:aws:s3' }, true],
    ['a wildcard stays within its part', { Action: '*', Resource: 'arn:aws:*:b/k' }, false],
    ['one sign', { Action: 's3:Get?bject', Resource: 'arn:aws:s3:::b/?' }, true],
  ])('%s', (_, statement, holds) => {
    expect(answer({ ...free, identity: [named({ Effect: 'Allow', ...statement })] }).startsWith('allow')).toBe(holds);
  });

  it.each<readonly [string, string]>([
    ['no JSON', '{'],
    ['no statement', '{"Version":"2012-10-17"}'],
    ['an unknown operator', JSON.stringify({ Statement: { ...allow, Condition: { StringIs: { a: 'b' } } } })],
    ['an unknown element', JSON.stringify({ Statement: { ...allow, Actions: 'a:B' } })],
    ['no resource', JSON.stringify({ Statement: { Effect: 'Allow', Action: '*' } })],
    ['both of two', JSON.stringify({ Statement: { ...allow, NotAction: 'a:B' } })],
    ['an unknown version', JSON.stringify({ Version: '2025-01-01', Statement: allow })],
  ])('says what AWS would refuse: %s', (_, text) => {
    const question = {
      principal: role,
      action: 's3:GetObject',
      resource: '*',
      resourceAccount: own,
      context: new Map(),
    };
    expect(evaluate(question, { ...free, identity: [{ name: 'broken', text }] }).problems).not.toEqual([]);
  });
});
