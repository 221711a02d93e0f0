import { minifiedJson, policyOrNothing, statementsOf } from '../../model/policy-document';
import { guardrailsOver } from '../../model/unit-chain';
import type { LandingZone, Policy, Unit, UnitGuardrails } from '../../model/zone';

/** A policy or a control that holds for a unit, and where it sits. */
export interface HeldGuardrail {
  readonly kind: 'policy' | 'control';
  /** Key in the configuration. */
  readonly key: string;
  /** Label of the unit on which it sits, or key of the account. */
  readonly from: string;
}

/** A policy whose text is another one, by its statements or other parts. */
export interface ChangedGuardrail extends HeldGuardrail {
  /** Names or places of statements, or `text` for a policy without statements; `parameters` for a control. */
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly changed: readonly string[];
}

export interface UnitChange {
  /** Label of a unit, or key of an account with guardrails of its own. */
  readonly place: string;
  readonly gained: readonly HeldGuardrail[];
  readonly lost: readonly HeldGuardrail[];
  readonly changed: readonly ChangedGuardrail[];
}

export interface MovedAccount {
  readonly account: string;
  /** Labels of units. */
  readonly from: string;
  readonly to: string;
}

export interface GuardrailChanges {
  /** Places that both versions have and whose guardrails are others, in the order of units, then of accounts. */
  readonly places: readonly UnitChange[];
  readonly newUnits: readonly string[];
  readonly lostUnits: readonly string[];
  readonly moved: readonly MovedAccount[];
}

/** What holds where, before and after; inherited guardrails included. */
export function guardrailChanges(before: LandingZone, after: LandingZone): GuardrailChanges {
  const old = new Map(before.units.map((unit) => [unit.id, unit]));
  const now = new Map(after.units.map((unit) => [unit.id, unit]));
  const both = after.units.flatMap((unit) => {
    const earlier = old.get(unit.id);
    return earlier === undefined ? [] : [{ earlier, unit }];
  });
  const units = both.map(({ earlier, unit }) =>
    changeOf(unit.label, before, heldBy(before, earlier), after, heldBy(after, unit)),
  );
  return {
    places: [...units, ...accountChanges(before, after)].filter(isChange),
    newUnits: after.units.filter(({ id }) => !old.has(id)).map(({ label }) => label),
    lostUnits: before.units.filter(({ id }) => !now.has(id)).map(({ label }) => label),
    moved: movedAccounts(before, after),
  };
}

function isChange({ changed, gained, lost }: UnitChange): boolean {
  return changed.length + gained.length + lost.length > 0;
}

function changeOf(
  place: string,
  before: LandingZone,
  old: readonly HeldGuardrail[],
  after: LandingZone,
  now: readonly HeldGuardrail[],
): UnitChange {
  const changed = now.flatMap((held): readonly ChangedGuardrail[] => {
    const earlier = old.find((each) => sameGuardrail(each, held));
    const difference = earlier === undefined ? undefined : textChange(before, earlier, after, held);
    return difference === undefined ? [] : [{ ...held, ...difference }];
  });
  return {
    place,
    gained: now.filter((held) => !old.some((each) => sameGuardrail(each, held))),
    lost: old.filter((held) => !now.some((each) => sameGuardrail(each, held))),
    changed,
  };
}

/** Where it sits doesn't matter to a unit that has it either way. */
function sameGuardrail(a: HeldGuardrail, b: HeldGuardrail): boolean {
  return a.kind === b.kind && a.key === b.key;
}

/** Each once, with the highest unit on which it sits. */
function heldBy(zone: LandingZone, unit: Unit): readonly HeldGuardrail[] {
  const all = guardrailsOver(zone, unit.id).flatMap(({ controls, policies, unit: { label } }) => [
    ...policies.map((key): HeldGuardrail => ({ kind: 'policy', key, from: label })),
    ...controls.map((key): HeldGuardrail => ({ kind: 'control', key, from: label })),
  ]);
  return all.filter((held, index) => all.findIndex((each) => sameGuardrail(each, held)) === index);
}

function accountChanges(before: LandingZone, after: LandingZone): readonly UnitChange[] {
  const keys = [...before.guardrails.accounts, ...after.guardrails.accounts].map(({ account }) => account);
  return [...new Set(keys)].sort().map((account) => {
    const held = ({ guardrails }: LandingZone): readonly HeldGuardrail[] =>
      guardrails.accounts
        .filter((each) => each.account === account)
        .flatMap(({ policies }) => policies.map((key): HeldGuardrail => ({ kind: 'policy', key, from: account })));
    return changeOf(account, before, held(before), after, held(after));
  });
}

function movedAccounts(before: LandingZone, after: LandingZone): readonly MovedAccount[] {
  const label = (zone: LandingZone, unit: string): string => zone.units.find(({ id }) => id === unit)?.label ?? unit;
  const old = new Map(before.accounts.map((account) => [account.key, account]));
  return after.accounts.flatMap(({ key, unit }) => {
    const earlier = old.get(key);
    return earlier === undefined || earlier.unit === unit
      ? []
      : [{ account: key, from: label(before, earlier.unit), to: label(after, unit) }];
  });
}

type TextChange = Pick<ChangedGuardrail, 'added' | 'removed' | 'changed'>;

function textChange(
  before: LandingZone,
  old: HeldGuardrail,
  after: LandingZone,
  now: HeldGuardrail,
): TextChange | undefined {
  if (now.kind === 'policy') return policyChange(policyOf(before, old.key), policyOf(after, now.key));
  const parameters = (zone: LandingZone, held: HeldGuardrail): string =>
    JSON.stringify(unitNamed(zone, held.from)?.controls.find(({ control }) => control === held.key)?.parameters ?? {});
  return parameters(before, old) === parameters(after, now)
    ? undefined
    : { added: [], removed: [], changed: ['parameters'] };
}

function unitNamed(zone: LandingZone, label: string): UnitGuardrails | undefined {
  const id = zone.units.find((unit) => unit.label === label)?.id;
  return zone.guardrails.units.find(({ unit }) => unit === id);
}

function policyOf(zone: LandingZone, key: string): Policy | undefined {
  return zone.guardrails.policies.find((policy) => policy.key === key);
}

function policyChange(old: Policy | undefined, now: Policy | undefined): TextChange | undefined {
  if (old === undefined || now === undefined || minifiedJson(old.text) === minifiedJson(now.text)) return undefined;
  const earlier = namedStatements(old.text);
  const later = namedStatements(now.text);
  const names = [...earlier.keys(), ...later.keys()].filter((name, index, all) => all.indexOf(name) === index);
  const change = {
    added: names.filter((name) => !earlier.has(name)),
    removed: names.filter((name) => !later.has(name)),
    changed: names.filter((name) => both(earlier, later, name)),
  };
  const none = change.added.length + change.removed.length + change.changed.length === 0;
  return none ? { added: [], removed: [], changed: ['text'] } : change;
}

function both(old: ReadonlyMap<string, string>, now: ReadonlyMap<string, string>, name: string): boolean {
  return old.has(name) && now.has(name) && old.get(name) !== now.get(name);
}

/** Statements by their names, or by their places where they have none; empty for other kinds of policy. */
function namedStatements(text: string): ReadonlyMap<string, string> {
  const list = statementsOf(policyOrNothing(text)).filter(isRecord);
  return new Map(
    list.map((statement, index) => {
      const sid = statement['Sid'];
      return [typeof sid === 'string' ? sid : String(index + 1), JSON.stringify(statement)];
    }),
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
