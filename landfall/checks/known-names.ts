import { controlCatalogue } from '../model/control-catalogue';
import type { LandingZone } from '../model/zone';
import { accountSetting } from './account-setting';
import { check, type Finding, type SourceRef } from './check';
import { suggestion } from './suggestion';

/** LF1201 and LF1202: every name that refers to something refers to something that exists. */
export const knownNames = check(({ zone }) => [
  ...unitsOfAccounts(zone),
  ...access(zone),
  ...guardrails(zone),
  ...network(zone),
  ...portfolios(zone),
  ...duties(zone),
]);

type Within = readonly (string | number)[];

/** Asks whether one kind of thing exists by a name. */
export type Lookup = (name: string, at: SourceRef, within?: Within, mark?: 'key') => readonly Finding[];

/** The list is turned into a set once: large organizations ask thousands of times. */
export function lookup(what: string, names: readonly string[]): Lookup {
  const known = new Set(names);
  return (name, at, within, mark) => {
    if (known.has(name)) return [];
    return [
      {
        code: 'LF1201',
        at,
        ...(within === undefined ? {} : { within }),
        ...(mark === undefined ? {} : { mark }),
        message: `there is no ${what} ${name}`,
        help: suggestion(name, names),
      },
    ];
  };
}

const unitLookup = (zone: LandingZone): Lookup => {
  const labels = new Map(zone.units.map((unit) => [unit.id, unit.label]));
  const find = lookup('unit', [...labels.keys()]);
  return (name, at, within, mark) =>
    find(name, at, within, mark).map((finding) => ({ ...finding, help: suggestion(name, [...labels.values()]) }));
};
export const accountLookup = (zone: LandingZone): Lookup =>
  lookup(
    'account',
    zone.accounts.map((account) => account.key),
  );

function unitsOfAccounts(zone: LandingZone): readonly Finding[] {
  const unit = unitLookup(zone);
  const findings = zone.accounts.flatMap((account): readonly Finding[] => {
    if (account.team !== undefined && account.unit === '') {
      return [
        {
          code: 'LF1202',
          at: account.source,
          mark: 'key',
          message: `there is no stage ${account.stage ?? ''}, so nobody knows into which unit this account goes`,
          help: 'Use one of the stages of accounts.yaml, or give the account a unit and a connectivity here',
        },
      ];
    }
    // Places are looked for only where there is something to say: that is the dear part.
    return unit(account.unit, account.source).map((finding) => ({
      ...finding,
      at: accountSetting(zone, account, 'unit'),
    }));
  });
  return once(findings);
}

function access(zone: LandingZone): readonly Finding[] {
  const { assignments, groups, permissionSets, userAssignments = [] } = zone.access;
  const account = accountLookup(zone);
  const group = lookup(
    'group',
    groups.map(({ displayName }) => displayName),
  );
  const permissionSet = lookup(
    'permission set',
    permissionSets.map(({ name }) => name),
  );
  return once([
    ...assignments.flatMap((assignment) => group(assignment.group, assignment.source, ['group'])),
    ...[...assignments, ...userAssignments].flatMap((assignment) => [
      ...permissionSet(assignment.permissionSet, assignment.source, ['permissionSets']),
      ...account(assignment.account, assignment.source, ['accounts']),
    ]),
  ]);
}

/** A stage and a row of the team table speak for every team; one finding about them is enough. */
function once(findings: readonly Finding[]): readonly Finding[] {
  const first = new Map<string, Finding>();
  for (const finding of findings) {
    const place = JSON.stringify([finding.at, finding.within, finding.message]);
    if (!first.has(place)) first.set(place, finding);
  }
  return [...first.values()];
}

function guardrails(zone: LandingZone): readonly Finding[] {
  const policy = lookup(
    'policy',
    zone.guardrails.policies.map(({ key }) => key),
  );
  const control = lookup('control', [
    ...zone.guardrails.controls.map(({ key }) => key),
    ...Object.keys(controlCatalogue),
  ]);
  const unit = unitLookup(zone);
  const account = accountLookup(zone);
  return [
    ...zone.guardrails.units.flatMap(({ unit: id, policies, controls, source }) => [
      ...unit(id, source, undefined, 'key'),
      ...policies.flatMap((key, index) => policy(key, source, ['policies', index])),
      ...controls.flatMap((entry, index) => control(entry.control, source, ['controls', index])),
    ]),
    ...zone.guardrails.accounts.flatMap(({ account: key, policies, source }) => [
      ...account(key, source, undefined, 'key'),
      ...policies.flatMap((name, index) => policy(name, source, ['policies', index])),
    ]),
    ...zone.guardrails.controls.flatMap(({ requires, source }) =>
      requires.flatMap((required, index) => control(required, source, ['requires', index])),
    ),
  ];
}

function network(zone: LandingZone): readonly Finding[] {
  const unit = unitLookup(zone);
  const segment = lookup(
    'segment',
    zone.network.segments.map(({ key }) => key),
  );
  return zone.network.segments.flatMap(({ units, reaches, source }) => [
    ...units.flatMap((id, index) => unit(id, source, ['units', index])),
    ...reaches.flatMap((key, index) => segment(key, source, ['reaches', index])),
  ]);
}

function portfolios(zone: LandingZone): readonly Finding[] {
  const account = accountLookup(zone);
  const unit = unitLookup(zone);
  return [
    ...hub(zone, account),
    ...zone.portfolios.flatMap((portfolio) => [
      ...account(portfolio.account, portfolio.source, ['account']),
      ...portfolio.shares.flatMap((id, index) => unit(id, portfolio.source, ['shares', index])),
    ]),
  ];
}

/** The account factory takes blueprints from portfolios of the hub's account only. */
function hub(zone: LandingZone, account: Lookup): readonly Finding[] {
  if (zone.hub === undefined) return [];
  const at = { file: 'portfolios.yaml', path: ['hub'] };
  const own = zone.portfolios.filter((portfolio) => portfolio.account === zone.hub?.account);
  const product = lookup(
    `product of ${zone.hub.account} with the key`,
    own.flatMap(({ products }) => products.map(({ key }) => key)),
  );
  return [
    ...account(zone.hub.account, at, ['account']),
    ...Object.entries(zone.hub.blueprints).flatMap(([name, key]) =>
      product(key.toLowerCase(), at, ['blueprints', name]),
    ),
  ];
}

function duties(zone: LandingZone): readonly Finding[] {
  const account = accountLookup(zone);
  return [
    ...account(zone.deployment.account, { file: 'organization.yaml', path: ['deployment', 'account'] }),
    ...zone.security.delegations.flatMap((delegation) => account(delegation.account, delegation.source)),
  ];
}
