import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalogue } from '../../../landfall/diagnostics/catalogue';
import { acceptedCodes } from '../../../landfall/diagnostics/catalogue/accepted';
import { adoptionCodes } from '../../../landfall/diagnostics/catalogue/adoption';
import { configurationCodes } from '../../../landfall/diagnostics/catalogue/configuration';
import { controlCodes } from '../../../landfall/diagnostics/catalogue/controls';
import { guardrailCodes } from '../../../landfall/diagnostics/catalogue/guardrails';
import { importCodes } from '../../../landfall/diagnostics/catalogue/imports';
import { lockCodes } from '../../../landfall/diagnostics/catalogue/lock';
import { modelCodes } from '../../../landfall/diagnostics/catalogue/model';
import { operationCodes } from '../../../landfall/diagnostics/catalogue/operation';
import { policyTestCodes } from '../../../landfall/diagnostics/catalogue/policy-tests';
import { verificationCodes } from '../../../landfall/diagnostics/catalogue/verification';

const landfall = join(__dirname, '..', '..', '..', 'landfall');

/** Codes in source text by file; the catalogue itself does not count as use. */
function usedCodes(): ReadonlyMap<string, string> {
  const files = readdirSync(landfall, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.startsWith(join('diagnostics', 'catalogue')))
    .sort();
  return new Map(
    files.flatMap((file) => {
      const codes = readFileSync(join(landfall, file), 'utf8').match(/\bLF\d{4}\b/g) ?? [];
      return codes.map((code): [string, string] => [code, file]);
    }),
  );
}

describe('the catalogue', () => {
  test('explains every code that the source uses', () => {
    const unknown = [...usedCodes()].filter(([code]) => catalogue[code] === undefined);
    expect(unknown).toEqual([]);
  });

  test('holds no code twice', () => {
    const codes = [
      acceptedCodes,
      adoptionCodes,
      configurationCodes,
      modelCodes,
      controlCodes,
      guardrailCodes,
      importCodes,
      lockCodes,
      operationCodes,
      policyTestCodes,
      verificationCodes,
    ].flatMap((table) => Object.keys(table));
    expect(codes.filter((code, index) => codes.indexOf(code) !== index)).toEqual([]);
    expect(Object.keys(catalogue)).toHaveLength(codes.length);
  });

  test.each<[string, object, RegExp]>([
    ['configuration', configurationCodes, /^LF(00|10|11)\d\d$/],
    ['controls', controlCodes, /^LF16[45]\d$/],
    ['model', modelCodes, /^LF1[2-9]\d\d$/],
    ['imports', importCodes, /^LF61[01]\d$/],
    ['lock', lockCodes, /^LF20\d\d$/],
    ['adoption', adoptionCodes, /^LF60\d\d$/],
    ['operation', operationCodes, /^LF[3458]0\d\d$/],
    ['policy tests', policyTestCodes, /^LF21\d\d$/],
    ['accepted', acceptedCodes, /^LF22\d\d$/],
    ['verification', verificationCodes, /^LF61[2-8]\d$/],
  ])('keeps the codes of %s in their ranges', (_, table, range) => {
    expect(Object.keys(table).filter((code) => !range.test(code))).toEqual([]);
  });

  test('has a one-line title and whole sentences for each', () => {
    for (const { title, explanation } of Object.values(catalogue)) {
      expect(title).toMatch(/^[^\n]{5,80}[^.\n]$/);
      expect(explanation).toMatch(/^\S[^]*\.$/);
    }
  });
});
