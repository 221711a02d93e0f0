// Asks the oracle of the folder that is given random questions; see README.md. Writes a line of JSON for each to standard output.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const [folder, count = '1000', seed = '20261125'] = process.argv.slice(2);
if (folder === undefined) throw new Error('usage: node scripts/oracle/generate.mjs FOLDER [QUESTIONS] [SEED]');
const require = createRequire(join(folder, 'package.json'));
const oracle = require('@cloud-copilot/iam-simulate');
const { version } = JSON.parse(
  readFileSync(join(folder, 'node_modules/@cloud-copilot/iam-simulate/package.json'), 'utf8'),
);

// mulberry32
let state = Number(seed);
function random() {
  state = (state + 0x6d2b79f5) | 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
}
const pick = (list) => list[Math.floor(random() * list.length)];
const chance = (share) => random() < share;
const some = (list, most) => Array.from({ length: 1 + Math.floor(random() * most) }, () => pick(list));

const own = '111111111111';
const other = '222222222222';
const resources = (account) => ({
  's3:GetObject': 'arn:aws:s3:::lake/raw/2026/a.csv',
  's3:PutObject': 'arn:aws:s3:::lake/team-a/b.csv',
  's3:ListBucket': 'arn:aws:s3:::lake',
  'sqs:SendMessage': `arn:aws:sqs:eu-west-1:${account}:jobs`,
  'kms:Decrypt': `arn:aws:kms:eu-west-1:${account}:key/1111aaaa-22bb-33cc-44dd-5555eeee6666`,
  'secretsmanager:GetSecretValue': `arn:aws:secretsmanager:eu-west-1:${account}:secret:db/Main-AbCdEf`,
  'dynamodb:GetItem': `arn:aws:dynamodb:eu-west-1:${account}:table/Orders`,
  'lambda:InvokeFunction': `arn:aws:lambda:eu-west-1:${account}:function:score`,
  'sts:AssumeRole': `arn:aws:iam::${account}:role/pipeline`,
});
const actions = Object.keys(resources(own));
const resourcePatterns = [
  '*',
  'arn:aws:s3:::*',
  'arn:aws:s3:::lake/*',
  'arn:aws:s3:::lake/raw/????/*',
  'arn:aws:s3:::LAKE/*',
  'arn:aws:s3:::lake',
  'arn:aws:s3:::lake/${aws:PrincipalTag/team}/*',
  "arn:aws:s3:::lake/${aws:PrincipalTag/none, 'raw'}/*",
  `arn:aws:*:eu-west-1:*:*`,
  `arn:aws:sqs:*:${own}:j?bs`,
  `arn:aws:kms:*:${own}:key/*`,
  `arn:aws:kms:*:*:key/*`,
  'arn:aws:secretsmanager:*:*:secret:db/*',
  'arn:aws:dynamodb:*:*:table/Or*',
  'arn:aws:lambda:*:*:function:*',
  'arn:aws:iam::*:role/pipe*',
];
const actionPatterns = [
  ...actions,
  ...actions,
  '*',
  's3:*',
  's3:Get*',
  'S3:getobject',
  's3:*Object',
  'kms:*',
  'sqs:Send?essage',
  'secretsmanager:*',
  'sts:*',
  'dynamodb:*Item',
  'lambda:*',
];
const tests = [
  ['StringEquals', 'aws:PrincipalOrgID', ['o-1111111111']],
  ['StringNotEquals', 'aws:PrincipalOrgID', ['o-1111111111']],
  ['StringNotEqualsIfExists', 'aws:principalorgid', ['o-2222222222', 'o-3333333333']],
  ['StringEqualsIfExists', 'aws:PrincipalOrgID', ['o-1111111111']],
  ['StringEquals', 'aws:PrincipalTag/team', ['team-a', 'team-b']],
  ['StringNotEquals', 'aws:PrincipalTag/team', ['team-a']],
  ['StringEqualsIgnoreCase', 'aws:PrincipalTag/team', ['TEAM-A']],
  ['StringNotEqualsIgnoreCase', 'aws:PrincipalTag/team', ['TEAM-A']],
  ['StringLike', 'aws:PrincipalTag/team', ['team-?']],
  ['StringNotLike', 'aws:PrincipalTag/team', ['*-a']],
  ['StringLike', 'aws:PrincipalTag/team', ['${aws:PrincipalTag/prefix}*']],
  ['StringNotLikeIfExists', 'aws:PrincipalTag/team', ['team-*']],
  ['StringEquals', 'aws:RequestedRegion', ['eu-west-1', 'eu-central-1']],
  ['StringNotEquals', 'aws:RequestedRegion', ['eu-west-1']],
  ['ForAnyValue:StringLike', 'aws:PrincipalOrgPaths', ['o-1111111111/r-1/ou-1/*']],
  ['ForAnyValue:StringNotLike', 'aws:PrincipalOrgPaths', ['o-1111111111/r-1/ou-1/*']],
  ['ForAllValues:StringLike', 'aws:PrincipalOrgPaths', ['o-1111111111/*']],
  ['ForAllValues:StringNotLike', 'aws:PrincipalOrgPaths', ['o-1111111111/r-1/ou-2/*']],
  ['ForAllValues:StringEquals', 'aws:CalledVia', ['athena.amazonaws.com', 'glue.amazonaws.com']],
  ['ForAnyValue:StringEquals', 'aws:CalledVia', ['athena.amazonaws.com']],
  ['ForAnyValue:StringEqualsIfExists', 'aws:CalledVia', ['athena.amazonaws.com']],
  ['Null', 'aws:CalledVia', ['true']],
  ['Null', 'aws:PrincipalTag/team', ['false']],
  ['Bool', 'aws:SecureTransport', ['true']],
  ['Bool', 'aws:SecureTransport', ['false']],
  ['BoolIfExists', 'aws:MultiFactorAuthPresent', ['true']],
  ['Bool', 'aws:MultiFactorAuthPresent', ['true']],
  ['NumericLessThan', 'aws:MultiFactorAuthAge', ['3600']],
  ['NumericGreaterThanEquals', 'aws:MultiFactorAuthAge', ['300']],
  ['NumericNotEquals', 'aws:MultiFactorAuthAge', ['300']],
  ['DateGreaterThan', 'aws:CurrentTime', ['2026-01-01T00:00:00Z']],
  ['DateLessThan', 'aws:CurrentTime', ['2026-06-30T12:00:00Z']],
  ['DateLessThanIfExists', 'aws:TokenIssueTime', ['2026-06-30T12:00:00Z']],
  ['IpAddress', 'aws:SourceIp', ['10.0.0.0/8', '2001:db8::/32']],
  ['NotIpAddress', 'aws:SourceIp', ['10.1.0.0/16']],
  ['NotIpAddressIfExists', 'aws:SourceIp', ['203.0.113.0/24']],
  ['ArnLike', 'aws:PrincipalArn', [`arn:aws:iam::*:role/data/*`]],
  ['ArnNotLike', 'aws:PrincipalArn', [`arn:aws:iam::${own}:role/*`]],
  ['ArnEquals', 'aws:PrincipalArn', [`arn:aws:iam::${own}:user/ada`]],
  ['ArnNotEquals', 'aws:PrincipalArn', [`arn:aws:iam::*:role/admin`]],
  ['ArnLikeIfExists', 'aws:SourceArn', [`arn:aws:s3:::lake*`]],
];
const contexts = {
  'aws:PrincipalOrgID': ['o-1111111111', 'o-2222222222'],
  'aws:PrincipalTag/team': ['team-a', 'team-b', 'Team-A', 'raw'],
  'aws:PrincipalTag/prefix': ['team', 't*'],
  'aws:RequestedRegion': ['eu-west-1', 'us-east-1'],
  'aws:PrincipalOrgPaths': [['o-1111111111/r-1/ou-1/'], ['o-1111111111/r-1/ou-1/ou-3/'], ['o-1111111111/r-1/ou-2/']],
  'aws:CalledVia': [
    ['athena.amazonaws.com'],
    ['glue.amazonaws.com', 'athena.amazonaws.com'],
    ['cloudformation.amazonaws.com'],
  ],
  'aws:SecureTransport': ['true', 'false'],
  'aws:MultiFactorAuthPresent': ['true', 'false'],
  'aws:MultiFactorAuthAge': ['60', '300', '7200'],
  'aws:CurrentTime': ['2025-12-31T23:59:59Z', '2026-05-01T00:00:00Z', '2026-11-25T00:00:00Z'],
  'aws:TokenIssueTime': ['2026-05-01T00:00:00Z', '2026-11-25T00:00:00Z'],
  'aws:SourceIp': ['10.1.2.3', '10.2.0.1', '203.0.113.9', '2001:db8::1'],
};
const principals = [
  {
    kind: 'role',
    arn: `arn:aws:iam::${own}:role/data/scientist`,
    asked: `arn:aws:sts::${own}:assumed-role/scientist/ada`,
    session: 'ada',
  },
  {
    kind: 'role',
    arn: `arn:aws:iam::${own}:role/admin`,
    asked: `arn:aws:sts::${own}:assumed-role/admin/ada`,
    session: 'ada',
  },
  { kind: 'user', arn: `arn:aws:iam::${own}:user/ada`, asked: `arn:aws:iam::${own}:user/ada` },
];
const named = [
  '*',
  { AWS: '*' },
  { AWS: own },
  { AWS: `arn:aws:iam::${own}:root` },
  { AWS: `arn:aws:iam::${own}:role/admin` },
  { AWS: [`arn:aws:iam::${own}:user/ada`, `arn:aws:sts::${own}:assumed-role/admin/ada`] },
  { AWS: `arn:aws:iam::${own}:user/bob` },
  { Service: 'config.amazonaws.com' },
];
const leftOut = [
  { AWS: [`arn:aws:iam::${own}:root`, `arn:aws:iam::${own}:user/ada`] },
  { AWS: [`arn:aws:iam::${own}:root`, `arn:aws:iam::${own}:role/admin`, `arn:aws:sts::${own}:assumed-role/admin/ada`] },
];

