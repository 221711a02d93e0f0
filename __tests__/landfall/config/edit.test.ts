import fc from 'fast-check';
import { parse } from 'yaml';
import { addTeamAccounts, listsAccounts, newTeamText } from '../../../landfall/config/edit';
import { teamFile } from '../../../landfall/config/schemas/team';

const prod = { stage: 'prod', connectivity: 'corporate' } as const;

function added(text: string, ...lines: Parameters<typeof addTeamAccounts>[1]): string {
  const result = addTeamAccounts(text, lines);
  if (result.kind !== 'edited') throw new Error(JSON.stringify(result));
  return result.text;
}

describe('adding an account to a team', () => {
  test.each([
    [
      'behind the last line, before what follows',
      "# head\nname: Fraud # n\naccounts:\n  # why\n  dev: isolated # own\n\n# tail\ncostCenter: '1'\n",
      "# head\nname: Fraud # n\naccounts:\n  # why\n  dev: isolated # own\n  prod: corporate\n\n# tail\ncostCenter: '1'\n",
    ],
    [
      'behind a nested map',
      'accounts:\n    dev:\n      connectivity: isolated\n      unit: A # far\nname: x\n',
      'accounts:\n    dev:\n      connectivity: isolated\n      unit: A # far\n    prod: corporate\nname: x\n',
    ],
    ['behind an empty value', 'accounts:\n  dev:\nname: x\n', 'accounts:\n  dev:\n  prod: corporate\nname: x\n'],
    [
      'behind an empty value with a comment',
      'accounts:\n  dev: # default\n  # more\nname: x\n',
      'accounts:\n  dev: # default\n  prod: corporate\n  # more\nname: x\n',
    ],
    [
      'at the end without a line break',
      'accounts:\n  dev: isolated',
      'accounts:\n  dev: isolated\n  prod: corporate\n',
    ],
    ['with Windows line breaks', 'accounts:\r\n  dev: none\r\n', 'accounts:\r\n  dev: none\r\n  prod: corporate\r\n'],
    ['into braces', 'accounts: { dev: isolated } # x\n', 'accounts: { dev: isolated, prod: corporate } # x\n'],
    ['into empty braces', 'accounts: {}\nname: x\n', 'accounts: { prod: corporate }\nname: x\n'],
    ['where there is no list', 'name: x\n# end\n', 'name: x\n# end\naccounts:\n  prod: corporate\n'],
  ])('%s', (_title, before, after) => {
    expect(added(before, prod)).toBe(after);
  });

  test('writes a name in quotation marks, because inside braces commas and colons mean something', () => {
    const text = added('accounts:\n  dev: isolated\n', { ...prod, name: "Fraud's, prod: 1" });
    expect(text).toBe("accounts:\n  dev: isolated\n  prod: { connectivity: corporate, name: 'Fraud''s, prod: 1' }\n");
  });

  test.each([
    ['accounts:\n  Prod: isolated\n', { kind: 'present', stage: 'Prod' }],
    ['x: &a\n  dev: isolated\naccounts: *a\n', { kind: 'refused' }],
    ['{ name: x }\n', { kind: 'refused' }],
    ['- a\n', { kind: 'refused' }],
  ])('leaves %j alone', (text, expected) => {
    expect(addTeamAccounts(text, [prod])).toMatchObject(expected);
  });

  test('changes nothing but what it adds, whatever the file says', () => {
    const value = fc.constantFrom('', 'isolated', 'none # why', '{ connectivity: corporate, unit: A/B }');
    const entry = fc.tuple(fc.constantFrom('dev', 'test', 'lab', 'live'), value);
    const entries = fc.uniqueArray(entry, { minLength: 1, selector: ([stage]) => stage });
    const around = fc.constantFrom('', '# a comment\n', 'name: "x"  # spaces\n', '\n\n');
    fc.assert(
      fc.property(entries, around, around, fc.constantFrom(1, 2, 4), (all, before, after, width) => {
        const lines = all.map(([stage, text]) => `${' '.repeat(width)}${stage}: ${text}\n`).join('');
        const text = `${before}accounts:\n${lines}${after.replace('name', 'email')}`;
        const result = added(text, prod).split('\n');
        const line = `${' '.repeat(width)}prod: corporate`;
        expect(result.filter((each) => each !== line).join('\n')).toBe(text);
        expect(result.filter((each) => each === line)).toHaveLength(1);
      }),
    );
  });
});

test('a file that lists no accounts is told from one that does', () => {
  expect([listsAccounts('name: x\n'), listsAccounts('accounts: {}\n')]).toEqual([false, true]);
});

test('the file of a new team fits the schema and begins with the header', () => {
  const team = { name: 'Churn: B2C', email: 'churn@x.example', costCenter: '0042', budget: 900 };
  const text = newTeamText('# schema', team, [prod, { stage: 'dev', connectivity: 'isolated', name: 'Churn, dev' }]);
  expect(text.split('\n')[0]).toBe('# schema');
  expect(teamFile.parse(parse(text))).toEqual({
    ...team,
    accounts: { prod: 'corporate', dev: { connectivity: 'isolated', name: 'Churn, dev' } },
  });
});
