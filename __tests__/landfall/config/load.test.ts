import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfiguration } from '../../../landfall/config/load';
import { inShort, sample, writeOrganization } from './sample';

const made: string[] = [];

function organization(changes: Parameters<typeof writeOrganization>[0] = {}): string {
  const directory = writeOrganization(changes);
  made.push(directory);
  return directory;
}

afterAll(() => made.forEach((directory) => rmSync(directory, { recursive: true })));

describe('loadConfiguration', () => {
  test('reads a complete organization without a word', () => {
    const { configuration, diagnostics } = loadConfiguration(organization());
    expect(diagnostics).toEqual([]);
    expect(configuration?.organization.regions.home).toBe('eu-west-1');
    expect(configuration?.units.units['Workloads']?.units?.['Dev']).toBeNull();
    expect(configuration?.accounts.accounts['DevOps']?.id).toBe('012345670123');
    expect(Object.keys(configuration?.teams ?? {})).toEqual(['fraud']);
    expect(configuration?.policies.get('baseline.json')?.file).toBe('policies/baseline.json');
    expect(configuration?.products.get('domain/v1.yaml')?.text).toContain('!Sub');
  });

  test('takes absent and empty optional files as empty', () => {
    const directory = organization({ 'security.yaml': null, 'costs.yaml': '', 'removed.yaml': '# nothing yet\n' });
    const { configuration, diagnostics } = loadConfiguration(directory);
    expect(diagnostics).toEqual([]);
    expect([configuration?.security, configuration?.costs, configuration?.removed]).toEqual([{}, {}, {}]);
  });

  test('works without teams, policies and products', () => {
    const directory = organization({
      'teams/fraud.yaml': null,
      'policies/baseline.json': null,
      'products/domain/v1.yaml': null,
    });
    expect(loadConfiguration(directory)).toMatchObject({ diagnostics: [], configuration: { teams: {} } });
  });

  test('says which directory is missing and how to name another', () => {
    const { configuration, diagnostics } = loadConfiguration('no-such-folder');
    expect(configuration).toBeUndefined();
    expect(diagnostics).toHaveLength(1);
    expect(diagnostics[0]?.code).toBe('LF1001');
    expect(diagnostics[0]?.message).toContain('no-such-folder');
    expect(diagnostics[0]?.help).toContain('--organization');
  });

  test('says that a file is not a directory', () => {
    const file = join(organization(), 'units.yaml');
    expect(loadConfiguration(file).diagnostics).toMatchObject([{ code: 'LF1003' }]);
  });

  test('lists every missing file at once, in an empty directory', () => {
    const directory = mkdtempSync(join(tmpdir(), 'landfall-empty-'));
    made.push(directory);
    const { configuration, diagnostics } = loadConfiguration(directory);
    expect(configuration).toBeUndefined();
    expect(inShort(directory, diagnostics)).toEqual(
      ['access', 'accounts', 'guardrails', 'network', 'organization', 'portfolios', 'units'].map(
        (name) => `LF1002 ${name}.yaml:1:1`,
      ),
    );
  });

  test('recognizes a required file under a wrong name', () => {
    const directory = organization({ 'units.yaml': null, 'unit.yml': sample['units.yaml'] ?? '' });
    const { diagnostics } = loadConfiguration(directory);
    expect(diagnostics).toMatchObject([{ code: 'LF1002', help: 'Rename unit.yml to units.yaml' }]);
  });

  test('warns of a YAML file that nobody reads', () => {
    const directory = organization({ 'costs.yaml': null, 'cost.yaml': 'a: 1', 'notes.yaml': 'a: 1', 'README.md': '' });
    const { configuration, diagnostics } = loadConfiguration(directory);
    expect(configuration).toBeDefined();
    expect(diagnostics).toMatchObject([
      { severity: 'warning', code: 'LF1006', help: 'Did you mean costs.yaml?' },
      { severity: 'warning', code: 'LF1006' },
    ]);
  });

  test.each<[string, Parameters<typeof writeOrganization>[0], readonly string[]]>([
    ['a required file is empty', { 'units.yaml': '' }, ['LF1004 units.yaml:1:1']],
    ['a team file is empty', { 'teams/fraud.yaml': '\n\n' }, ['LF1004 teams/fraud.yaml:1:1']],
    ['a file is not UTF-8', { 'costs.yaml': Buffer.from('# a\n# \xfc\n', 'latin1') }, ['LF1005 costs.yaml:2:3']],
    ['a product is not text', { 'products/a.bin': Buffer.from([0xff, 0xfe]) }, ['LF1005 products/a.bin:1:1']],
    ['a team file has a bad name', { 'teams/data team.yaml': 'x' }, ['LF1007 teams/data team.yaml:1:1']],
    ['a team file has an upper-case ending', { 'teams/risk.YAML': 'x' }, ['LF1007 teams/risk.YAML:1:1']],
    [
      'two team files differ in case only',
      { 'teams/Fraud.yaml': sample['teams/fraud.yaml'] ?? '' },
      ['LF1008 teams/fraud.yaml:1:1'],
    ],
    [
      'two team files differ in their ending only',
      { 'teams/fraud.yml': sample['teams/fraud.yaml'] ?? '' },
      ['LF1008 teams/fraud.yml:1:1'],
    ],
    ['a folder stands where a file is expected', { 'units.yaml': null, 'units.yaml/x': '' }, ['LF1003 units.yaml:1:1']],
    ['a folder stands where a team is expected', { 'teams/a.yaml/x': '' }, ['LF1003 teams/a.yaml:1:1']],
    ['a file stands where a folder is expected', { 'teams/fraud.yaml': null, teams: '' }, ['LF1003 teams:1:1']],
    [
      'several files are wrong',
      { 'units.yaml': 'unit: {}\n', 'costs.yaml': '\tx', 'teams/fraud.yaml': 'nme: x\n' },
      [
        'LF1012 costs.yaml:1:1',
        'LF1101 teams/fraud.yaml:1:1',
        'LF1102 teams/fraud.yaml:1:1',
        'LF1102 teams/fraud.yaml:1:1',
        'LF1101 units.yaml:1:1',
      ],
    ],
  ])('if %s', (_, changes, expected) => {
    const directory = organization(changes);
    const { diagnostics } = loadConfiguration(directory);
    expect(inShort(directory, diagnostics)).toEqual(expected);
  });

  test('leaves a broken team out and still hands over the rest', () => {
    const directory = organization({
      'teams/fraud.yaml': 'name: [',
      'teams/risk.yaml': sample['teams/fraud.yaml'] ?? '',
    });
    const { configuration, diagnostics } = loadConfiguration(directory);
    expect(diagnostics.map(({ code }) => code)).toEqual(['LF1010']);
    expect(Object.keys(configuration?.teams ?? {})).toEqual(['risk']);
  });

  test('hands over nothing if a file that all else needs is broken', () => {
    const { configuration } = loadConfiguration(organization({ 'units.yaml': 'units: 5\n' }));
    expect(configuration).toBeUndefined();
  });

  test('reports links that lead nowhere', () => {
    const directory = organization();
    symlinkSync('/nowhere/at/all', join(directory, 'teams', 'gone.yaml'));
    mkdirSync(join(directory, 'products', 'deep'));
    symlinkSync('/nowhere/at/all', join(directory, 'products', 'deep', 'gone.yaml'));
    const { diagnostics } = loadConfiguration(directory);
    expect(inShort(directory, diagnostics)).toEqual([
      'LF1003 products/deep/gone.yaml:1:1',
      'LF1003 teams/gone.yaml:1:1',
    ]);
  });

  test('reports a file without permission, where the system knows permissions', () => {
    const directory = organization();
    const file = join(directory, 'units.yaml');
    chmodSync(file, 0o000);
    // The superuser may read everything.
    const expected = process.getuid?.() === 0 ? [] : ['LF1003 units.yaml:1:1'];
    expect(inShort(directory, loadConfiguration(directory).diagnostics)).toEqual(expected);
  });

  test('ignores hidden files', () => {
    const directory = organization({ 'teams/.fraud.yaml.swp': 'x', '.units.yaml': '[', 'policies/.DS_Store': 'x' });
    expect(loadConfiguration(directory).diagnostics).toEqual([]);
  });

  test('reads CRLF and a byte order mark', () => {
    const crlf = (file: string): string => `\uFEFF${sample[file] ?? ''}`.replaceAll('\n', '\r\n');
    const directory = organization({ 'units.yaml': crlf('units.yaml'), 'teams/fraud.yaml': crlf('teams/fraud.yaml') });
    expect(loadConfiguration(directory).diagnostics).toEqual([]);
    writeFileSync(join(directory, 'units.yaml'), '\uFEFFunits:\r\n  Dev:\r\n    nam: x\r\n');
    expect(inShort(directory, loadConfiguration(directory).diagnostics)).toEqual(['LF1101 units.yaml:3:5']);
  });

  test('keeps names in any script', () => {
    const team = sample['teams/fraud.yaml']?.replace('Fraud detection', 'Betrugsprüfung 不正検知') ?? '';
    const { configuration, diagnostics } = loadConfiguration(organization({ 'teams/fraud.yaml': team }));
    expect(diagnostics).toEqual([]);
    expect(configuration?.teams['fraud']?.name).toBe('Betrugsprüfung 不正検知');
  });

  test('reads a thousand teams', () => {
    const team = sample['teams/fraud.yaml'] ?? '';
    const many = Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`teams/team-${index}.yaml`, team]));
    const { configuration, diagnostics } = loadConfiguration(organization(many));
    expect(diagnostics).toEqual([]);
    expect(Object.keys(configuration?.teams ?? {})).toHaveLength(1001);
  });
});

