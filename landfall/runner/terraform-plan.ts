import { z } from 'zod';

/** How many objects a plan adds, changes and so on. A replacement counts as one added and one destroyed. */
export interface PlanCounts {
  readonly add: number;
  readonly change: number;
  readonly destroy: number;
  readonly import: number;
  /** Objects that only get another address. */
  readonly move: number;
  /** Objects that leave the state and stay in AWS. */
  readonly forget: number;
  /** Outputs that get another value. */
  readonly outputs: number;
}

/** What a plan does to one object. */
export interface ResourceChange {
  readonly address: string;
  readonly type: string;
  readonly action: 'create' | 'update' | 'delete' | 'replace' | 'forget' | 'none';
  /** The id under which AWS knows it, where the plan takes it into the state. */
  readonly importId?: string;
  readonly previousAddress?: string;
  /** An account that the state marks to be closed when it is destroyed. */
  readonly closes?: true;
}

export interface PlanSummary {
  readonly counts: PlanCounts;
  /** Only what changes, sorted by address; data sources aren't listed. */
  readonly changes: readonly ResourceChange[];
}

/** The summary of a plan that does nothing. */
export const NO_CHANGES: PlanSummary = {
  counts: { add: 0, change: 0, destroy: 0, import: 0, move: 0, forget: 0, outputs: 0 },
  changes: [],
};

const Change = z.looseObject({
  actions: z.array(z.string()),
  importing: z.looseObject({ id: z.string().optional() }).optional(),
  before: z.unknown().optional(),
});
const MarkedForClosing = z.looseObject({ close_on_deletion: z.literal(true) });
const PlanDocument = z.looseObject({
  resource_changes: z
    .array(
      z.looseObject({
        address: z.string(),
        type: z.string(),
        mode: z.string(),
        previous_address: z.string().optional(),
        deposed: z.string().optional(),
        change: Change,
      }),
    )
    .default([]),
  output_changes: z.record(z.string(), Change).default({}),
});

/**
 * Counts a plan from what `terraform show -json` says of it.
 * @throws ZodError where the document isn't a plan.
 */
export function summarizePlan(document: unknown): PlanSummary {
  const plan = PlanDocument.parse(document);
  const changes = plan.resource_changes
    .filter(({ mode }) => mode === 'managed')
    .map(({ address, type, previous_address, change }): ResourceChange => {
      const importId = change.importing === undefined ? undefined : (change.importing.id ?? '');
      return {
        address,
        type,
        action: actionOf(change.actions),
        ...(importId === undefined ? {} : { importId }),
        ...(previous_address === undefined || previous_address === address
          ? {}
          : { previousAddress: previous_address }),
        ...(MarkedForClosing.safeParse(change.before).success ? { closes: true } : {}),
      };
    })
    .filter(
      (change) => change.action !== 'none' || change.importId !== undefined || change.previousAddress !== undefined,
    )
    .sort((a, b) => (a.address < b.address ? -1 : 1));
  const count = (test: (change: ResourceChange) => boolean): number => changes.filter(test).length;
  const counts = {
    add: count(({ action }) => action === 'create' || action === 'replace'),
    change: count(({ action }) => action === 'update'),
    destroy: count(({ action }) => action === 'delete' || action === 'replace'),
    import: count(({ importId }) => importId !== undefined),
    move: count(({ previousAddress }) => previousAddress !== undefined),
    forget: count(({ action }) => action === 'forget'),
    outputs: Object.values(plan.output_changes).filter(({ actions }) => actionOf(actions) !== 'none').length,
  };
  return { counts, changes };
}

function actionOf(actions: readonly string[]): ResourceChange['action'] {
  if (actions.includes('delete') && actions.includes('create')) return 'replace';
  if (actions.includes('create')) return actions.includes('forget') ? 'replace' : 'create';
  if (actions.includes('delete')) return 'delete';
  if (actions.includes('update')) return 'update';
  return actions.includes('forget') ? 'forget' : 'none';
}
