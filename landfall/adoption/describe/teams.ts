import type { FoundAccount } from '../inventory';
import { groupBy, keyOf, mostCommon } from './keys';
import { ownTags, tagLike } from './own-tags';
import { knownStage, stageCalled, stageOf } from './stages';

/** By what accounts of one team are known. */
export type TeamRule =
  /** A tag that looks like one for teams, where there is one. */
  | { readonly by: 'usual' }
  | { readonly by: 'nothing' }
  | { readonly by: 'tag'; readonly name: string }
  /** Units below this one, by its path of names or keys: each is a team. */
  | { readonly by: 'unit'; readonly path: string }
  /** Names of accounts, such as `{team}-{stage}`. */
  | { readonly by: 'name'; readonly pattern: string };

/** The rule as people write it: `tag:NAME`, `unit:PATH`, `name:PATTERN` or `none`; undefined for anything else. */
export function teamRule(text: string): TeamRule | undefined {
  if (text === 'none') return { by: 'nothing' };
  const [, by, what = ''] = /^(tag|unit|name):(.+)$/.exec(text) ?? [];
  if (by === 'tag') return { by, name: what };
  if (by === 'unit') return { by, path: what.replace(/\/+$/, '') };
  if (by === 'name' && /^[^{}]*\{team\}[^{}]*(\{stage\}[^{}]*)?$|^[^{}]*\{stage\}[^{}]*\{team\}[^{}]*$/.test(what)) {
    return { by, pattern: what };
  }
  return undefined;
}

/** An account with the unit that it lies in. */
export interface AccountPlace {
  readonly account: FoundAccount;
  /** By keys. */
  readonly unit: string;
  /** Names in AWS of the units that it lies below, the highest first. */
  readonly unitNames: readonly string[];
}

/** What one account says of the team that it belongs to. */
export interface Membership {
  /** Name of the team, as it is written in AWS. */
  readonly team: string;
  readonly stage: string | undefined;
}

/** Tells of an account to which team it belongs, if any. */
export type TeamTeller = (place: AccountPlace) => Membership | undefined;

/** @param accounts all of the organization: what is usual in it decides which tag is meant */
export function teamTeller(rule: TeamRule, accounts: readonly FoundAccount[], prefix: string | undefined): TeamTeller {
  switch (rule.by) {
    case 'nothing':
      return () => undefined;
    case 'tag':
      return byTag(rule.name);
    case 'unit':
      return byUnit(rule.path);
    case 'name':
      return byName(rule.pattern);
    case 'usual':
      return usual(accounts, prefix);
  }
}

function usual(accounts: readonly FoundAccount[], prefix: string | undefined): TeamTeller {
  const keys = accounts.flatMap(({ tags }) => Object.keys(tags).filter((key) => /(^|[:/])team$/i.test(key)));
  const tag = mostCommon(keys);
  const sizes = groupBy(accounts, ({ tags }) => teamKey(tags[tag ?? ''] ?? ''));
  const tagged = tag === undefined ? (): undefined => undefined : byTag(tag);
  return (place) => {
    const own = ownMembership(place.account, prefix);
    if (own !== undefined) return own;
    const told = tagged(place);
    // Nobody said that the tag means teams, and what stands on one account only may be anything.
    return told === undefined || (sizes.get(teamKey(told.team))?.length ?? 0) < 2 ? undefined : told;
  };
}

/** Landfall calls accounts of teams by team and stage, which are their owner and environment; others may look so. */
function ownMembership(account: FoundAccount, prefix: string | undefined): Membership | undefined {
  const own = ownTags(account, prefix);
  if (own?.owner === undefined || own.environment === undefined) return undefined;
  const { account: key, environment, owner } = own;
  const stage = key.slice(owner.length + 1);
  if (key !== `${owner}-${stage}` || stageCalled(environment) !== stageCalled(stage)) return undefined;
  return { team: owner, stage };
}

function byTag(name: string): TeamTeller {
  const pattern = new RegExp(`^${escaped(name)}$`, 'i');
  return ({ account, unit }) => {
    const team = tagLike(account, pattern);
    return team === undefined ? undefined : { team, stage: stageOf(account, unit) };
  };
}

function byUnit(path: string): TeamTeller {
  const wanted = path.toLowerCase();
  return ({ account, unit, unitNames }) => {
    const keys = unit.split('/');
    const depth = unitNames.findIndex((_, index) =>
      [unitNames, keys].some((way) => way.slice(0, index).join('/').toLowerCase() === wanted),
    );
    const team = unitNames[depth];
    return team === undefined ? undefined : { team, stage: stageOf(account, unit) };
  };
}

function byName(pattern: string): TeamTeller {
  const source = pattern
    .split(/(\{team\}|\{stage\})/)
    .map((part) => (part === '{team}' ? '(?<team>.+?)' : part === '{stage}' ? '(?<stage>[A-Za-z0-9]+)' : escaped(part)))
    .join('');
  const wanted = new RegExp(`^${source}$`, 'i');
  return ({ account, unit }) => {
    const { team, stage } = wanted.exec(account.name)?.groups ?? {};
    if (team === undefined) return undefined;
    return { team: team.trim(), stage: stage === undefined ? stageOf(account, unit) : knownStage(stage) };
  };
}

/** Key of a team by its name. */
export function teamKey(name: string): string {
  return keyOf(name, 'team').toLowerCase();
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
