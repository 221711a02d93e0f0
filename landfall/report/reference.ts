import type { LandingZone } from '../model/zone';
import { guardrailsPage } from './guardrail-table';
import type { PolicyRooms } from './guardrails';
import { configurationPage, type JsonSchema } from './reference-configuration';
import { stacksPage, type ProofClasses, type StackTypes } from './reference-stacks';
import { markdownTable } from './table';

/** What the pages of `docs/reference/` are made of; whoever calls collects it. */
export interface ReferenceInput {
  /** JSON Schema by the name of the kind of file. */
  readonly schemas: Readonly<Record<string, JsonSchema>>;
  readonly codes: Readonly<Record<string, { readonly title: string; readonly explanation: string }>>;
  readonly limits: Readonly<
    Record<string, { readonly value: number; readonly unit: string; readonly source: string; readonly asOf: string }>
  >;
  readonly stacks: readonly StackTypes[];
  readonly proofClasses: ProofClasses;
  /** The organization whose guardrails are shown, and what AWS allows of each type of policy. */
  readonly guardrails: { readonly zone: LandingZone; readonly rooms: PolicyRooms };
}

/** First line of each page. */
const made = '<!-- Made by `npm run reference`: edit what it is made of, not this file. -->\n\n';

/** The pages of `docs/reference/`, text by file name. */
export function referencePages(input: ReferenceInput): Readonly<Record<string, string>> {
  return {
    'configuration.md': `${made}${configurationPage(input.schemas)}`,
    'diagnostics.md': `${made}${diagnosticsPage(input.codes)}`,
    'guardrails.md': `${made}${guardrailsPage(input.guardrails.zone, input.guardrails.rooms)}`,
    'limits.md': `${made}${limitsPage(input.limits)}`,
    'stacks.md': `${made}${stacksPage(input.stacks, input.proofClasses)}`,
  };
}

function diagnosticsPage(codes: ReferenceInput['codes']): string {
  const entries = Object.entries(codes).sort(([a], [b]) => (a < b ? -1 : 1));
  const text = entries.map(([code, { title, explanation }]) => `## ${code}: ${title}\n\n${explanation}\n`).join('\n');
  return `# Diagnostics\n\nEvery finding of Landfall has a code, which keeps its meaning for ever. \`landfall explain <code>\` prints what stands here.\n\n${text}`;
}

function limitsPage(limits: ReferenceInput['limits']): string {
  const rows = Object.entries(limits)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, { value, unit, source, asOf }]) => [name, `${value} ${unit}`, source, asOf]);
  return `# Limits of AWS\n\nWhat the checks hold a configuration to. A limit that AWS raised is changed in \`landfall/checks/limits.ts\`, with the date.\n\n${markdownTable(['limit', 'value', 'source', 'read'], rows)}`;
}
