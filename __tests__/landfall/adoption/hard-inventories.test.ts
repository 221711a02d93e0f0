import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dumpText } from '../../../landfall/adoption/dump/write';
import type {
  FoundAccount,
  FoundPermissionSet,
  FoundPolicy,
  Gap,
  Inventory,
} from '../../../landfall/adoption/inventory';
import { register as adopt } from '../../../landfall/cli/adopt';
import { register as own } from '../../../landfall/cli/own';
import { register as validate } from '../../../landfall/cli/validate';
import { register as verify } from '../../../landfall/cli/verify';
import { runWith, type Outcome } from '../cli/support';
import { inFolder } from '../rehearsal/real-provider';
import { foundCenter, foundGroup, foundSet } from './support/identity-center';
import { foundAccount, foundInventory, foundPolicy, foundUnit } from './support/inventory';

const organization = { ...foundInventory().organization, id: 'o-a1b2c3d4e5' };
const unitId = (n: number): string => `ou-ab12-${String(n).padStart(8, '0')}`;
const accountId = (n: number): string => String(200_000_000_000 + n);
const policyId = (n: number): string => `p-${String(n).padStart(8, '0')}`;
const management = foundAccount('123456789012', 'master');
const named = (n: number, name: string, parent: string): FoundAccount => ({
  ...foundAccount(accountId(n), name, parent),
  email: `Account+${n}@Example.com`,
});
const policy = (n: number, name: string, targets: readonly string[]): FoundPolicy => ({
  ...foundPolicy(policyId(n), targets),
  name,
  content: '{"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"s3:DeleteBucket","Resource":"*"}}',
});

/** Names that are one name once they are keys. */
function clashing(): Inventory {
  const [a, b, c] = [unitId(1), unitId(2), unitId(3)];
  const set = (n: number, name: string): FoundPermissionSet =>
    foundSet(name, { arn: `arn:aws:sso:::permissionSet/ssoins-1234567890abcdef/ps-00000000000000${n}0` });
  const sets = [set(1, 'Dev+Ops'), set(2, 'Dev@Ops'), set(3, 'dev-ops')];
  const groups = [foundGroup(groupId(1), 'Data Team'), foundGroup(groupId(2), 'data-team')];
  return foundInventory({
    organization,
    units: [foundUnit(a, 'Team A'), foundUnit(b, 'team-a'), foundUnit(c, 'Team_A', a)],
    accounts: [management, named(1, 'Fraud Dev', a), named(2, 'fraud-dev', b), named(3, 'FRAUD_DEV', c)],
    policies: [policy(1, 'Deny all!', [a]), policy(2, 'deny-all', [b]), policy(3, 'Deny_All', [accountId(3)])],
    identityCenter: foundCenter({
      ...{ instanceArn: 'arn:aws:sso:::instance/ssoins-1234567890abcdef', identityStoreId: 'd-1234567890' },
      permissionSets: sets,
      groups,
      assignments: sets.flatMap(({ arn }, index) =>
        groups.map(({ id }) => ({
          ...{ permissionSetArn: arn, accountId: accountId(index + 1) },
          ...{ principalType: 'GROUP' as const, principalId: id },
        })),
      ),
    }),
  });
}

function groupId(n: number): string {
  return `${String(n).repeat(8)}-1111-4111-8111-111111111111`;
}

const sameName = foundInventory({
  organization,
  units: [foundUnit(unitId(1), 'Teams')],
  accounts: [management, ...[1, 2, 3].map((n) => named(n, 'sandbox', n === 3 ? 'r-root' : unitId(1)))],
  policies: [policy(1, 'one', [accountId(2)])],
});

/** 1,000 accounts with five policies each. */
const attached = foundInventory({
  organization,
  units: [foundUnit(unitId(1), 'Teams')],
  accounts: [management, ...range(1000).map((n) => named(n, `account ${n}`, unitId(1)))],
  policies: range(50).map((n) =>
    policy(
      n,
      `policy ${n}`,
      range(1000)
        .filter((account) => account % 10 === n % 10)
        .map(accountId),
    ),
  ),
});

function range(length: number): readonly number[] {
  return Array.from({ length }, (_, index) => index + 1);
}

const refused: Gap = {
  ...{ part: 'permission-sets', action: 'sso:ListInstances', accountId: '123456789012', region: 'eu-west-1' },
  ...{ code: 'AccessDeniedException', message: 'no', times: 1 },
};

async function adopted<Found>(
  inventory: Inventory,
  look: (first: Outcome, run: (...args: readonly string[]) => Promise<Outcome>, dump: string) => Promise<Found>,
): Promise<Found> {
  return inFolder(async (folder) => {
    const [dump, into] = [join(folder, 'dump.json'), join(folder, 'into')];
    writeFileSync(dump, dumpText(inventory));
    const first = await runWith([adopt], '--no-color', 'adopt', '--dump', dump, '--into', into);
    const commands = [own, validate, verify];
    return look(first, (...args) => runWith(commands, '--no-color', '--organization', into, ...args), dump);
  });
}

describe('what is hard to describe', () => {
  test.each<[string, () => Inventory]>([
    ['names that are one name once they are keys', clashing],
    ['accounts with one name', () => sameName],
    ['5,000 attachments of policies', () => attached],
    ['a service that refused', () => ({ ...clashing(), identityCenter: undefined, gaps: [refused] })],
  ])(
    '%s: is valid, differs in nothing, and can be owned',
    async (_, inventory) => {
      await adopted(inventory(), async (first, run, dump) => {
        expect([first.exitCode, first.stderr]).toEqual([0, expect.not.stringMatching(/^error/m)]);
        expect((await run('validate')).exitCode).toBe(0);
        const compared = await run('verify', '--dump', dump);
        expect([compared.exitCode, compared.stdout]).toEqual([0, expect.stringContaining('no difference')]);
        const owned = await run('own', 'all', '--yes');
        expect([owned.exitCode, owned.stderr]).toEqual([0, expect.not.stringMatching(/^error/m)]);
        expect((await run('verify', '--dump', dump)).exitCode).toBe(0);
      });
    },
    120_000,
  );

  test('what refused is named, by adopt and by verify', async () => {
    const gap = { ...clashing(), identityCenter: undefined, gaps: [refused] };
    await adopted(gap, async (first, run, dump) => {
      expect(first.stderr).toMatch(/warning LF6004.*sso:ListInstances/);
      const { stderr, stdout } = await run('verify', '--dump', dump);
      expect(stdout + stderr).toMatch(/sso:ListInstances/);
    });
  });

  test('an owned object that was deleted outside is found', async () => {
    await adopted(sameName, async (_, run, dump) => {
      await run('own', 'all', '--yes');
      const gone = { ...sameName, accounts: sameName.accounts.filter(({ id }) => id !== accountId(1)) };
      writeFileSync(dump, dumpText(gone));
      const { exitCode, stdout } = await run('verify', '--dump', dump);
      expect([exitCode, stdout]).toEqual([2, expect.stringContaining('sandbox')]);
    });
  });
});
