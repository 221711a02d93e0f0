import { managementKey } from '../../model/zone';
import type { FoundAccount, Inventory } from '../inventory';
import { compareTexts, freeKey, groupBy, isNumbered, keyOf, mostCommon } from './keys';
import { ownPrefix, ownTags } from './own-tags';
import type { DescribedNames, Remark } from './part';
import { activeMembers } from './places';
import { compareStages } from './stages';
import { teamKey, teamTeller, type AccountPlace, type Membership, type TeamRule, type TeamTeller } from './teams';
import { placeUnits, rootPath, type PlacedUnit } from './unit-names';

/** How people named an account that was described before. */
export interface KnownAccount {
  /** Key as written. */
  readonly key: string;
  /** Name of the team's file and the stage, as written; none for accounts of accounts.yaml. */
  readonly team?: { readonly file: string; readonly stage: string };
}

/** Keys that an organization's folder has given already, by the ids of AWS. */
export interface KnownNames {
  readonly units: ReadonlyMap<string, string>;
  readonly accounts: ReadonlyMap<string, KnownAccount>;
  readonly choices?: Choices;
}

/**
 * What was decided when an organization was described first. More than one thing follows from each, also what people
 * have added since, so it isn't decided again when something changes in AWS.
 */
export interface Choices {
  readonly name: string;
  readonly prefix: string;
  /** Scheme of e-mails. */
  readonly emails: string;
  /** Key of the account from which everything is deployed. */
  readonly deployment: string;
  /** Path of the unit of each stage. */
  readonly stages: ReadonlyMap<string, string>;
  /** Names of teams by their files. */
  readonly teams: ReadonlyMap<string, string>;
}

export const nothingKnown: KnownNames = { units: new Map(), accounts: new Map() };

export interface NamesOptions {
  readonly teamsBy: TeamRule;
  readonly known: KnownNames;
}

export interface NamedAccount {
  readonly account: FoundAccount;
  readonly key: string;
  /** Path of its unit. */
  readonly unit: string;
  /** Key of the team that it belongs to without being in its file. */
  readonly owner: string | undefined;
}

export interface NamedTeam {
  /** Also the name of its file. */
  readonly key: string;
  /** For people. */
  readonly name: string;
  /** By stage, in the order of the stages. */
  readonly accounts: ReadonlyMap<string, NamedAccount>;
}

/** An organization with keys for everything in it. */
export interface NamedOrganization {
  readonly names: DescribedNames;
  readonly units: readonly PlacedUnit[];
  /** Of the platform: those that are in no team's file, by key; without the management account. */
  readonly accounts: readonly NamedAccount[];
  readonly teams: readonly NamedTeam[];
  readonly remarks: readonly Remark[];
}

interface Candidate extends AccountPlace {
  readonly membership: Membership | undefined;
  readonly known: KnownAccount | undefined;
}

/** Decides all keys. What was named before keeps its name. */
export function nameOrganization(inventory: Inventory, { known, teamsBy }: NamesOptions): NamedOrganization {
  const units = placeUnits(inventory, known.units);
  const living = activeMembers(inventory);
  const prefix = ownPrefix(inventory);
  const tell = teamTeller(teamsBy, living, prefix);
  const candidates = places(units.units, living).map((place) => candidate(place, known.accounts, tell));
  const taken = new Set([managementKey, ...candidates.flatMap((each) => each.known?.key.toLowerCase() ?? [])]);
  const natural = new Map(candidates.map((each) => [naturalKey(each.account, prefix), each.account.id] as const));
  const teams = [...groupBy(candidates.filter(hasTeam), fileOf)]
    .map(([key, members]) => {
      const team = namedTeam(key, members, taken, natural);
      return { ...team, name: known.choices?.teams.get(key) ?? team.name };
    })
    .filter(({ accounts }) => accounts.size > 0)
    .sort((a, b) => compareTexts(a.key, b.key));
  const inTeams = new Set(teams.flatMap(({ accounts }) => [...accounts.values()].map(({ account }) => account.id)));
  const clashes: Remark[] = [];
  const accounts = candidates
    .filter(({ account }) => !inTeams.has(account.id))
    .map((each) => platformAccount(each, prefix, taken, clashes))
    .sort((a, b) => compareTexts(a.key, b.key));
  return {
    names: describedNames(inventory, units.units, accounts, teams),
    units: units.units,
    accounts,
    teams,
    remarks: [...units.remarks, ...clashes, ...leftOut(inventory)],
  };
}

function places(units: readonly PlacedUnit[], accounts: readonly FoundAccount[]): readonly AccountPlace[] {
  const byId = new Map(units.map((each) => [each.unit.id, each]));
  return accounts
    .map((account) => {
      const unit = byId.get(account.parentId);
      return { account, unit: unit?.path ?? rootPath, unitNames: unit?.names ?? [] };
    })
    .sort((a, b) => compareTexts(a.account.id, b.account.id));
}

