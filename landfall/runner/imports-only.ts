import { z } from 'zod';
import type { Diagnostic } from '../diagnostics/diagnostic';
import type { ImportBlock } from '../model/imports/slice';
import { mendedBy } from './imports-mending';

/** A plan, as far as an import is judged by it. */
const Change = z.looseObject({
  actions: z.array(z.string()),
  importing: z.looseObject({ id: z.string().optional() }).optional(),
  before: z.unknown().optional(),
  after: z.unknown().optional(),
  after_unknown: z.unknown().optional(),
});
const PlanDocument = z.looseObject({
  resource_changes: z
    .array(z.looseObject({ address: z.string(), type: z.string(), mode: z.string(), change: Change }))
    .default([]),
});

type PlannedChange = z.infer<typeof PlanDocument>['resource_changes'][number];

export interface ImportsJudged {
  /** How many objects the plan imports. */
  readonly imported: number;
  /** Whatever else the plan does, and what it doesn't import although it should. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * LF6101 to LF6104: judges a plan that shall import and do nothing else.
 * @param expected import blocks of the stack
 * @param inState addresses that the state holds already: their blocks do nothing
 * @param document what `terraform show -json` says of the plan; undefined where it changes nothing
 */
export function judgeImports(
  stack: string,
  expected: readonly ImportBlock[],
  inState: ReadonlySet<string>,
  document: unknown,
): ImportsJudged {
  const changes =
    document === undefined
      ? []
      : PlanDocument.parse(document).resource_changes.filter(({ mode }) => mode === 'managed');
  const imports = new Map(
    changes.flatMap(({ address, change }) =>
      change.importing === undefined ? [] : [[address, change.importing.id ?? ''] as const],
    ),
  );
  const open = expected.filter(({ to }) => !inState.has(to));
  return {
    imported: imports.size,
    diagnostics: [
      ...open.flatMap((block) => passedOver(stack, block, imports.get(block.to))),
      ...[...imports.keys()].filter((to) => !open.some((block) => block.to === to)).map((to) => surprise(stack, to)),
      ...changes.flatMap((change) => findings(stack, change)),
    ],
  };
}

function passedOver(stack: string, { id, to }: ImportBlock, found: string | undefined): readonly Diagnostic[] {
  if (found === id) return [];
  const how = found === undefined ? 'passes over it' : `imports ${found} there`;
  return [
    {
      severity: 'error',
      code: 'LF6101',
      message: `${stack}: ${to} should be imported as ${id}, but the plan ${how}`,
      help: 'Nothing is applied: look at the id in the configuration, and whether the object still exists.',
    },
  ];
}

function surprise(stack: string, to: string): Diagnostic {
  const message = `${stack}: the plan imports ${to}, which nothing in the configuration asks for`;
  return { severity: 'error', code: 'LF6101', message, help: 'Take away import blocks that are not of Landfall.' };
}

function findings(stack: string, { address, change, type }: PlannedChange): readonly Diagnostic[] {
  const { actions } = change;
  if (actions.includes('delete')) {
    const what = actions.includes('create') ? 'replaced' : 'destroyed';
    const message = `${stack}: ${address} would be ${what}${reasons(type, change)}`;
    return [
      { severity: 'error', code: 'LF6104', message, help: 'Set manage: read for it until the plan only imports.' },
    ];
  }
  if (actions.includes('create')) {
    const help =
      'It does not exist, or has no id in the configuration. Take it away until what exists is imported, or give its id.';
    return [{ severity: 'error', code: 'LF6103', message: `${stack}: ${address} would be made`, help }];
  }
  if (!actions.includes('update')) return [];
  return differences(change).map(({ attribute, here, there }) => ({
    severity: 'error',
    code: 'LF6102',
    message: `${stack}: ${address}: ${attribute} is ${here} here and ${there} there`,
    help: mendedBy(type, attribute, there),
  }));
}

function reasons(type: string, change: PlannedChange['change']): string {
  const all = differences(change).map(
    ({ attribute, here, there }) =>
      `${attribute} is ${here} here and ${there} there (${mendedBy(type, attribute, there)})`,
  );
  return all.length === 0 ? '' : `: ${all.join('; ')}`;
}

export interface Difference {
  readonly attribute: string;
  /** As JSON: what the configuration says. */
  readonly here: string;
  /** As JSON: what AWS says. */
  readonly there: string;
}

/** Attributes whose value the plan changes; what only AWS will know doesn't count. */
export function differences({ after, after_unknown, before }: PlannedChange['change']): readonly Difference[] {
  const [wanted, unknown, found] = [record(after), record(after_unknown), record(before)];
  const names = [...new Set([...Object.keys(wanted), ...Object.keys(found)])].sort();
  return names
    .filter((name) => unknown[name] !== true && name !== 'tags_all')
    .map((attribute) => ({
      attribute,
      here: JSON.stringify(wanted[attribute] ?? null),
      there: JSON.stringify(found[attribute] ?? null),
    }))
    .filter(({ here, there }) => here !== there);
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}
