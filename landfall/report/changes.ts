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

/** One line for each capability and principal, with all places where it flips in the same way. */
function flipLines({ flips }: Flips): readonly string[] {
  const grouped = new Map<string, { readonly flip: Flip; readonly places: string[] }>();
  for (const flip of flips) {
    const id = JSON.stringify([flip.capability.name, flip.as, flip.after.allowed, reasonOf(flip)]);
    const known = grouped.get(id);
    if (known === undefined) grouped.set(id, { flip, places: [flip.in] });
    else known.places.push(flip.in);
  }
  return [...grouped.values()].map(({ flip, places }) => {
    const what = `${flip.as} in ${places.join(', ')}`;
    return flip.after.allowed
      ? `${what} couldn't ${flip.capability.name}, now can: before, ${reasonOf(flip)}`
      : `${what} could ${flip.capability.name}, now can't: ${reasonOf(flip)}`;
  });
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