function candidate(place: AccountPlace, known: KnownNames['accounts'], tell: TeamTeller): Candidate {
  const before = known.get(place.account.id);
  const told = before?.team === undefined ? undefined : { team: before.team.file, stage: before.team.stage };
  return { ...place, known: before, membership: told ?? tell(place) };
}

/** What people put into accounts.yaml stays there, whatever tells of a team. */
function hasTeam(one: Candidate): one is Candidate & { readonly membership: Membership } {
  return one.membership !== undefined && (one.known === undefined || one.known.team !== undefined);
}

/** Teams that have a file keep its name, letter case included. */
function fileOf({ known, membership }: Candidate & { readonly membership: Membership }): string {
  return known?.team?.file ?? teamKey(membership.team);
}

/**
 * A team has one account a stage; accounts whose stage nobody can tell, or that share one, stay where they are. So do
 * those whose key would be the name of another account.
 */
function namedTeam(
  key: string,
  members: readonly (Candidate & { readonly membership: Membership })[],
  taken: Set<string>,
  natural: ReadonlyMap<string, string>,
): NamedTeam {
  const staged = groupBy(members, ({ membership }) => membership.stage?.toLowerCase());
  const fitting = [...staged].flatMap(([stage, [first, ...others]]) => {
    if (first === undefined || stage === undefined || others.length > 0) return [];
    const accountKey = `${key.toLowerCase()}-${stage}`;
    const { account, known, unit } = first;
    const isOfAnother = (natural.get(accountKey) ?? account.id) !== account.id;
    if (known === undefined && (taken.has(accountKey) || isOfAnother)) return [];
    taken.add(accountKey);
    const written = first.membership.stage ?? stage;
    return [[written, { account, key: accountKey, unit, owner: undefined }] as const];
  });
  fitting.sort(([a], [b]) => compareStages(a, b));
  return { key, name: teamName(members, fitting), accounts: new Map(fitting) };
}

/** Accounts of a team are called by its name and the stage unless something else is written. */
function teamName(
  members: readonly { readonly membership: Membership }[],
  accounts: readonly (readonly [string, NamedAccount])[],
): string {
  const told = accounts.flatMap(
    ([
      stage,
      {
        account: { name },
      },
    ]) => (name.endsWith(` ${stage}`) ? [name.slice(0, -stage.length - 1)] : []),
  );
  const usual = told.length * 2 > accounts.length ? mostCommon(told) : undefined;
  return usual ?? mostCommon(members.map(({ membership }) => membership.team)) ?? '';
}

/** What an account would be called if there were no other. */
function naturalKey(account: FoundAccount, prefix: string | undefined): string {
  return ownTags(account, prefix)?.account ?? keyOf(account.name, 'account').toLowerCase();
}

function platformAccount(
  { account, known, membership, unit }: Candidate,
  prefix: string | undefined,
  taken: Set<string>,
  clashes: Remark[],
): NamedAccount {
  const owner = membership === undefined ? undefined : teamKey(membership.team);
  const wanted = naturalKey(account, prefix);
  const key = known?.key ?? freeKey(wanted, (each) => taken.has(each));
  taken.add(key.toLowerCase());
  if (isNumbered(key, wanted)) {
    const text = `the key ${wanted} is that of another account, so this one is ${key}; its name stays`;
    clashes.push({ chapter: 'not-understood', subject: `account ${account.name} (${account.id})`, text });
  }
  return { account, key, unit, owner };
}

function leftOut({ accounts }: Inventory): readonly Remark[] {
  return accounts
    .filter(({ state }) => state !== 'ACTIVE')
    .map(({ id, name, state }) => ({
      chapter: 'not-understood',
      subject: `account ${name} (${id})`,
      text: `it is ${state.toLowerCase().replaceAll('_', ' ')}, so it is not described`,
    }));
}

function describedNames(
  { organization, roots }: Inventory,
  units: readonly PlacedUnit[],
  accounts: readonly NamedAccount[],
  teams: readonly NamedTeam[],
): DescribedNames {
  const ofTeams = teams.flatMap((team) =>
    [...team.accounts.values()].map((account) => ({ team: team.key, ...account })),
  );
  return {
    units: new Map([
      ...roots.map(({ id }) => [id, rootPath] as const),
      ...units.map(({ path, unit }) => [unit.id, path] as const),
    ]),
    accounts: new Map([
      [organization.managementAccountId, managementKey],
      ...[...accounts, ...ofTeams].map(({ account, key }) => [account.id, key] as const),
    ]),
    teams: new Map(ofTeams.map(({ account, team }) => [account.id, team])),
  };
}
