import type { LeftOut } from './lowering';

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
