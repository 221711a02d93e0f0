import { z } from 'zod';
import type { FactsLock } from '../../landfall/model/lock';
import type { Result, World } from './world';

/** What a deployment has led to, without anything that differs from one emulated AWS to another. */
export interface EndState {
  readonly facts: readonly string[];
  /** What is remembered of each stack. */
  readonly stacks: Readonly<Record<string, unknown>>;
  /** Resources in the state of each stack. */
  readonly resources: Readonly<Record<string, number>>;
  /** E-mails of the organization's accounts. */
  readonly emails: readonly string[];
  /** What lies in each account, by its key. */
  readonly accounts: Readonly<Record<string, unknown>>;
}

const accountEntry = z.looseObject({
  email: z.string().optional(),
  state: z.string().optional(),
  buckets: z.record(z.string(), z.array(z.string())).default({}),
  roles: z.array(z.string()).default([]),
  vpcs: z.record(z.string(), z.array(z.string())).default({}),
  parameters: z.record(z.string(), z.array(z.string())).default({}),
});
const inventoryAnswer = z.looseObject({ accounts: z.record(z.string(), accountEntry) });

/** Looks at facts, states and the emulator's accounts. */
export async function endState(world: World, result: Result): Promise<EndState> {
  return {
    ...(await endStateOf(world.emulatorUrl, world.lock())),
    resources: Object.fromEntries(
      result.stacks.map(({ resources, stack }): [string, number] => [stack, resources]).sort(),
    ),
  };
}

/** Without the numbers of resources, which only a rehearsal counts. */
export async function endStateOf(
  emulatorUrl: string,
  { facts, stacks }: FactsLock,
): Promise<Omit<EndState, 'resources'>> {
  const keyOf = new Map([...facts].flatMap(([key, id]) => (/^account\/.*\/id$/.test(key) ? [[id, key] as const] : [])));
  const accounts = await inventoryOf(emulatorUrl);
  const members = Object.entries(accounts).filter(([, { email }]) => email !== undefined);
  return {
    facts: [...facts.keys()].sort(),
    stacks: Object.fromEntries(
      [...stacks]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([id, { account, assigns, guarded, needs, slice }]) => [
          id,
          {
            account,
            assigns: [...assigns].sort(),
            guarded,
            needs: [...needs].sort(),
            finished: slice !== 'unfinished',
          },
        ]),
    ),
    emails: members.map(([, { email = '' }]) => email.toLowerCase()).sort(),
    accounts: Object.fromEntries(
      members
        .map(([id, entry]): [string, object] => [
          keyOf.get(id) ?? `unknown ${entry.email ?? ''}`,
          withoutIds(entry, id),
        ])
        .sort(),
    ),
  };
}

async function inventoryOf(emulatorUrl: string): Promise<z.infer<typeof inventoryAnswer>['accounts']> {
  const response = await fetch(`${emulatorUrl}/landfall/inventory`);
  return inventoryAnswer.parse(await response.json()).accounts;
}

function withoutIds({ buckets, parameters, roles, vpcs }: z.infer<typeof accountEntry>, id: string): object {
  const anonymous = (name: string): string => name.replaceAll(id, '<account>').replace(/[-_][0-9a-f]{16,}$/, '-<id>');
  return {
    // What logs put there is written when somebody looks away; states are there or not.
    buckets: Object.entries(buckets)
      .map(([name, keys]) => [anonymous(name), name.includes('-tfstate-') ? [...keys].sort() : []])
      .sort(),
    roles: roles.map(anonymous).sort(),
    vpcs: Object.fromEntries(Object.entries(vpcs).map(([region, ids]) => [region, ids.length])),
    parameters,
  };
}

/** Id and state of each account of the organization by its e-mail. */
export async function accountsOf(world: World): Promise<ReadonlyMap<string, string>> {
  return new Map(
    Object.entries(await inventoryOf(world.emulatorUrl)).flatMap(([id, { email, state = '' }]) =>
      email === undefined ? [] : [[email.toLowerCase(), `${id} ${state}`] as const],
    ),
  );
}
