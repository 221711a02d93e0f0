import { stripVTControlCharacters } from 'node:util';
import type { Diagnostic } from '../../../landfall/diagnostics/diagnostic';
import { renderDiagnostics, summarize, wantsColor } from '../../../landfall/diagnostics/render';

const source = 'name: Fraud\naccounts: { dev: corprate }\n\tx: 1\n不正検知: { naem: 1 }\n"a b": 1\r\n';
const readSource = (file: string): string | undefined => (file === 'a.yaml' ? source : undefined);
const at = (line: number, column: number, file = 'a.yaml'): Diagnostic => ({
  severity: 'error',
  code: 'LF1104',
  message: 'found something',
  location: { file, line, column },
});
const render = (...diagnostics: readonly Diagnostic[]): readonly string[] =>
  renderDiagnostics(diagnostics, { readSource }).split('\n');

describe('renderDiagnostics', () => {
  test('shows place, excerpt, mark, help and summary', () => {
    expect(render({ ...at(2, 18), help: 'did you mean `corporate`?' })).toEqual([
      'error LF1104: found something',
      '  --> a.yaml:2:18',
      '    |',
      '  2 | accounts: { dev: corprate }',
      '    |                  ^^^^^^^^',
      '  = did you mean `corporate`?',
      '',
      '1 error in 1 file',
      '',
    ]);
  });

  test('shows related places', () => {
    const related = [
      { message: 'first here', location: { file: 'a.yaml', line: 1, column: 1 } },
      { message: 'no place' },
    ];
    expect(render({ ...at(2, 1), related }).slice(5, 10)).toEqual([
      '  :: first here: a.yaml:1:1',
      '    |',
      '  1 | name: Fraud',
      '    | ^^^^',
      '  = no place',
    ]);
  });

  test.each<[string, number, number, string]>([
    ['a tab stays a tab', 3, 2, '    | \t^'],
    ['a wide letter takes two columns', 4, 9, '    |             ^^^^'],
    ['a wide word is marked whole', 4, 1, '    | ^^^^^^^^'],
    ['a quoted word is marked whole', 5, 1, '    | ^^^^^'],
    ['a place behind the end of the line', 1, 99, '    | ' + ' '.repeat('name: Fraud'.length) + '^'],
  ])('%s', (_, line, column, mark) => {
    expect(render(at(line, column))[4]).toBe(mark);
  });

  test('leaves the excerpt away where there is no line to show', () => {
    expect(render(at(99, 1)).slice(0, 3)).toEqual(['error LF1104: found something', '  --> a.yaml:99:1', '']);
    expect(render(at(1, 1, 'gone.yaml')).slice(0, 3)).toEqual([
      'error LF1104: found something',
      '  --> gone.yaml:1:1',
      '',
    ]);
  });

  test('sorts, and prints one diagnostic without a place', () => {
    const placeless: Diagnostic = { severity: 'warning', code: 'LF0001', message: 'somewhere' };
    const places = render(at(2, 1), at(1, 7), placeless, at(1, 1)).filter((line) => /LF|-->/.test(line));
    expect(places.filter((line) => line.includes('-->'))).toEqual([
      '  --> a.yaml:1:1',
      '  --> a.yaml:1:7',
      '  --> a.yaml:2:1',
    ]);
    expect(places[0]).toBe('warning LF0001: somewhere');
  });

  test('is silent without diagnostics', () => {
    expect(renderDiagnostics([])).toBe('');
  });

  test('reads files from disk by default, and does without them', () => {
    expect(renderDiagnostics([at(1, 1, __filename)])).toContain('stripVTControlCharacters');
    expect(renderDiagnostics([at(1, 1, `${__filename}.gone`)])).toContain('1 error');
  });

  test('colours change nothing but colours', () => {
    const plain = renderDiagnostics([at(2, 18)], { readSource });
    const coloured = renderDiagnostics([at(2, 18)], { readSource, color: true });
    expect(coloured).not.toBe(plain);
    expect(stripVTControlCharacters(coloured)).toBe(plain);
  });
});

test.each<[readonly Diagnostic[], string]>([
  [[], 'no problems found'],
  [[at(1, 1)], '1 error in 1 file'],
  [[at(1, 1), at(1, 1, 'b'), { ...at(1, 1), severity: 'warning' }], '2 errors, 1 warning in 2 files'],
  [[{ severity: 'note', code: 'LF0001', message: '' }], '1 note'],
])('summarize %#', (diagnostics, expected) => {
  expect(summarize(diagnostics)).toBe(expected);
});

test.each<[boolean, Readonly<Record<string, string>>, boolean]>([
  [true, {}, true],
  [false, {}, false],
  [true, { NO_COLOR: '1' }, false],
  [true, { NO_COLOR: '' }, true],
  [true, { TERM: 'dumb' }, false],
  [false, { FORCE_COLOR: '1' }, true],
  [true, { FORCE_COLOR: '0' }, false],
  [false, { FORCE_COLOR: '1', NO_COLOR: '1' }, false],
  [false, { CI: 'true' }, false],
])('wantsColor: terminal %s, environment %j', (isTTY, environment, expected) => {
  expect(wantsColor({ isTTY }, environment)).toBe(expected);
});
