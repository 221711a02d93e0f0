import { z } from 'zod';

/** What the emulator says about accounts; what an account has none of is left out. */
const accountInventory = z.looseObject({
  buckets: z.record(z.string(), z.array(z.string())).default({}),
  roles: z.array(z.string()).default([]),
});
const inventoryAnswer = z.looseObject({ accounts: z.record(z.string(), accountInventory) });

export type AccountInventory = z.infer<typeof accountInventory>;

/** Where a stack's state is supposed to lie. */
export interface ExpectedState {
  readonly stack: string;
  readonly accountId: string;
  readonly bucket: string;
  readonly key: string;
}

/** Asks the emulator what lies in which account, by account id. @throws when it doesn't answer as it should. */
export async function inventory(endpoint: string): Promise<ReadonlyMap<string, AccountInventory>> {
  const response = await fetch(`${endpoint}/landfall/inventory`);
  return new Map(Object.entries(inventoryAnswer.parse(await response.json()).accounts));
}

/**
 * Whether each state lies in the bucket of its own account and in no other account.
 * @param accounts inventories by account id
 * @returns sentences about what lies wrong
 */
export function misplacedStates(
  expected: readonly ExpectedState[],
  accounts: ReadonlyMap<string, AccountInventory>,
): readonly string[] {
  return expected.flatMap(({ stack, accountId, bucket, key }) => {
    const own = accounts.get(accountId)?.buckets[bucket] ?? [];
    const missing = own.includes(key) ? [] : [`the state of ${stack} is not in ${bucket} of account ${accountId}`];
    const elsewhere = [...accounts]
      .filter(([other]) => other !== accountId)
      .flatMap(([other, found]) =>
        Object.entries(found.buckets)
          .filter(([name, keys]) => name.includes('-tfstate-') && keys.includes(key))
          .map(([name]) => `the state of ${stack} also lies in ${name} of account ${other}`),
      );
    return [...missing, ...elsewhere];
  });
}

/** States that nobody expects: of stacks that are neither in the model nor remembered. */
export function strayStates(
  expected: readonly ExpectedState[],
  accounts: ReadonlyMap<string, AccountInventory>,
): readonly string[] {
  const known = new Set(expected.map(({ bucket, key }) => `${bucket}/${key}`));
  return [...accounts.values()].flatMap(({ buckets }) =>
    Object.entries(buckets)
      .filter(([bucket]) => bucket.includes('-tfstate-'))
      .flatMap(([bucket, keys]) => keys.map((key) => `${bucket}/${key}`))
      .filter((place) => !known.has(place))
      .map((place) => `nobody expects the object ${place}`),
  );
}
