import type { Diagnostic } from '../diagnostics/diagnostic';
import type { Gap, Inventory } from './inventory';

/** Warnings (LF6004) about what could not be read: one a call and reason, however many accounts it concerns. */
export function gapDiagnostics({ gaps }: Inventory): readonly Diagnostic[] {
  const kinds = new Map<string, readonly Gap[]>();
  for (const gap of gaps) {
    const kind = JSON.stringify([gap.action, gap.code]);
    kinds.set(kind, [...(kinds.get(kind) ?? []), gap]);
  }
  return [...kinds.values()].map(warning);
}

function warning(gaps: readonly Gap[]): Diagnostic {
  const [{ action, code, message, part } = unnamed] = gaps;
  const warning = { severity: 'warning', code: 'LF6004' } as const;
  if (code === notAsked) {
    return {
      ...warning,
      message: 'member accounts were not looked into: their networks, shares, portfolios and recorders are not known',
      help: 'Name a role that can be assumed in each of them with --member-role.',
    };
  }
  const accounts = [...new Set(gaps.flatMap(({ accountId }) => (accountId === undefined ? [] : [accountId])))].sort();
  const times = gaps.reduce((sum, gap) => sum + gap.times, 0);
  const where = accounts.length > 3 ? `${accounts.length} accounts` : accounts.join(', ');
  return {
    ...warning,
    message: `${part} are not wholly known: ${action} failed ${times === 1 ? 'once' : `${times} times`} in ${where} (${code}: ${message})`,
    help: /denied|unauthorized|forbidden/i.test(code)
      ? 'Allow it: `landfall adopt --permissions` prints the policy.'
      : 'Read again; if it stays, what is missing has to be described by hand.',
  };
}

/** Code of what was left out because nobody named a role. */
export const notAsked = 'NotAsked';

const unnamed: Gap = { part: 'organization', action: '', code: '', message: '', times: 1 };
