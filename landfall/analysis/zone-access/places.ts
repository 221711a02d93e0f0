import { fact, type FactReader } from '../../model/facts';
import { filledValue, policyText, policyVariables, type PolicyVariables } from '../../model/policy-text';
import { guardrailsOver } from '../../model/unit-chain';
import { managementKey, type Account, type LandingZone, type Unit } from '../../model/zone';
import { controlPolicy, type ControlParameters } from '../data/control-policies';
import type { NamedDocument, PolicyLevel } from '../evaluator/types';

/** An account, or any account directly in a unit, or one outside the organization. */
export interface Place {
  /** Twelve digits. */
  readonly id: string;
  /** None outside the organization. */
  readonly unit: Unit | undefined;
  /** None for any account of a unit. */
  readonly account: Account | undefined;
}

/** Ids of accounts that don't exist: any account of a unit, and an account of strangers. */
const anyAccountId = '111111111111';
const strangerId = '999999999999';

/** @returns undefined for a name that is neither an account nor a unit */
export function placeNamed(zone: LandingZone, facts: FactReader, word: string): Place | undefined {
  const name = word.toLowerCase();
  if (name === 'outside') return { id: strangerId, unit: undefined, account: undefined };
  const account = zone.accounts.find(({ key }) => key === name);
  const unit = zone.units.find(({ id }) => id === (account === undefined ? name : account.unit));
  if (account !== undefined) return { id: facts.get(fact.accountId(account.key)), unit, account };
  return unit === undefined ? undefined : { id: anyAccountId, unit, account: undefined };
}

/** The account that has an id; an account of strangers where none of the organization has it. */
export function placeOfId(zone: LandingZone, facts: FactReader, id: string): Place {
  const account = zone.accounts.find(({ key }) => facts.get(fact.accountId(key)) === id);
  return { id, account, unit: zone.units.find((unit) => unit.id === account?.unit) };
}

export function placeNames(zone: LandingZone): readonly string[] {
  return [...zone.accounts.map(({ key }) => key), ...zone.units.map(({ label }) => label), 'outside'];
}

type Kind = 'service-control' | 'resource-control';

/** What AWS attaches everywhere when a type of policy is enabled. */
const full: Readonly<Record<Kind, NamedDocument>> = {
  'service-control': {
    name: 'FullAWSAccess',
    text: '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}',
  },
  'resource-control': {
    name: 'RCPFullAWSAccess',
    text: '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}',
  },
};

export type Levels = (place: Place, kind: Kind) => readonly PolicyLevel[] | undefined;

/**
 * Policies that reach a place, from the root down; undefined where none do. Levels are shared between accounts, so that
 * documents are read once.
 */
export function policyLevels(zone: LandingZone, facts: FactReader): Levels {
  const variables = policyVariables(zone, facts);
  const units = new Map(zone.units.map((unit) => [unit.id, unit]));
  const onUnits = new Map(zone.guardrails.units.map(({ policies, unit }) => [unit, policies]));
  const onAccounts = new Map(zone.guardrails.accounts.map(({ account, policies }) => [account, policies]));
  const documents = new Map(
    zone.guardrails.policies.map(({ key, text, type }) => [
      key,
      { type, document: { name: key, text: policyText(text, variables).content } },
    ]),
  );
  const levelOf = (name: string, keys: readonly string[], kind: Kind): PolicyLevel => {
    const own = keys.flatMap((key) => {
      const found = documents.get(key);
      return found?.type === kind ? [found.document] : [];
    });
    return { name, documents: [full[kind], ...own] };
  };
  const unitLevel = (unit: Unit, kind: Kind): PolicyLevel => {
    const { documents: own, name } = levelOf(unit.label, onUnits.get(unit.id) ?? [], kind);
    const controls = kind === 'service-control' ? controlDocuments(zone, unit, variables) : [];
    return { name, documents: [...own, ...controls] };
  };
  const ofUnits = new Map<string, readonly PolicyLevel[]>();
  const unitLevels = (unit: Unit, kind: Kind): readonly PolicyLevel[] => {
    const id = `${kind} ${unit.id}`;
    const known = ofUnits.get(id);
    if (known !== undefined) return known;
    const parent = units.get(unit.parent ?? '');
    const above = parent === undefined ? [] : unitLevels(parent, kind);
    const made = [...above, unitLevel(unit, kind)];
    ofUnits.set(id, made);
    return made;
  };
  return ({ account, unit }, kind) => {
    if (unit === undefined || account?.key === managementKey) return undefined;
    const own = account === undefined ? [] : (onAccounts.get(account.key) ?? []);
    return [...unitLevels(unit, kind), levelOf(account?.key ?? 'the account', own, kind)];
  };
}

/** Policies that Control Tower attaches to a unit for the preventive controls that are enabled there, as far as they are known. */
function controlDocuments(zone: LandingZone, { id }: Unit, variables: PolicyVariables): readonly NamedDocument[] {
  const enabled = zone.guardrails.units.find(({ unit }) => unit === id)?.controls ?? [];
  return enabled.flatMap(({ control, parameters }) => {
    const values: ControlParameters = (name) => {
      const value = filledValue(parameters[name] ?? [], variables);
      return [value].flat().map(String);
    };
    return controlPolicy(control, values) ?? [];
  });
}

/** Keys of Control Tower's preventive controls that reach a place. */
export function preventiveControls(zone: LandingZone, { account, unit }: Place): readonly string[] {
  if (unit === undefined || account?.key === managementKey) return [];
  const preventive = new Set(
    zone.guardrails.controls.filter(({ behavior }) => behavior === 'preventive').map(({ key }) => key),
  );
  return guardrailsOver(zone, unit.id)
    .flatMap(({ controls }) => controls)
    .filter((control) => preventive.has(control));
}
