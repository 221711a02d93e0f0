import { FactReader } from '../model/facts';
import { sentPolicies } from '../model/policy-bundles';
import { policiesOfAws } from '../model/policy-places';
import { policyText, policyVariables } from '../model/policy-text';
import { guardrailsOver } from '../model/unit-chain';
import type { Account, Control, LandingZone, Policy } from '../model/zone';
import { textTable, type Row } from './table';

type PolicyType = Policy['type'];

/** What AWS allows of one type of policy: characters of each, and policies directly on one target. */
export interface PolicyRoom {
  readonly characters: number;
  readonly places: number;
}

export type PolicyRooms = Readonly<Record<PolicyType, PolicyRoom>>;

/** Something that holds for a unit or an account, and where it sits. */
export interface Guardrail {
  readonly name: string;
  /** Type of a policy, or behaviour of a control. */
  readonly kind: string;
  /** Label of the unit, or key of the account, on which it sits. */
  readonly sits: string;
  readonly inherited: boolean;
  readonly description: string;
  /** Length as AWS counts it; ids that aren't known yet are counted by their placeholders. None for controls. */
  readonly characters: number | undefined;
  readonly type: PolicyType | undefined;
}

/** Everything that holds on a unit: policies and preventive controls reach down, other controls act on their own unit. */
export function unitGuardrails(zone: LandingZone, unit: string): readonly Guardrail[] {
  return guardrailsOver(zone, unit).flatMap((held) => {
    const sits = held.unit.label;
    const inherited = held.unit.id !== unit;
    const controls = held.controls.flatMap((control) => {
      const known = zone.guardrails.controls.find(({ key }) => key === control);
      return known === undefined ? [] : [{ ...ofControl(known, sits), inherited }];
    });
    return [...policiesOn(zone, held.policies, sits, inherited), ...controls];
  });
}

/** Everything that holds in an account: what its unit has, and what sits on the account itself. */
export function accountGuardrails(zone: LandingZone, account: Account): readonly Guardrail[] {
  const own = zone.guardrails.accounts.find((entry) => entry.account === account.key)?.policies ?? [];
  return [
    ...unitGuardrails(zone, account.unit).map((each) => ({ ...each, inherited: true })),
    ...policiesOn(zone, own, account.key, false),
  ];
}

/** The table of `landfall guardrails`, and below it the places that are left on each target. */
export function guardrailsReport(zone: LandingZone, rooms: PolicyRooms): string {
  const all = zone.units.flatMap((unit) => unitGuardrails(zone, unit.id).map((each) => row(unit.label, each, rooms)));
  const onAccounts = zone.guardrails.accounts.flatMap(({ account, policies }) =>
    policiesOn(zone, policies, account, false).map((each) => row(account, each, rooms)),
  );
  const table = textTable(['on', 'guardrail', 'kind', 'from', 'characters'], [...all, ...onAccounts]);
  return `${table}\n${textTable(['on', 'type', 'policies', 'places left'], placesLeft(zone, rooms))}`;
}

function row(target: string, guardrail: Guardrail, rooms: PolicyRooms): Row {
  const { characters, inherited, kind, name, sits, type } = guardrail;
  const size = characters === undefined || type === undefined ? '' : `${characters} of ${rooms[type].characters}`;
  return [target, name, kind, inherited ? `inherited from ${sits}` : 'here', size];
}

/** Places left on each target by type of policy; only what sits directly on a target counts against its places. */
export function placesLeft(zone: LandingZone, rooms: PolicyRooms): readonly Row[] {
  const labels = new Map(zone.units.map(({ id, label }) => [id, label]));
  const targets = [
    ...zone.guardrails.units.map(({ unit, policies }) => ({ target: labels.get(unit) ?? unit, unit, policies })),
    ...zone.guardrails.accounts.map(({ account, policies }) => ({ target: account, unit: undefined, policies })),
  ];
  return targets.flatMap(({ target, unit, policies }) => {
    const sent = sentPolicies(zone.guardrails.policies, policies);
    return [...new Set(sent.map(({ type }) => type))].sort().map((type) => {
      const count = sent.filter((each) => each.type === type).length;
      const { places } = rooms[type];
      const ofAws = policiesOfAws(zone, type, unit);
      return [target, type, [count, ...ofAws].join(' and '), `${places - ofAws.length - count} of ${places}`];
    });
  });
}

function policiesOn(
  zone: LandingZone,
  keys: readonly string[],
  sits: string,
  inherited: boolean,
): readonly Guardrail[] {
  return keys.flatMap((key) => {
    const policy = zone.guardrails.policies.find((each) => each.key === key);
    return policy === undefined ? [] : [{ ...ofPolicy(zone, policy, sits), inherited }];
  });
}

function ofPolicy(zone: LandingZone, policy: Policy, sits: string): Omit<Guardrail, 'inherited'> {
  const { content } = policyText(policy.text, policyVariables(zone, new FactReader(new Map())));
  const { description, key, type } = policy;
  return { name: key, kind: type, sits, description, characters: content.length, type };
}

function ofControl({ behavior, description, key }: Control, sits: string): Omit<Guardrail, 'inherited'> {
  return { name: key, kind: `${behavior} control`, sits, description, characters: undefined, type: undefined };
}
