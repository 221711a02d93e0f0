import type { Flip, Flips } from '../analysis/changes/flips';
import type { ChangedGuardrail, GuardrailChanges, HeldGuardrail, UnitChange } from '../analysis/changes/guardrails';
import { decisionWords } from '../analysis/policy-tests/words';
import { markdownTable, textTable } from './table';

/** What differs between two versions of an organization. */
export interface Changes {
  readonly guardrails: GuardrailChanges;
  readonly flips: Flips;
}

/** For a terminal. Ends with a newline. */
export function changesText(changes: Changes): string {
  const rows = guardrailRows(changes.guardrails);
  const flips = flipLines(changes.flips);
  return [
    heading(changes),
    ...(rows.length === 0 ? [] : [textTable(head, rows)]),
    ...(flips.length === 0 ? [] : [flips.map((line) => `${line}\n`).join('')]),
    `${changes.flips.compared} decisions compared\n`,
  ].join('\n');
}

/** For a pull request. Ends with a newline. */
export function changesMarkdown(changes: Changes): string {
  const rows = guardrailRows(changes.guardrails);
  const flips = flipLines(changes.flips);
  return [
    `### Guardrails\n\n${heading(changes)}`,
    ...(rows.length === 0 ? [] : [markdownTable(head, rows)]),
    ...(flips.length === 0 ? [] : [`### What flips\n\n${flips.map((line) => `- ${escaped(line)}\n`).join('')}`]),
    `${changes.flips.compared} decisions compared.\n`,
  ].join('\n');
}

/** For programs. Ends with a newline. */
export function changesJson({ flips, guardrails }: Changes): string {
  const decisions = flips.flips.map(({ after, as, before, capability, in: place }) => ({
    capability: capability.name,
    as,
    in: place,
    before: before.effect,
    after: after.effect,
    statements: (after.allowed ? before : after).statements,
  }));
  return `${JSON.stringify({ ...guardrails, flips: decisions, compared: flips.compared }, undefined, 2)}\n`;
}

const head = ['where', 'change', 'what', 'from'];

function heading({ flips, guardrails }: Changes): string {
  const lost = flips.flips.filter(({ after }) => !after.allowed).length;
  const nothing = guardrailRows(guardrails).length === 0 && flips.flips.length === 0;
  if (nothing) return 'No guardrail is gained or lost, and no decision flips.\n';
  const gained = flips.flips.length - lost;
  return `${count(lost, 'capability is', 'capabilities are')} taken away, ${count(gained, 'is', 'are')} opened.\n`;
}

function guardrailRows({ lostUnits, moved, newUnits, places }: GuardrailChanges): readonly (readonly string[])[] {
  return [
    ...newUnits.map((unit) => [unit, 'new unit', '', '']),
    ...lostUnits.map((unit) => [unit, 'unit left', '', '']),
    ...moved.map(({ account, from, to }) => [account, 'moved', `from ${from} to ${to}`, '']),
    ...places.flatMap(placeRows),
  ];
}

function placeRows({ changed, gained, lost, place }: UnitChange): readonly (readonly string[])[] {
  const from = (held: HeldGuardrail): string => (held.from === place ? '' : `inherited from ${held.from}`);
  return [
    ...gained.map((held) => [place, 'gained', held.key, from(held)]),
    ...lost.map((held) => [place, 'lost', held.key, from(held)]),
    ...changed.map((held) => [place, 'changed', `${held.key} (${partsOf(held)})`, from(held)]),
  ];
}

function partsOf({ added, changed, removed }: ChangedGuardrail): string {
  return [
    ...added.map((name) => `+${name}`),
    ...removed.map((name) => `-${name}`),
    ...changed.map((name) => `~${name}`),
  ].join(', ');
}

/** One line for each capability, with all places in which it flips in the same way, and all who are concerned there. */
function flipLines({ flips }: Flips): readonly string[] {
  const byPrincipal = grouped(flips, (flip) => [flip.capability.name, flip.as, flip.after.allowed, reasonOf(flip)]);
  const alike = grouped(
    byPrincipal.map((group) => ({ ...group, places: group.all.map((flip) => flip.in).join(', ') })),
    ({ first, places }) => [first.capability.name, places, first.after.allowed, reasonOf(first)],
  );
  return alike.map(({ all, first: { first: flip, places } }) => {
    const who = `${all.map(({ first }) => first.as).join(', ')} in ${places}`;
    return flip.after.allowed
      ? `${who} couldn't ${flip.capability.name}, now can: before, ${reasonOf(flip)}`
      : `${who} could ${flip.capability.name}, now can't: ${reasonOf(flip)}`;
  });
}

interface Group<T> {
  readonly first: T;
  readonly all: readonly T[];
}

function grouped<T>(items: readonly T[], by: (item: T) => readonly unknown[]): readonly Group<T>[] {
  const groups = new Map<string, { readonly first: T; readonly all: T[] }>();
  for (const item of items) {
    const id = JSON.stringify(by(item));
    const known = groups.get(id);
    if (known === undefined) groups.set(id, { first: item, all: [item] });
    else known.all.push(item);
  }
  return [...groups.values()];
}

function reasonOf({ after, before }: Flip): string {
  return decisionWords(after.allowed ? before : after);
}

function count(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`;
}

function escaped(text: string): string {
  return text.replace(/[*_`|<>\\[\]]/g, (sign) => `\\${sign}`);
}
