import fc from 'fast-check';
import { readDump, readDumpFile } from '../../../../landfall/adoption/dump/read';
import { dumpText } from '../../../../landfall/adoption/dump/write';
import type { Diagnostic } from '../../../../landfall/diagnostics/diagnostic';
import { fact } from '../../../../landfall/model/facts';
import { foundAccount, foundInventory, foundPolicy, foundUnit } from '../support/inventory';

const file = 'dump.json';
const whole = dumpText(foundInventory());

/** Code and place of each finding, the text at the place with it. */
function findings(text: string, diagnostics: readonly Diagnostic[]): readonly (readonly [string, string])[] {
  const lines = text.split('\n');
  return diagnostics.map(({ code, location }) => [
    code,
    location === undefined ? 'nowhere' : (lines[location.line - 1] ?? '').slice(location.column - 1).replace(/,$/, ''),
  ]);
}

describe('a dump', () => {
  test('comes back as it was written, whatever the order in which it was collected', () => {
    const shuffled = foundInventory();
    const text = JSON.stringify({ ...shuffled, accounts: [...shuffled.accounts].reverse() });
    expect(readDump(file, text).inventory).toEqual(readDump(file, whole).inventory);
    expect(dumpText(readDump(file, text).inventory ?? foundInventory())).toBe(whole);
    expect(readDump(file, `\uFEFF${whole}`).diagnostics).toEqual([]);
  });

  test('that is cut short anywhere is told so, at its end', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: whole.trimEnd().length - 1 }), (length) => {
        const text = whole.slice(0, length);
        const { diagnostics, inventory } = readDump(file, text);
        expect(inventory).toBeUndefined();
        expect(diagnostics).toHaveLength(1);
        const lines = text.trimEnd().split('\n');
        expect(diagnostics[0]).toMatchObject({
          code: 'LF6010',
          location: { file, line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 },
        });
      }),
    );
  });

  test.each<[string, string, string]>([
    ['nothing', '', 'LF6010'],
    ['a list', '[]', 'LF6012'],
    ['another document', '{"Version": "2012-10-17"}', 'LF6012'],
    ['words', 'hello', 'LF6011'],
    ['a comma too many', '{"schema": 1,}', 'LF6011'],
    ['null', 'null', 'LF6012'],
  ])('that is %s is none', (_, text, code) => {
    const { diagnostics, inventory } = readDump(file, text);
    expect(inventory).toBeUndefined();
    expect(diagnostics.map((one) => one.code)).toEqual([code]);
    expect(diagnostics[0]?.location).toMatchObject({ file, line: 1 });
  });

  test('of another version is told at its schema', () => {
    const text = whole.replace('"schema": 1', '"schema": 7');
    const { diagnostics } = readDump(file, text);
    expect(findings(text, diagnostics)).toEqual([['LF6012', '7']]);
  });

  test('with wrong values, unknown and missing keys is told all of them, with places', () => {
    const text = whole
      .replace('"featureSet": "ALL"', '"featureSet": "SOME"')
      .replace('"name": "A"', '"nane": "A"')
      .replace('"id": "012345670123"', '"id": 12345670123');
    const { diagnostics, inventory } = readDump(file, text);
    expect(inventory).toBeUndefined();
    const places = findings(text, diagnostics).map(([, place]) => place);
    expect(places).toEqual(expect.arrayContaining(['"SOME"', '"nane": "A"', '12345670123']));
    expect(diagnostics.every(({ location }) => location?.file === file)).toBe(true);
  });

  test('of another organization is told at its id', () => {
    const facts = new Map([[fact.organizationId, 'o-second']]);
    const { diagnostics, inventory } = readDump(file, whole, facts);
    expect(inventory).toBeUndefined();
    expect(findings(whole, diagnostics)).toEqual([['LF6005', '"o-first"']]);
    expect(readDump(file, whole, new Map([[fact.organizationId, 'o-first']])).diagnostics).toEqual([]);
  });

  test('with units in a circle is told once a circle, with every unit of it', () => {
    const text = dumpText(
      foundInventory({
        units: [
          foundUnit('ou-a', 'A', 'ou-c'),
          foundUnit('ou-b', 'B', 'ou-a'),
          foundUnit('ou-c', 'C', 'ou-b'),
          foundUnit('ou-d', 'D', 'ou-d'),
          foundUnit('ou-e', 'E', 'ou-a'),
        ],
      }),
    );
    const { diagnostics } = readDump(file, text);
    expect(findings(text, diagnostics)).toEqual([
      ['LF6014', '"ou-c"'],
      ['LF6014', '"ou-d"'],
    ]);
    expect(diagnostics[0]?.related?.map(({ message }) => message)).toEqual([
      'by way of "B" (ou-b)',
      'by way of "C" (ou-c)',
    ]);
  });

  test('that names what it does not hold is told where, unless that part was not read whole', () => {
    const broken = foundInventory({
      accounts: [foundAccount('012345670123', 'lost', 'ou-gone')],
      policies: [foundPolicy('p-1', ['ou-a', '999999999999'])],
    });
    const text = dumpText(broken);
    expect(findings(text, readDump(file, text).diagnostics)).toEqual([
      ['LF6013', '"ou-gone"'],
      ['LF6013', '"999999999999"'],
    ]);
    const gap = { action: 'organizations:ListRoots', code: 'AccessDeniedException', message: '', times: 1 };
    const admitted = dumpText({ ...broken, gaps: [{ part: 'units', ...gap }] });
    expect(readDump(file, admitted).diagnostics).toEqual([]);
  });

  test('that holds an id twice is told at the second', () => {
    const text = dumpText(
      foundInventory({ units: [foundUnit('ou-a', 'A'), foundUnit('ou-a', 'Z'), foundUnit('ou-b', 'B')] }),
    );
    const { diagnostics } = readDump(file, text);
    expect(findings(text, diagnostics)).toEqual([['LF6015', '"ou-a"']]);
    expect(diagnostics[0]?.related).toHaveLength(1);
  });

  test('that is not there is told without a stack trace', () => {
    const { diagnostics, inventory } = readDumpFile('/nowhere/dump.json');
    expect(inventory).toBeUndefined();
    expect(diagnostics.map(({ code }) => code)).toEqual(['LF6016']);
  });
});
