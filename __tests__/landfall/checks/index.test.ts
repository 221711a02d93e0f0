import { join } from 'node:path';
import { checkOrganization, runsInCi } from '../../../landfall/checks';
import { sortDiagnostics } from '../../../landfall/diagnostics/diagnostic';
import { edit, file } from './cases/case';
import { newFindings, withEdits } from './organization';

describe('checkOrganization', () => {
  test('reports everything that is wrong at once, by place', () => {
    const directory = withEdits(
      edit('accounts.yaml', 'owner: data-platform', 'owner: [data-platform, security]'),
      edit('units.yaml', 'Deployments: { ', 'Deployments: { name: sandbox, '),
      edit('teams/fraud.yaml', 'prod: corporate', 'prod: { connectivity: corporate, blueprint: none@1 }'),
      file('policies/tags.json', '[]\n'),
    );
    const found = newFindings(directory);
    expect(found.map(({ code, location }) => [code, location?.file])).toEqual([
      ['LF1302', join(directory, 'accounts.yaml')],
      ['LF1602', join(directory, 'policies/tags.json')],
      ['LF1710', join(directory, 'teams/fraud.yaml')],
      ['LF1208', join(directory, 'units.yaml')],
    ]);
    expect(sortDiagnostics(found)).toEqual(found);
  });

  test('says the same again', () => {
    const directory = withEdits(edit('accounts.yaml', 'unit: Deployments', 'unit: Deploy'));
    expect(checkOrganization(directory).diagnostics).toEqual(checkOrganization(directory).diagnostics);
  });

  test('leaves the rules about the whole alone where a part is missing', () => {
    const directory = withEdits(file('teams/fraud.yaml', 'name: Fraud\n'));
    const { diagnostics, graph, zone } = checkOrganization(directory);
    expect(new Set(diagnostics.map(({ code }) => code))).toEqual(new Set(['LF1102']));
    expect([graph, zone?.teams]).toEqual([undefined, []]);
  });

  test('has no model of a directory that is not there', () => {
    const { diagnostics, ...rest } = checkOrganization(join(withEdits(), 'nowhere'));
    expect([diagnostics.map(({ code }) => code), rest]).toEqual([['LF1001'], {}]);
  });

  test('takes blueprints of the user', () => {
    const directory = withEdits(edit('accounts.yaml', 'serves: data-lake', 'serves: data-lake\n    blueprint: own@3'));
    expect(newFindings(directory, { own: { blueprints: [{ name: 'own', version: 3 }], stacks: [] } })).toEqual([]);
  });

  test('demands nothing of the user that only CI needs', () => {
    expect(checkOrganization(withEdits()).diagnostics.filter(({ code }) => code === 'LF2017')).toEqual([]);
  });
});

test.each<[Readonly<Record<string, string>>, boolean]>([
  [{}, false],
  [{ CI: '' }, false],
  [{ CI: 'false' }, false],
  [{ CI: '0' }, false],
  [{ CI: 'true' }, true],
  [{ CI: '1' }, true],
])('%j says whether this is CI', (environment, expected) => {
  expect(runsInCi(environment)).toBe(expected);
});
