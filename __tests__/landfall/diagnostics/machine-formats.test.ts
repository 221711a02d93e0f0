import type { Diagnostic } from '../../../landfall/diagnostics/diagnostic';
import { diagnosticsToJson } from '../../../landfall/diagnostics/json';
import { diagnosticsToSarif } from '../../../landfall/diagnostics/sarif';

const first: Diagnostic = {
  severity: 'error',
  code: 'LF1101',
  message: 'unknown key',
  help: 'did you mean `name`?',
  path: 'units.Dev.nme',
  location: { file: 'landing zone/units.yaml', line: 2, column: 3 },
  related: [{ message: 'see', location: { file: 'b.yaml', line: 1, column: 1 } }, { message: 'and' }],
};
const accepted = { diagnostic: first, reason: 'Moves in spring', until: '2027-01-31' };
const second: Diagnostic = { severity: 'warning', code: 'LF1006', message: 'not read' };

describe('diagnosticsToJson', () => {
  test('has a stable shape, sorted', () => {
    const parsed: unknown = JSON.parse(diagnosticsToJson([first, second]));
    expect(parsed).toEqual({ schema: 1, errors: 1, warnings: 1, notes: 0, diagnostics: [second, first] });
  });

  test('is the same whatever the order of input and keys', () => {
    const shuffled: Diagnostic = { message: 'not read', code: 'LF1006', severity: 'warning' };
    expect(diagnosticsToJson([shuffled, first])).toBe(diagnosticsToJson([first, second]));
  });

  test('has what is accepted apart, and does not count it', () => {
    const parsed: unknown = JSON.parse(diagnosticsToJson([second], [accepted]));
    const apart = { ...first, reason: 'Moves in spring', until: '2027-01-31' };
    expect(parsed).toEqual({ schema: 1, errors: 0, warnings: 1, notes: 0, diagnostics: [second], accepted: [apart] });
  });

  test('speaks when there is nothing to say', () => {
    expect(JSON.parse(diagnosticsToJson([]))).toMatchObject({ errors: 0, diagnostics: [] });
  });
});

const anyText = (): unknown => expect.any(String);

describe('diagnosticsToSarif', () => {
  test('has a rule for each code and a result for each diagnostic', () => {
    const parsed: unknown = JSON.parse(diagnosticsToSarif([first, second, second]));
    expect(parsed).toMatchObject({
      version: '2.1.0',
      runs: [
        {
          tool: {
            driver: {
              name: 'landfall',
              rules: [
                { id: 'LF1006', shortDescription: { text: anyText() } },
                { id: 'LF1101', fullDescription: { text: anyText() } },
              ],
            },
          },
          columnKind: 'utf16CodeUnits',
          results: [
            { ruleId: 'LF1006', ruleIndex: 0, level: 'warning', message: { text: 'not read' } },
            { ruleId: 'LF1006', ruleIndex: 0 },
            {
              ruleId: 'LF1101',
              ruleIndex: 1,
              level: 'error',
              message: { text: 'unknown key\ndid you mean `name`?' },
              locations: [
                {
                  physicalLocation: {
                    artifactLocation: { uri: 'landing%20zone/units.yaml' },
                    region: { startLine: 2, startColumn: 3 },
                  },
                  logicalLocations: [{ fullyQualifiedName: 'units.Dev.nme' }],
                },
              ],
              relatedLocations: [
                { id: 0, message: { text: 'see' } },
                { id: 1, message: { text: 'and' } },
              ],
            },
          ],
        },
      ],
    });
  });

  test('leaves places away that are unknown', () => {
    expect(diagnosticsToSarif([second])).not.toContain('locations');
  });

  test('suppresses what is accepted, with the reason', () => {
    const suppression = { kind: 'external', status: 'accepted', justification: 'Moves in spring (until 2027-01-31)' };
    const parsed: unknown = JSON.parse(diagnosticsToSarif([second], [accepted]));
    expect(parsed).toMatchObject({
      runs: [{ results: [{ ruleId: 'LF1006' }, { ruleId: 'LF1101', level: 'error', suppressions: [suppression] }] }],
    });
    expect(JSON.stringify(parsed).match(/suppressions/g)).toHaveLength(1);
  });

  test('is valid without results', () => {
    expect(JSON.parse(diagnosticsToSarif([]))).toMatchObject({
      runs: [{ results: [], tool: { driver: { rules: [] } } }],
    });
  });
});
