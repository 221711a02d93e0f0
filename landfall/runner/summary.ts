import type { RunReport, StackResult } from './contract';
import { countsText, missingText, skipText, sumCounts } from './text';

type Kind = StackResult['kind'];
type Result<K extends Kind> = Extract<StackResult, { readonly kind: K }>;

/** What is said at the end of a run: what was done, what failed and why, what was left out, how to go on. */
export function summary({ ok, results }: RunReport): string {
  const failed = ofKind(results, 'failed');
  const skipped = ofKind(results, 'skipped');
  const waiting = ofKind(results, 'waiting');
  const parts = [
    ...failed.map(failure),
    list(
      'Skipped',
      skipped.map(({ because, stack }) => `${stack}: ${skipText(because)}`),
    ),
    list(
      'Waiting',
      waiting.map(({ missing, stack }) => `${stack}: for ${missingText(missing)}`),
    ),
    totals(results),
    ok ? '' : goOn(failed.length > 0, skipped),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function ofKind<K extends Kind>(results: readonly StackResult[], kind: K): readonly Result<K>[] {
  const isKind = (result: StackResult): result is Result<K> => result.kind === kind;
  return results.filter(isKind);
}

function failure({ errors, logFile, stack }: Result<'failed'>): string {
  const log = logFile === undefined ? [] : [`Everything Terraform said: ${logFile}`];
  return [`${stack} failed:`, ...[...errors, ...log].map(indent)].join('\n');
}

function list(title: string, lines: readonly string[]): string {
  const shown = lines.slice(0, 20);
  const rest = lines.length > shown.length ? [`and ${lines.length - shown.length} more`] : [];
  return lines.length === 0 ? '' : [`${title}:`, ...[...shown, ...rest].map(indent)].join('\n');
}

function totals(results: readonly StackResult[]): string {
  const applied = ofKind(results, 'applied');
  const planned = ofKind(results, 'planned');
  const still = results.filter(({ kind }) => kind === 'no-changes' || kind === 'unchanged').length;
  const read = ofKind(results, 'read').length;
  const lines = [
    applied.length === 0
      ? ''
      : `${stacks(applied.length)} applied: ${countsText(sumCounts(applied.map(({ counts }) => counts)), true)}.`,
    planned.length === 0
      ? ''
      : `${stacks(planned.length)} planned: ${countsText(sumCounts(planned.map(({ counts }) => counts)))}.`,
    read === 0 ? '' : `${stacks(read)} read from their states.`,
    still === 0 ? '' : `${stacks(still)} without changes.`,
  ].filter((line) => line !== '');
  return lines.length === 0 && results.length === 0 ? 'There is no stack to run.' : lines.join('\n');
}

function goOn(failures: boolean, skipped: readonly Result<'skipped'>[]): string {
  if (skipped.some(({ because }) => because.kind === 'declined') && !failures) return 'Nothing of this was applied.';
  const missing = new Set(skipped.flatMap(({ because }) => (because.kind === 'not-selected' ? [because.stack] : [])));
  if (missing.size > 0 && !failures) return `Deploy ${[...missing].join(' ')} first, or select more stacks.`;
  return failures
    ? 'What was applied stays. Mend what failed and run the same command again: it goes on from here.'
    : 'Run the same command again: it goes on from here.';
}

function stacks(count: number): string {
  return count === 1 ? '1 stack' : `${count} stacks`;
}

function indent(text: string): string {
  return text.replace(/^(?=.)/gm, '  ');
}
