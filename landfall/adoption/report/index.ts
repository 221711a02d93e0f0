import type { Diagnostic } from '../../diagnostics/diagnostic';
import { remarkChapters, type Remark, type RemarkChapter } from '../describe/part';
import { gapDiagnostics } from '../gaps';
import type { Inventory } from '../inventory';
import { chapterTexts } from './chapters';
import { findingsChapter } from './findings';
import { item } from './markdown';

export { acceptedWhere } from './findings';

export interface AdoptionReportInput {
  readonly inventory: Inventory;
  /** Of the whole description. */
  readonly remarks: readonly Remark[];
  /** What checks say of the folder, with paths as the user would see them. */
  readonly diagnostics: readonly Diagnostic[];
  /** The folder, as the user gave it; it does not appear in the report. */
  readonly directory: string;
}

/** Text of `adoption.md`: the same organization and the same files give the same text. Ends with a newline. */
export function adoptionReport({ diagnostics, directory, inventory, remarks }: AdoptionReportInput): string {
  const all = [...remarks, ...unreadable(inventory)];
  return [
    '# Adoption\n',
    `${inFigures(inventory)} Everything is \`manage: read\`: nobody writes anything until \`landfall own\` says so.\n`,
    `## What would break a check\n\n${findingsChapter(diagnostics, directory)}`,
    ...remarkChapters.map((chapter) => chapterText(chapter, all)),
  ].join('\n');
}

function chapterText(chapter: RemarkChapter, remarks: readonly Remark[]): string {
  const { advice, empty, title } = chapterTexts[chapter];
  const lines = remarks
    .filter((remark) => remark.chapter === chapter)
    .map(({ subject, text }) => item(subject, text))
    .sort();
  const distinct = [...new Set(lines)];
  return `## ${title}\n\n${distinct.length === 0 ? `${empty}\n` : `${advice}\n\n${distinct.join('')}`}`;
}

function unreadable(inventory: Inventory): readonly Remark[] {
  // The longest first: names of calls begin like others.
  const actions = inventory.gaps.map(({ action }) => action).toSorted((a, b) => b.length - a.length);
  return gapDiagnostics(inventory).map(({ message }) => ({
    chapter: 'not-readable' as const,
    subject: actions.find((action) => message.includes(action)) ?? 'member accounts',
    text: message,
  }));
}

function inFigures(inventory: Inventory): string {
  const { accounts, identityCenter, organization, policies, portfolios, units } = inventory;
  const own = policies.filter(({ awsManaged }) => !awsManaged).length;
  const figures: readonly (readonly [number, string, string])[] = [
    [accounts.length, 'account', 'accounts'],
    [units.length, 'unit', 'units'],
    [own, 'policy', 'policies'],
    [identityCenter?.permissionSets.length ?? 0, 'permission set', 'permission sets'],
    [identityCenter?.assignments.length ?? 0, 'assignment', 'assignments'],
    [portfolios.length, 'portfolio', 'portfolios'],
  ];
  const words = figures.map(([number, one, many]) => `${number} ${number === 1 ? one : many}`);
  return `The organization ${organization.id} has ${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}.`;
}
