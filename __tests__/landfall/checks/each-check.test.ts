import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { emptyFactsLock, noDecisions } from '../../../landfall/model/lock';
import { acceptedCases } from './cases/accepted';
import { accessCases } from './cases/access';
import { accountCases } from './cases/accounts';
import type { Case } from './cases/case';
import { controlCases } from './cases/controls';
import { guardrailCases } from './cases/guardrails';
import { lockCases } from './cases/lock';
import { nameCases } from './cases/names';
import { networkCases } from './cases/network';
import { policyCases } from './cases/policies';
import { portfolioCases } from './cases/portfolios';
import { lineOf, newFindings, withEdits, withLock } from './organization';

const cases: readonly Case[] = [
  ...nameCases,
  ...accountCases,
  ...accessCases,
  ...networkCases,
  ...guardrailCases,
  ...policyCases,
  ...controlCases,
  ...portfolioCases,
  ...lockCases,
  ...acceptedCases,
];

/** What no configuration brings about. */
const inOtherTests = ['LF1390'];

describe('each check', () => {
  test.each(cases.map((each) => [each.code, each.title, each] as const))('%s: %s', (_, __, each) => {
    const directory = withEdits(...each.edits);
    if (each.facts !== undefined || each.decisions !== undefined) {
      withLock(directory, each.facts ?? emptyFactsLock, each.decisions ?? noDecisions);
    }
    const found = newFindings(directory, each.options);
    const others = new Set(each.also);
    const told = found.filter(({ code }) => !others.has(code));
    const line = each.line === 1 ? 1 : lineOf(directory, each.file, each.line);
    expect(
      told.map(({ code, severity, location }) => [code, severity, `${location?.file ?? ''}:${location?.line ?? 0}`]),
    ).toEqual([[each.code, each.severity ?? 'error', `${join(directory, each.file)}:${line}`]]);
    expect(told[0]?.message).toMatch(each.message);
    expect(told[0]?.help).toMatch(each.help);
    expect([...others].filter((code) => !found.some((other) => other.code === code))).toEqual([]);
  });

  test('has a case', () => {
    const folder = join(__dirname, '..', '..', '..', 'landfall', 'checks');
    const files = [folder, join(folder, 'policies')].flatMap((each) =>
      readdirSync(each).flatMap((file) => (file.endsWith('.ts') ? [join(each, file)] : [])),
    );
    const sources = files.map((file) => readFileSync(file, 'utf8'));
    const used = new Set(sources.flatMap((text) => text.match(/(?<=')LF\d{4}(?=')/g) ?? []));
    const covered = new Set([...cases.map(({ code }) => code), ...inOtherTests]);
    expect([...used].filter((code) => !covered.has(code)).sort()).toEqual([]);
  });
});
