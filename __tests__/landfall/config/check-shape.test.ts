import { checkShape } from '../../../landfall/config/check-shape';
import { parseYaml } from '../../../landfall/config/document';
import { publishedSchemas } from '../../../landfall/config/files';
import type { Diagnostic } from '../../../landfall/diagnostics/diagnostic';
import { sample } from './sample';

function check(kind: string, text: string): readonly Diagnostic[] {
  const schema = publishedSchemas[kind];
  if (schema === undefined) throw new Error(`no schema ${kind}`);
  return checkShape(parseYaml(`${kind}.yaml`, text), schema).diagnostics;
}

const team = (accounts: string): string =>
  `name: Fraud\nemail: fraud@example.com\ncostCenter: "1"\naccounts: ${accounts}\n`;
const changed = (kind: string, from: string, to: string): string => {
  const text = sample[`${kind}.yaml`] ?? '';
  expect(text).toContain(from);
  return text.replace(from, to);
};

/** Kind of file, text, and per diagnostic: code, place, message, help; undefined where the words do not matter. */
const cases: readonly [string, string, string, readonly [string, string, string, string?][]][] = [
  [
    'an unknown key names its nearest',
    'units',
    'units:\n  Dev: { registred: true }\n',
    [
      [
        'LF1101',
        '2:10',
        'unknown key `registred` in `units.Dev`; known are name, description, manage, id, registered, baseline, units',
        'Did you mean `registered`?',
      ],
    ],
  ],
  [
    'an unknown key far from all names what is known',
    'removed',
    'zzzzzzzz: 1\n',
    [
      [
        'LF1101',
        '1:1',
        'unknown key `zzzzzzzz`; known are stacks, accounts, confirm',
        'Use one of the known keys, or take the entry away',
      ],
    ],
  ],
  [
    'the rest of a sentence behind a comma inside braces',
    'units',
    'units:\n  Dev: { description: Try out, then build }\n',
    [
      [
        'LF1101',
        '2:32',
        'unknown key `then build` in `units.Dev`; known are name, description, manage, id, registered, baseline, units',
        'If it belongs to the text in front of it: put that text in quotation marks, because it holds a comma',
      ],
    ],
  ],
  [
    'a misspelled required key is one mistake',
    'team',
    'naem: Fraud\nemail: fraud@example.com\ncostCenter: "1"\n',
    [
      [
        'LF1101',
        '1:1',
        'unknown key `naem`; known are name, email, costCenter, businessUnit, budget, accounts',
        'Did you mean `name`?',
      ],
    ],
  ],
  [
    'missing keys point at their parent',
    'accounts',
    changed(
      'accounts',
      'platform: { email: platform@example.com, costCenter: "4711", businessUnit: IT }',
      'platform: {}',
    ),
    [
      ['LF1102', '2:3', '`email` is missing in `owners.platform`; expected is text'],
      ['LF1102', '2:3', '`costCenter` is missing in `owners.platform`; expected is text', 'Add `costCenter`'],
    ],
  ],
  [
    'an account id without quotation marks',
    'team',
    team('{ dev: { id: 012345670123 } }'),
    [
      [
        'LF1109',
        '4:24',
        '`accounts.dev.id` is the number 012345670123; expected is text',
        'Write it in quotation marks, so that YAML leaves it as it is: "012345670123"',
      ],
    ],
  ],
  [
    'an account id of eleven digits',
    'team',
    team('{ dev: { id: "12345670123" } }'),
    [['LF1105', '4:24', '`accounts.dev.id` is "12345670123": an account id has 12 digits']],
  ],
  [
    'a cost center without quotation marks',
    'team',
    'name: a\nemail: a@b.c\ncostCenter: 0815\n',
    [['LF1109', '3:13', '`costCenter` is the number 0815; expected is text']],
  ],
  [
    'a word that is not allowed names its nearest',
    'team',
    team('{ dev: corprate }'),
    [
      [
        'LF1104',
        '4:18',
        '`accounts.dev` is "corprate"; allowed are corporate, isolated, none',
        'Did you mean `corporate`?',
      ],
    ],
  ],
  [
    'inside a union only the branch that was meant speaks',
    'team',
    team('{ dev: { connectivity: both } }'),
    [['LF1104', '4:34', '`accounts.dev.connectivity` is "both"; allowed are corporate, isolated, none']],
  ],
  [
    'a value that fits no branch of a union hears of all',
    'team',
    team('{ dev: 5 }'),
    [
      [
        'LF1103',
        '4:18',
        '`accounts.dev` is the number 5; expected is one of corporate, isolated, none, or a map with the keys connectivity, unit, name, email, generation, blueprint, purpose, manage, id',
      ],
    ],
  ],
  [
    'a list inside a union of one or many',
    'access',
    changed('access', 'permissionSets: [Administrator]', 'permissionSets: []'),
    [['LF1106', '26:21', '`assignments[0].permissionSets` is an empty list: must have at least 1 entries']],
  ],
  [
    'an unknown value of a key that decides the shape',
    'organization',
    changed('organization', 'backend: hcp', 'backend: hpc'),
    [['LF1104', '27:12', '`state.backend` is "hpc"; allowed are s3, hcp', 'Did you mean `hcp`?']],
  ],
  [
    'a misspelling of a key that decides the shape',
    'organization',
    changed('organization', 'backend: hcp', 'bakend: hcp'),
    [
      [
        'LF1101',
        '27:3',
        'unknown key `bakend` in `state`; known are backend, hostname, organization, project',
        'Did you mean `backend`?',
      ],
    ],
  ],
  [
    'keys of another shape are unknown in this one',
    'organization',
    changed('organization', 'backend: hcp\n  hostname: app.terraform.io\n  organization: example', 'backend: s3'),
    [['LF1101', '28:3', 'unknown key `project` in `state`; known are backend']],
  ],
  [
    'a key without value',
    'team',
    'name:\nemail: a@b.c\ncostCenter: "1"\n',
    [['LF1108', '1:1', '`name` has no value; expected is text', 'Give it a value, or take the line away']],
  ],
  [
    'a key in a map of names that is not allowed',
    'units',
    'units:\n  Dev Test: {}\n',
    [
      [
        'LF1107',
        '2:3',
        'the key `Dev Test` is not allowed: a key starts with a letter and holds letters, digits and hyphens',
      ],
    ],
  ],
  [
    'a word for a truth value',
    'units',
    'units: { Dev: { registered: yes } }\n',
    [['LF1103', '1:29', '`units.Dev.registered` is "yes"; expected is true or false', 'Write true']],
  ],
  [
    'a number too small',
    'costs',
    'teamBudget: { monthlyUsd: 0, thresholds: [1] }\n',
    [['LF1106', '1:27', '`teamBudget.monthlyUsd` is the number 0: must be more than 0']],
  ],
  [
    'a number that is not whole',
    'access',
    changed('access', 'sessionHours: 4', 'sessionHours: 4.5'),
    [['LF1105', '13:19', '`permissionSets.Administrator.sessionHours` is the number 4.5: must be a whole number']],
  ],
  [
    'a text too long',
    'portfolios',
    changed('portfolios', 'provider: Platform', `provider: ${'x'.repeat(70)}`),
    [['LF1106', '6:15', `\`portfolios.ml.provider\` is "${'x'.repeat(60)}...": must have at most 50 characters`]],
  ],
  [
    'a file that is a list',
    'removed',
    '- a\n',
    [['LF1103', '1:1', 'the file is a list; expected is a map with the keys stacks, accounts, confirm']],
  ],
  [
    'a file that is text',
    'removed',
    'nothing\n',
    [['LF1103', '1:1', 'the file is "nothing"; expected is a map with the keys stacks, accounts, confirm']],
  ],
  [
    'a mistake behind an anchor is told once',
    'units',
    'units:\n  A: &a { nme: x }\n  B: *a\n  C: { <<: *a }\n',
    [
      [
        'LF1101',
        '2:11',
        'unknown key `nme` in `units.A`; known are name, description, manage, id, registered, baseline, units',
        'Did you mean `name`?',
      ],
    ],
  ],
  [
    'a name with a dot in a path is quoted',
    'security',
    'delegations: { guardduty.amazonaws.com: "a b" }\n',
    [
      [
        'LF1105',
        '1:41',
        '`delegations["guardduty.amazonaws.com"]` is "a b": a key starts with a letter and holds letters, digits and hyphens',
      ],
    ],
  ],
];

describe('checkShape', () => {
  test.each(cases)('%s', (_, kind, text, expected) => {
    const found = check(kind, text).map(({ code, location, message, help }) => {
      return [code, `${location?.line ?? 0}:${location?.column ?? 0}`, message, help];
    });
    expect(found).toEqual(
      expected.map(([code, place, message, help], index) => [code, place, message, help ?? found[index]?.[3]]),
    );
  });

  test('every diagnostic is an error with the path of the value', () => {
    expect(check('team', team('{ dev: { id: 5 } }'))).toMatchObject([{ severity: 'error', path: 'accounts.dev.id' }]);
  });
});
