import { cpSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type { FoundAccount, FoundUnit, Inventory } from '../../../../landfall/adoption/inventory';
import { adopt, type Adoption } from '../../../../landfall/adoption/write';
import { readZone } from '../../../../landfall/model/read-zone';
import type { LandingZone } from '../../../../landfall/model/zone';
import { inFolder } from '../../rehearsal/real-provider';
import { foundAccount, foundInventory, foundPolicy, foundUnit } from '../support/inventory';

/** Every file below a folder with its text. */
function filesOf(folder: string, below = ''): Readonly<Record<string, string>> {
  return Object.fromEntries(
    readdirSync(join(folder, below))
      .sort()
      .flatMap((name) => {
        const path = below === '' ? name : `${below}/${name}`;
        return statSync(join(folder, path)).isDirectory()
          ? Object.entries(filesOf(folder, path))
          : [[path, readFileSync(join(folder, path), 'utf8')] as const];
      }),
  );
}

function zoneOf(directory: string): LandingZone {
  const { diagnostics, model } = readZone(directory);
  if (model?.complete !== true) throw new Error(JSON.stringify(diagnostics));
  return model.zone;
}

const landingZone: Inventory['controlTower'] = {
  landingZone: {
    arn: 'arn:aws:controltower:eu-west-1:123456789012:landingzone/1A2B3C4D5E6F7A8B',
    version: '3.3',
    remediationTypes: [],
    manifest: {
      governedRegions: ['eu-central-1', 'eu-west-1'],
      centralizedLogging: { accountId: '100000000001', enabled: true },
      securityRoles: { accountId: '100000000002' },
      accessManagement: { enabled: false },
    },
    tags: {},
  },
  controls: [],
  baselines: [],
};

const accounts = [
  foundAccount('123456789012', 'master'),
  { ...foundAccount('100000000001', 'Log Archive', 'ou-a'), email: 'AWS+Log-Archive@example.com' },
  { ...foundAccount('100000000002', 'Audit', 'ou-a'), email: 'aws+audit@example.com' },
  { ...foundAccount('100000000003', 'Shop Prod', 'ou-b'), email: 'shop@retail.example.com', tags: { team: 'Shop' } },
  { ...foundAccount('100000000004', 'shop+dev', 'ou-b'), email: 'aws+shop-dev@example.com', tags: { team: 'Shop' } },
  { ...foundAccount('100000000005', 'CI/CD Tooling', 'ou-c'), email: 'aws+ci-cd-tooling@example.com' },
  { ...foundAccount('100000000006', 'Old One', 'ou-c'), state: 'CLOSED' as const },
];
const realId = 'o-a1b2c3d4e5';
const organized: Inventory['organization'] = { ...foundInventory().organization, id: realId };
const small = foundInventory({
  organization: organized,
  accounts,
  units: [foundUnit('ou-a', 'Security'), foundUnit('ou-b', 'Retail + EU'), foundUnit('ou-c', 'Tools', 'ou-b')],
  policies: [foundPolicy('p-1', ['ou-b'])],
  controlTower: landingZone,
  trustedServices: ['ram.amazonaws.com'],
  delegatedAdministrators: [{ accountId: '100000000002', services: ['guardduty.amazonaws.com'] }],
});

function codesOf(outcome: Adoption): readonly string[] {
  return outcome.diagnostics.filter(({ severity }) => severity === 'error').map(({ code }) => code);
}

describe('the first time', () => {
  test('everything is described as it is, and only read', async () => {
    await inFolder((folder) => {
      const directory = join(folder, 'into');
      const outcome = adopt({ directory, inventory: small, teamsBy: undefined });
      expect([outcome.kind, codesOf(outcome)]).toEqual(['written', []]);
      const zone = zoneOf(directory);
      expect(zone.organization).toMatchObject({
        manage: 'read',
        id: realId,
        trustedServices: ['ram.amazonaws.com'],
      });
      expect(zone.regions).toEqual({ home: 'eu-west-1', governed: ['eu-west-1', 'eu-central-1'] });
      expect(zone.controlTower).toMatchObject({ manage: 'read', version: '3.3', autoEnrollment: false });
      expect(zone.controlTower.integrations.identityCenter).toBe(false);
      expect(zone.deployment).toMatchObject({ account: 'ci-cd-tooling', homes: 'owned' });
      expect(zone.units.map(({ awsId, label, manage, name }) => [awsId, label, manage, name])).toEqual([
        [undefined, 'root', 'read', 'Root'],
        ['ou-b', 'Retail-EU', 'read', 'Retail + EU'],
        ['ou-c', 'Retail-EU/Tools', 'read', 'Tools'],
        ['ou-a', 'Security', 'read', 'Security'],
      ]);
      const told = new Map(
        accounts
          .filter(({ state }) => state === 'ACTIVE')
          .map(({ email, id, name }) => [id, [name, email.toLowerCase()]]),
      );
      expect(new Map(zone.accounts.map(({ awsId = '', email, name }) => [awsId, [name, email]]))).toEqual(told);
      expect(zone.accounts.every(({ manage }) => manage === 'read')).toBe(true);
      expect(zone.accounts.filter(({ duties }) => duties.length > 0).map(({ duties, key }) => [key, duties])).toEqual([
        ['audit', ['security-tooling']],
        ['log-archive', ['log-archive']],
      ]);
      expect(zone.teams.map(({ accounts: keys, name }) => [name, keys])).toEqual([['Shop', ['shop-dev', 'shop-prod']]]);
    });
  });

  test('what follows from a scheme or is usual is left out', async () => {
    await inFolder((folder) => {
      const directory = join(folder, 'into');
      adopt({ directory, inventory: small, teamsBy: undefined });
      const files = filesOf(directory);
      expect(files['organization.yaml']).toContain("emails: 'aws+{account}@example.com'\n");
      expect(files['accounts.yaml']).not.toContain('email: aws+');
      expect(files['teams/shop.yaml']).toBe(`name: Shop
email: master@example.com
costCenter: unknown
accounts:
  dev: { name: shop+dev, manage: read, id: '100000000004' }
  prod: { name: Shop Prod, email: shop@retail.example.com, manage: read, id: '100000000003' }
`);
    });
  });

  test('what is missing is no error as long as nothing is written', async () => {
    await inFolder((folder) => {
      const directory = join(folder, 'into');
      const without = { ...small, controlTower: { controls: [], baselines: [] }, accounts: accounts.slice(3) };
      const outcome = adopt({ directory, inventory: { ...without, delegatedAdministrators: [] }, teamsBy: 'none' });
      expect(codesOf(outcome)).toEqual([]);
      expect(outcome.diagnostics.map(({ code }) => code)).toContain('LF1305');
      expect(filesOf(directory)['adoption.md']).toContain('there is no landing zone');
    });
  });

  test('errors about what is there are accepted until a day, and only the first time', async () => {
    await inFolder((folder) => {
      const directory = join(folder, 'into');
      const sandboxes = accounts.map((each) => ({
        ...each,
        parentId: 'ou-a',
        tags: { team: 'All', stage: 'sandbox' },
      }));
      const inventory = { ...small, accounts: sandboxes.filter(({ id }) => id !== '100000000004') };
      const [log, ...others] = inventory.accounts.slice(1);
      const members = [{ ...(log ?? sandboxes[0]!), tags: {} }, ...others.map((each) => ({ ...each, tags: {} }))];
      const team = { ...foundAccount('100000000009', 'box', 'ou-a'), tags: { kin: 'box', stage: 'sandbox' } };
      const found = { ...inventory, accounts: [sandboxes[0]!, ...members, team] };
      const request = { directory, inventory: found, teamsBy: 'tag:kin', acceptUntil: '2999-01-01' };
      expect(codesOf(adopt(request))).toEqual([]);
      expect(filesOf(directory)['accepted.yaml']).toContain('code: LF1312\n    where: accounts.yaml:accounts.');
      const before = filesOf(directory);
      expect([adopt(request).kind, filesOf(directory)]).toEqual(['refused', before]);
    });
  });

  test.each<[string, (directory: string) => void, string | undefined, string]>([
    ['a folder with something else in it', (directory) => writeFileSync(join(directory, 'x'), ''), undefined, 'LF6017'],
    [
      'a folder that forgot what was found',
      (directory) => {
        mkdirSync(join(directory, 'lock'));
        writeFileSync(join(directory, 'lock/adopted.json'), '{');
      },
      undefined,
      'LF6018',
    ],
    ['a rule that is none', () => undefined, 'team', 'LF6006'],
  ])('%s is refused, and stays as it is', async (_, prepare, teamsBy, code) => {
    await inFolder((folder) => {
      prepare(folder);
      const before = filesOf(folder);
      const outcome = adopt({ directory: folder, inventory: small, teamsBy });
      expect([outcome.kind, codesOf(outcome)]).toEqual(['refused', [code]]);
      expect(filesOf(folder)).toEqual(before);
    });
  });
});

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

describe('any organization', () => {
  const name = fc.oneof(
    fc.stringMatching(/^[ -~]{1,20}$/),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }),
    fc.constantFrom('Prod', 'prod', 'shop prod', 'shop-prod', 'Audit', 'management', 'Root', 'true', '0123', 'a/b'),
  );
  const tags = fc.dictionary(
    fc.constantFrom(
      'team',
      'corp:team',
      'env',
      'stage',
      'CostCenter',
      'purpose',
      'corp:workload:account',
      'corp:finance:owner',
    ),
    name,
    { maxKeys: 4 },
  );
  const manifest = fc.constantFrom(
    landingZone,
    { controls: [], baselines: [] },
    { ...landingZone, landingZone: undefined },
  );
  const organization: fc.Arbitrary<Inventory> = fc
    .record({
      units: fc.array(fc.record({ name, above: fc.nat(6), tags }), { maxLength: 6 }),
      accounts: fc.array(
        fc.record({
          name,
          above: fc.nat(8),
          tags,
          state: fc.constantFrom('ACTIVE', 'ACTIVE', 'CLOSED'),
          user: fc.emailAddress(),
        }),
        { maxLength: 8 },
      ),
      controlTower: manifest,
    })
    .map(({ accounts: drawn, controlTower, units: tree }): Inventory => {
      const parent = (index: number, below: number): string =>
        index === 0 || index > below ? 'r-root' : `ou-${index}`;
      const units = tree.map((each, index): FoundUnit => ({
        ...foundUnit(`ou-${index + 1}`, each.name, parent(each.above, index)),
        tags: each.tags,
      }));
      const members = drawn.map((each, index): FoundAccount => ({
        ...foundAccount(String(100000000001 + index), each.name, parent(each.above, units.length)),
        email: `${index}${each.user}`,
        state: each.state === 'CLOSED' ? 'CLOSED' : 'ACTIVE',
        tags: each.tags,
      }));
      const master = foundAccount('123456789012', 'master');
      return foundInventory({
        organization: organized,
        units,
        accounts: [master, ...members],
        policies: [],
        controlTower,
      });
    });

  test('is described in files that can be read, every time in the same bytes, and its second time changes nothing', () => {
    return fc.assert(
      fc.asyncProperty(organization, (inventory) =>
        inFolder((folder) => {
          const [one, other] = [join(folder, 'one'), join(folder, 'other')];
          const outcome = adopt({ directory: one, inventory, teamsBy: undefined });
          adopt({ directory: other, inventory, teamsBy: undefined });
          expect(filesOf(other)).toEqual(filesOf(one));
          // What does something for the others shouldn't lie in a sandbox: that is about the organization, not its files.
          expect(codesOf(outcome).filter((code) => code !== 'LF1312')).toEqual([]);
          const ids = zoneOf(one).accounts.map(({ awsId }) => awsId);
          const living = inventory.accounts.filter(({ state }) => state === 'ACTIVE').map(({ id }) => id);
          expect(ids.toSorted()).toEqual(living.toSorted());
          cpSync(one, other, { recursive: true });
          expect(adopt({ directory: one, inventory, teamsBy: undefined })).toMatchObject({ changes: [], files: [] });
          expect(filesOf(one)).toEqual(filesOf(other));
        }),
      ),
      { numRuns: 25 },
    );
  }, 120_000);
});