function statement(kind, action) {
  const effect = kind === 'rcp' ? 'Deny' : chance(kind === 'scp' ? 0.6 : 0.2) ? 'Deny' : 'Allow';
  const likely = effect === 'Allow' && chance(0.5) ? [action, '*'] : actionPatterns;
  const listed = some(likely, 3);
  const aim = chance(0.5) ? ['*'] : some(resourcePatterns, 3);
  const condition = {};
  for (let left = chance(0.5) ? 1 + Math.floor(random() * 2) : 0; left > 0; left--) {
    const [operator, key, values] = pick(tests);
    condition[operator] = { ...condition[operator], [key]: values.length === 1 && chance(0.5) ? values[0] : values };
  }
  const not = kind !== 'rcp' && chance(0.1);
  return {
    Effect: effect,
    ...(kind === 'resource' && effect === 'Deny' && chance(0.3)
      ? { NotPrincipal: pick(leftOut) }
      : kind === 'resource'
        ? { Principal: pick(named) }
        : {}),
    ...(kind === 'rcp' ? { Principal: '*' } : {}),
    [not ? 'NotAction' : 'Action']: listed
      .filter((each) => kind !== 'rcp' || (each !== '*' && each !== '*:*'))
      .concat(kind === 'rcp' ? 's3:*' : []),
    ...(kind === 'trust' ? {} : { [kind !== 'rcp' && chance(0.1) ? 'NotResource' : 'Resource']: aim }),
    ...(Object.keys(condition).length > 0 ? { Condition: condition } : {}),
  };
}
const policy = (kind, action) => ({
  Version: '2012-10-17',
  Statement: Array.from({ length: 1 + Math.floor(random() * 2) }, () => statement(kind, action)),
});
const full = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };

