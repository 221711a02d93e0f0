import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FoundAccount, Inventory } from '../../../../landfall/adoption/inventory';
import { adopt, type Adoption } from '../../../../landfall/adoption/write';
import { inFolder } from '../../rehearsal/real-provider';
import { foundAccount } from '../support/inventory';
import { accounts, codesOf, filesOf, small, zoneOf } from './small-organization';

describe('the next time', () => {
  /** Adopts, lets people edit, and adopts again what is there then. */
  async function again(
    edit: (directory: string) => void,
    inventory: Inventory,
    look: (outcome: Adoption, directory: string, edited: Readonly<Record<string, string>>) => void,
  ): Promise<void> {
    await inFolder((folder) => {
      const directory = join(folder, 'into');
      adopt({ directory, inventory: small, teamsBy: undefined });
      edit(directory);
      const edited = filesOf(directory);
      look(adopt({ directory, inventory, teamsBy: undefined }), directory, edited);
    });
  }

  const replace = (directory: string, file: string, from: string, to: string): void => {
    const text = readFileSync(join(directory, file), 'utf8');
    expect(text).toContain(from);
    writeFileSync(join(directory, file), text.replace(from, to));
  };

  const changesOf = (outcome: Adoption): readonly string[] => (outcome.kind === 'refused' ? [] : outcome.changes);

  const withAccounts = (change: (account: FoundAccount) => FoundAccount | undefined): Inventory => ({
    ...small,
    accounts: accounts.flatMap((each) => change(each) ?? []),
  });

  test('nothing has changed, so nothing is written', async () => {
    await again(
      (directory) => replace(directory, 'accounts.yaml', 'purpose: To be described', 'purpose: Pipelines # of all'),
      small,
      (outcome, directory, edited) => {
        expect(outcome).toMatchObject({ kind: 'refreshed', changes: [], files: [] });
        expect(filesOf(directory)).toEqual(edited);
      },
    );
  });

  test('what is new in AWS comes in beside what people wrote', async () => {
    const inventory = {
      ...small,
      accounts: [...accounts, { ...foundAccount('100000000007', 'Data Lake', 'ou-b'), email: 'lake@example.com' }],
    };
    await again(
      (directory) => replace(directory, 'accounts.yaml', 'purpose: To be described', 'purpose: Pipelines # of all'),
      inventory,
      (outcome, directory, edited) => {
        expect(changesOf(outcome)).toEqual(['+ account data-lake']);
        const { 'accounts.yaml': text = '' } = filesOf(directory);
        expect(text.startsWith(edited['accounts.yaml'] ?? '')).toBe(true);
        expect(zoneOf(directory).accounts.map(({ key }) => key)).toContain('data-lake');
      },
    );
  });

  test('what moved, was renamed and closed is told in words and taken in', async () => {
    const inventory = withAccounts((each) => {
      if (each.id === '100000000002') return { ...each, name: 'Audit 2' };
      if (each.id === '100000000003') return { ...each, parentId: 'ou-c' };
      return each.id === '100000000005' ? { ...each, state: 'SUSPENDED' } : each;
    });
    await again(
      (directory) =>
        writeFileSync(join(directory, 'units.yaml'), `# ours\n${readFileSync(join(directory, 'units.yaml'), 'utf8')}`),
      inventory,
      (outcome, directory) => {
        expect(changesOf(outcome)).toEqual([
          '~ account audit, name: was Audit, is Audit 2',
          '- account ci-cd-tooling',
          '+ account shop-prod, unit: Retail-EU/Tools',
        ]);
        expect(zoneOf(directory).accounts.map(({ key, unit }) => [key, unit])).toContainEqual([
          'shop-prod',
          'retail-eu/tools',
        ]);
      },
    );
  });

  test('keys that people chose stay, also in files that they moved things to', async () => {
    const inventory = withAccounts((each) => (each.id === '100000000005' ? { ...each, name: 'Pipelines' } : each));
    await again(
      (directory) => {
        replace(directory, 'accounts.yaml', '  ci-cd-tooling:\n', '  pipes:\n');
        replace(directory, 'organization.yaml', 'account: ci-cd-tooling', 'account: pipes');
        replace(directory, 'units.yaml', '  Retail-EU:\n', '  Retail:\n');
        for (const file of ['accounts.yaml', 'guardrails.yaml']) {
          const text = readFileSync(join(directory, file), 'utf8');
          writeFileSync(join(directory, file), text.replaceAll('Retail-EU', 'Retail'));
        }
      },
      inventory,
      (outcome, directory) => {
        expect(changesOf(outcome)).toEqual(['~ account pipes, name: was CI/CD Tooling, is Pipelines']);
        expect(zoneOf(directory).accounts.find(({ key }) => key === 'pipes')).toMatchObject({
          name: 'Pipelines',
          unit: 'retail/tools',
        });
      },
    );
  });

  test('what people wrote otherwise stays, and is told', async () => {
    const inventory = withAccounts((each) => (each.id === '100000000002' ? { ...each, parentId: 'ou-b' } : each));
    await again(
      (directory) =>
        replace(
          directory,
          'accounts.yaml',
          'name: Audit\n    unit: Security',
          'name: Audit\n    unit: Retail-EU/Tools',
        ),
      inventory,
      (outcome, directory, edited) => {
        expect(changesOf(outcome)).toEqual([
          '~ account audit, unit: was Security, is Retail-EU; you wrote otherwise, and that stays: Retail-EU/Tools',
        ]);
        expect(filesOf(directory)['accounts.yaml']).toBe(edited['accounts.yaml']);
      },
    );
  });

  test('what can only be edited by hand is left, with its place', async () => {
    const inventory = { ...small, trustedServices: ['ram.amazonaws.com', 'sso.amazonaws.com'] };
    await again(
      (directory) => {
        replace(directory, 'organization.yaml', 'manage: read\n', 'manage: &read read\n');
        replace(
          directory,
          'organization.yaml',
          'trustedServices: [ram.amazonaws.com]',
          'trustedServices: [\n  ram.amazonaws.com, # why\n]',
        );
      },
      inventory,
      (outcome, directory, edited) => {
        expect(outcome.diagnostics).toContainEqual(
          expect.objectContaining({
            code: 'LF6019',
            location: { file: join(directory, 'organization.yaml'), line: 1, column: 1 },
          }),
        );
        expect(filesOf(directory)['organization.yaml']).toBe(edited['organization.yaml']);
      },
    );
  });

  test('a folder that can’t be read as it is stays as it is', async () => {
    await again(
      (directory) => replace(directory, 'accounts.yaml', 'owners:', 'owner:'),
      { ...small, accounts: accounts.slice(0, 3) },
      (outcome, directory, edited) => {
        expect([outcome.kind, codesOf(outcome).length > 0]).toEqual(['refused', true]);
        expect(filesOf(directory)).toEqual(edited);
      },
    );
  });
});
