import { reviewLeftOuts, readReviewedLeftOuts } from './left-outs';
import { mergeReports, type LeftOut, type LoweringReport } from './lowering';

export type SecondPlan = 'no-changes' | 'changes' | 'failed';

/** One stack of a rehearsal, as `--result` writes it. */
export interface StackRehearsal {
  readonly stack: string;
  /** Key of the account. */
  readonly account: string;
  readonly accountId: string;
  readonly wave: string;
  /** Folder in which Terraform ran. */
  readonly directory: string;
  /** Resources in its state. */
  readonly resources: number;
  readonly leftOut: readonly LeftOut[];
  readonly applySeconds: number;
  readonly secondPlan: SecondPlan;
}

export interface RehearsalResult {
  readonly ok: boolean;
  /** Directory of the organization, as given. */
  readonly organization: string;
  /** Address of the emulator. */
  readonly endpoint: string;
  readonly provider: { readonly wanted: string; readonly used: string };
  readonly stacks: readonly StackRehearsal[];
  /** Why it isn't ok; empty where it is. */
  readonly problems: readonly string[];
}

export interface ResultParts {
  readonly organization: string;
  readonly endpoint: string;
  readonly wanted: string;
  readonly used: string;
  readonly stacks: readonly StackRehearsal[];
  readonly reports: ReadonlyMap<string, LoweringReport>;
  /** What went wrong on the way. */
  readonly problems: readonly string[];
}

/** Puts a result together: ok only if all was applied, nothing changes, and what was left out may be. */
export function rehearsalResult(parts: ResultParts): RehearsalResult {
  const { unexpected } = reviewLeftOuts(mergeReports(parts.reports), readReviewedLeftOuts(parts.used));
  const problems = [
    ...parts.problems,
    ...parts.stacks
      .filter(({ secondPlan }) => secondPlan !== 'no-changes')
      .map(({ stack, secondPlan }) => `the second plan of ${stack}: ${secondPlan}`),
    ...unexpected.map(
      ({ type, argument, value, names, reason }) =>
        `left out although nobody agreed to it: ${[type, argument, value].filter(Boolean).join('.')} (${reason}) in ${names.join(', ')}`,
    ),
  ];
  return {
    ok: problems.length === 0,
    organization: parts.organization,
    endpoint: parts.endpoint,
    provider: { wanted: parts.wanted, used: parts.used },
    stacks: parts.stacks,
    problems,
  };
}

/** The table that ends a rehearsal. */
export function rehearsalTable(result: RehearsalResult): string {
  const rows = result.stacks.map((stack) => [
    stack.wave,
    stack.stack,
    `${stack.account} (${stack.accountId})`,
    String(stack.resources),
    String(stack.leftOut.reduce((sum, { count }) => sum + count, 0)),
    stack.applySeconds.toFixed(1),
    stack.secondPlan,
  ]);
  return table(['wave', 'stack', 'account', 'resources', 'left out', 'seconds', 'second plan'], rows);
}

/** What exists in which account, and where its states lie. */
export function accountTable(result: RehearsalResult, bucketOf: (accountId: string) => string): string {
  const accounts = new Map<string, StackRehearsal[]>();
  for (const stack of result.stacks) accounts.set(stack.account, [...(accounts.get(stack.account) ?? []), stack]);
  const rows = [...accounts].map(([account, stacks]) => {
    const accountId = stacks[0]?.accountId ?? '';
    const resources = stacks.reduce((sum, stack) => sum + stack.resources, 0);
    return [account, accountId, String(stacks.length), String(resources), `s3://${bucketOf(accountId)}`];
  });
  return table(['account', 'id', 'stacks', 'resources', 'states in'], rows);
}

/** What was left out and why, each kind once. */
export function leftOutLines(result: RehearsalResult): readonly string[] {
  const sums = new Map<string, number>();
  for (const { leftOut } of result.stacks) {
    for (const { type, argument, count, reason } of leftOut) {
      const what = `${argument === undefined ? type : `${type}.${argument}`}: ${reason}`;
      sums.set(what, (sums.get(what) ?? 0) + count);
    }
  }
  return [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([what, count]) => `${count} x ${what}`);
}

/** Columns as wide as their widest cell, two spaces apart. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => (row[column] ?? '').length)));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}
