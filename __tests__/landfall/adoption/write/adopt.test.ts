import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { adopt } from '../../../../landfall/adoption/write';
import { inFolder } from '../../rehearsal/real-provider';
import { foundAccount } from '../support/inventory';
import { accounts, codesOf, filesOf, realId, small, zoneOf } from './small-organization';

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