describe('sources', () => {
  const { configuration } = loadConfiguration(organization());
  const locate = (...[file, path, what]: [string, (string | number)[], ('key' | 'value')?]): string => {
    const location = configuration?.sources.locate({ file, path }, what);
    return `${location?.line ?? 0}:${location?.column ?? 0}`;
  };

  test.each<[string, (string | number)[], 'key' | 'value' | undefined, string]>([
    ['organization.yaml', ['regions', 'home'], undefined, '13:9'],
    ['organization.yaml', ['regions', 'home'], 'key', '13:3'],
    ['organization.yaml', ['regions', 'governed', 1], undefined, '14:25'],
    ['organization.yaml', ['regions'], undefined, '12:1'],
    ['organization.yaml', ['regions', 'no', 'such', 'key'], undefined, '12:1'],
    ['organization.yaml', [], undefined, '1:1'],
    ['units.yaml', ['units', 'Workloads', 'units', 'Dev'], undefined, '10:7'],
    ['access.yaml', ['assignments', 0, 'group'], undefined, '25:12'],
    ['products/domain/v1.yaml', ['Resources', 'Domain', 'Type'], 'key', '3:5'],
    ['policies/baseline.json', ['Statement'], undefined, '3:16'],
    ['no-such-file.yaml', ['a'], undefined, '1:1'],
  ])('locate %s %j %s', (file, path, what, expected) => {
    expect(what === undefined ? locate(file, path) : locate(file, path, what)).toBe(expected);
  });
});
