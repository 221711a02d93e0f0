import * as fc from 'fast-check';
import { remarkChapters, type Remark } from '../../../../landfall/adoption/describe/part';
import { adoptionReport } from '../../../../landfall/adoption/report';
import { chapterTexts } from '../../../../landfall/adoption/report/chapters';
import type { Diagnostic } from '../../../../landfall/diagnostics/diagnostic';
import { foundInventory } from '../support/inventory';

const overlap: Diagnostic = {
  severity: 'error',
  code: 'LF1502',
  message: 'the pool 10.0.0.0/8 of a overlaps 10.0.0.0/16 of b',
  help: 'Give one of them another range',
  path: 'segments.a.pool',
  location: { file: 'org/corp/network.yaml', line: 12, column: 5 },
};
const missing: Diagnostic = {
  severity: 'error',
  code: 'LF1201',
  message: 'there is no unit X',
  path: 'accounts.x.unit',
  location: { file: 'org/corp/accounts.yaml', line: 3, column: 1 },
};

function report(otherwise: Partial<Parameters<typeof adoptionReport>[0]> = {}): string {
  return adoptionReport({
    ...{ inventory: foundInventory(), remarks: [], diagnostics: [], directory: 'org/corp' },
    ...otherwise,
  });
}

/** Text of the chapter with that title. */
function chapter(text: string, title: string): string {
  return text.split(/^## /m).find((part) => part.startsWith(`${title}\n`)) ?? '';
}

test('chapters come in their order, and say in one line that they are empty', () => {
  const text = report();
  const titles = [...text.matchAll(/^## (.+)$/gm)].map(([, title]) => title);
  expect(titles).toEqual(['What would break a check', ...remarkChapters.map((each) => chapterTexts[each].title)]);
  for (const each of remarkChapters) {
    const { empty, title } = chapterTexts[each];
    expect(chapter(text, title).trim()).toBe(`${title}\n\n${empty}`);
  }
  expect(text).toContain('`landfall validate` is green');
  expect(text.endsWith('\n')).toBe(true);
});

test.each(remarkChapters)('%s has its advice and its remarks', (each) => {
  const text = report({ remarks: [{ chapter: each, subject: 'unit A_B', text: 'is *odd* <b>' }] });
  const { advice, title } = chapterTexts[each];
  expect(chapter(text, title)).toContain(`${advice}\n\n- \`unit A_B\`: is \\*odd\\* \\<b>\n`);
});

test('gaps are not readable', () => {
  const inventory = foundInventory({
    gaps: [
      { part: 'portfolios', action: 'servicecatalog:ListPortfolios', code: 'AccessDenied', message: 'no', times: 2 },
    ],
  });
  expect(chapter(report({ inventory }), 'Not readable')).toContain(
    '- `servicecatalog:ListPortfolios`: portfolios are not wholly known: servicecatalog:ListPortfolios failed 2 times',
  );
});

test('findings are named by their place inside the folder, with an entry where they can be accepted', () => {
  const text = chapter(report({ diagnostics: [missing, overlap] }), 'What would break a check');
  expect(text).toContain('- `LF1201`: there is no unit X (accounts.yaml:3)\n');
  expect(text).toContain('(network.yaml:12). Give one of them another range\n');
  expect(text).toContain('  - code: LF1502\n    where: "network.yaml:segments.a.pool"\n');
  expect(text).not.toContain('code: LF1201');
});

test.each(['org/corp/', './org/corp', 'org/corp'])('the folder %s does not appear', (directory) => {
  expect(report({ directory, diagnostics: [overlap] })).not.toContain('org/corp');
});

test('notes break nothing', () => {
  expect(report({ diagnostics: [{ ...overlap, severity: 'note' }] })).toContain('No check finds anything');
});

test('the order in which things were found does not matter, and nothing is lost', () => {
  const remarks = fc.array(
    fc.record<Remark>({
      chapter: fc.constantFrom(...remarkChapters),
      subject: fc.string({ minLength: 1 }),
      text: fc.stringMatching(/^[a-z][a-z \n]{0,20}[a-z]$/),
    }),
  );
  fc.assert(
    fc.property(remarks, (all) => {
      const text = report({ remarks: all });
      expect(report({ remarks: [...all].reverse() })).toBe(text);
      for (const each of all) {
        expect(chapter(text, chapterTexts[each.chapter].title)).toContain(`: ${each.text.replace(/\s+/g, ' ')}\n`);
      }
    }),
  );
});
