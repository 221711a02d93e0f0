import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadPolicyTests } from '../../../landfall/config/policy-tests';

let directory = '';
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'landfall-facts-'));
  mkdirSync(join(directory, 'tests'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

function write(file: string, text: string): void {
  writeFileSync(join(directory, 'tests', file), text);
}

const fact = `facts:
  - name: It holds
    as: DataScientist
    in: [Workloads/Dev, Sandbox]
    may: s3:GetObject
    may-not:
      - s3:PutObject
      - s3:DeleteObject
    of: outside
    with: { aws:SecureTransport: true, aws:MultiFactorAuthAge: 5, aws:TagKeys: [a, b], aws:SourceVpc: [] }
    each: { ec2:InstanceType: [p5.48xlarge, g5.xlarge], aws:RequestedRegion: [eu-west-1] }
    policy: { Statement: [] }
    because: It must
`;

describe('files of tests/', () => {
  test('give facts with single words and their places', () => {
    write('a.yaml', fact);
    const { diagnostics, facts } = loadPolicyTests(directory);
    expect(diagnostics).toEqual([]);
    const at = (line: number, column: number): object => ({
      at: { file: join(directory, 'tests/a.yaml'), line, column },
    });
    expect(facts).toMatchObject([
      {
        name: 'It holds',
        file: 'tests/a.yaml',
        ...at(2, 11),
        as: [{ text: 'DataScientist', ...at(3, 9) }],
        in: [
          { text: 'Workloads/Dev', ...at(4, 10) },
          { text: 'Sandbox', ...at(4, 25) },
        ],
        may: [{ text: 's3:GetObject', ...at(5, 10) }],
        mayNot: [
          { text: 's3:PutObject', ...at(7, 9) },
          { text: 's3:DeleteObject', ...at(8, 9) },
        ],
        on: [],
        of: [{ text: 'outside', ...at(9, 9) }],
        with: {
          'aws:SecureTransport': ['true'],
          'aws:MultiFactorAuthAge': ['5'],
          'aws:TagKeys': ['a', 'b'],
          'aws:SourceVpc': [],
        },
        each: [
          { 'ec2:InstanceType': ['p5.48xlarge'], 'aws:RequestedRegion': ['eu-west-1'] },
          { 'ec2:InstanceType': ['g5.xlarge'], 'aws:RequestedRegion': ['eu-west-1'] },
        ],
        policy: '{"Statement":[]}',
        because: 'It must',
      },
    ]);
  });

  test('come in the order of their names, and other files are left alone', () => {
    write('b.yaml', fact);
    write('a.yml', fact);
    write('README.md', 'facts:');
    expect(loadPolicyTests(directory).facts.map(({ file }) => file)).toEqual(['tests/a.yml', 'tests/b.yaml']);
  });

  test('may be missing altogether', () => {
    rmSync(join(directory, 'tests'), { recursive: true });
    expect(loadPolicyTests(directory)).toEqual({ facts: [], diagnostics: [] });
  });

  test.each<[string, string, string, number, number]>([
    ['an empty file', '', 'LF1004', 1, 1],
    ['no facts', 'facts: []\n', 'LF1106', 1, 8],
    ['broken YAML', 'facts:\n  - name: "open\n', 'LF1010', 3, 1],
    ['a misspelled key', fact.replace('because', 'becuase'), 'LF1101', 13, 5],
    ['a fact without a reason', fact.replace('    because: It must\n', ''), 'LF1102', 2, 5],
    ['a number as an action', fact.replace('s3:GetObject', '5'), 'LF1109', 5, 10],
    ['a fact without an action', fact.replace(/    may: .*\n    may-not:\n.*\n.*\n/, ''), 'LF2107', 2, 11],
  ])('%s is an error at its place', (_, text, code, line, column) => {
    write('a.yaml', text);
    const { diagnostics } = loadPolicyTests(directory);
    expect(diagnostics.map((each) => [each.code, each.location?.line, each.location?.column])).toEqual([
      [code, line, column],
    ]);
    expect(diagnostics[0]?.location?.file).toBe(join(directory, 'tests/a.yaml'));
  });

  test('two facts of one name are told, with both places', () => {
    write('a.yaml', fact + fact.replace('facts:\n', ''));
    const { diagnostics } = loadPolicyTests(directory);
    expect(diagnostics).toMatchObject([
      { code: 'LF2106', location: { line: 14 }, related: [{ location: { line: 2 } }] },
    ]);
  });

  test('the facts of a file with errors are left out, those of others come', () => {
    write('a.yaml', 'facts: 5\n');
    write('b.yaml', fact);
    const { diagnostics, facts } = loadPolicyTests(directory);
    expect(diagnostics).toMatchObject([{ code: 'LF1103' }]);
    expect(facts).toHaveLength(1);
  });
});