function question() {
  const principal = pick(principals);
  const account = chance(0.35) ? other : own;
  const action = pick(actions);
  const context = {};
  for (const [key, values] of Object.entries(contexts)) if (chance(0.6)) context[key] = pick(values);
  const level = (kind) => [...(chance(0.92) ? ['full'] : []), ...(chance(0.25) ? [policy(kind, action)] : [])];
  return {
    principal,
    action,
    resource: resources(account)[action],
    resourceAccount: account,
    context,
    scp: Array.from({ length: 2 }, () => level('scp')),
    rcp: Array.from({ length: 2 }, () => (chance(0.2) ? [policy('rcp', action)] : [])),
    identity: Array.from({ length: 1 + Math.floor(random() * 2) }, () => policy('identity', action)),
    ...(chance(0.25) ? { boundary: policy('identity', action) } : {}),
    ...(principal.kind === 'role' && chance(0.25) ? { session: policy('identity', action) } : {}),
    ...(action !== 'sts:AssumeRole' && chance(0.6) ? { resourcePolicy: policy('resource', action) } : {}),
  };
}

async function answerTo(q) {
  const levels = (list) =>
    list.map((policies, index) => ({
      orgIdentifier: `l${index}`,
      policies: policies.map((each, at) => ({ name: `p${at}`, policy: each === 'full' ? full : each })),
    }));
  const result = await oracle.runSimulation(
    {
      request: {
        principal: q.principal.asked,
        action: q.action,
        resource: { resource: q.resource, accountId: q.resourceAccount },
        contextVariables: { ...q.context, 'aws:PrincipalArn': q.principal.arn },
      },
      sessionPolicy: q.session,
      identityPolicies: q.identity.map((each, index) => ({ name: `i${index}`, policy: each })),
      serviceControlPolicies: levels(q.scp),
      resourceControlPolicies: levels(q.rcp),
      resourcePolicy: q.resourcePolicy,
      permissionBoundaryPolicies: q.boundary === undefined ? undefined : [{ name: 'b', policy: q.boundary }],
    },
    {},
  );
  if (result.resultType === 'error') return { error: JSON.stringify(result.errors) };
  return { answer: result.overallResult, ignored: result.result?.ignoredContextKeys ?? [] };
}

const lines = [];
const refused = new Map();
while (lines.length < Number(count)) {
  const q = question();
  const { answer, error, ignored } = await answerTo(q);
  if (error !== undefined) {
    refused.set(error.slice(0, 200), (refused.get(error.slice(0, 200)) ?? 0) + 1);
    continue;
  }
  // Keys that an action never has are no part of the question.
  for (const key of ignored) delete q.context[key];
  lines.push(JSON.stringify({ ...q, answer }));
}
for (const [error, times] of refused) process.stderr.write(`refused ${times} times: ${error}\n`);
process.stdout.write(
  `${[JSON.stringify({ oracle: `@cloud-copilot/iam-simulate ${version}` }), ...lines].join('\n')}\n`,
);
