import type { LandingZone } from '../model/zone';
import { diagnostic, type Check, type Finding } from './check';
import { suggestion } from './nearest';

/** LF1201: every name that refers to something refers to something that exists. */
export const knownNames: Check = ({ zone }) => findings(zone).map((finding) => diagnostic(zone.sources, finding));

function findings(zone: LandingZone): readonly Finding[] {
  return [
    ...unitsOfAccounts(zone),
    ...access(zone),
    ...guardrails(zone),
    ...network(zone),
    ...portfolios(zone),
    ...duties(zone),
  ];
}

type Place = Omit<Finding, 'code' | 'message' | 'help'>;

function unknown(what: string, name: string, known: Iterable<string>, place: Place): readonly Finding[] {
  const names = [...known];
  if (names.includes(name)) return [];
  return [{ ...place, code: 'LF1201', message: `there is no ${what} ${name}`, help: suggestion(name, names) }];
}

const unitIds = (zone: LandingZone): readonly string[] => zone.units.map((unit) => unit.id);
const accountKeys = (zone: LandingZone): readonly string[] => zone.accounts.map((account) => account.key);

function unitsOfAccounts(zone: LandingZone): readonly Finding[] {
  const known = unitIds(zone);
  return zone.accounts.flatMap((account) => {
    if (account.team !== undefined && account.unit === '') {
      return [
        {
          code: 'LF1202',
          at: account.source,
          mark: 'key' as const,
          message: `there is no stage ${account.stage ?? ''}, so nobody knows into which unit this account goes`,
          help: 'Use one of the stages of accounts.yaml, or give the account a unit and a connectivity here',
        },
      ];
    }
    const within = account.team === undefined && account.unit !== 'root' ? ['unit'] : [];
    return unknown('unit', account.unit, known, { at: account.source, within });
  });
}

function access(zone: LandingZone): readonly Finding[] {
  const accounts = accountKeys(zone);
  const groups = zone.access.groups.map((group) => group.displayName);
  const sets = zone.access.permissionSets.map((set) => set.name);
  const assigned = zone.access.assignments.flatMap((assignment) => [
    ...unknown('group', assignment.group, groups, { at: assignment.source, within: ['group'] }),
    ...unknown('permission set', assignment.permissionSet, sets, { at: assignment.source, within: ['permissionSets'] }),
    ...unknown('account', assignment.account, accounts, { at: assignment.source, within: ['accounts'] }),
  ]);
  return assigned;
}

function guardrails(zone: LandingZone): readonly Finding[] {
  const policies = zone.guardrails.policies.map((policy) => policy.key);
  const controls = zone.guardrails.controls.map((control) => control.key);
  const units = unitIds(zone);
  const accounts = accountKeys(zone);
  return [
    ...zone.guardrails.units.flatMap((entry) => [
      ...unknown('unit', entry.unit, units, { at: entry.source, mark: 'key' }),
      ...entry.policies.flatMap((policy, index) =>
        unknown('policy', policy, policies, { at: entry.source, within: ['policies', index] }),
      ),
      ...entry.controls.flatMap(({ control }, index) =>
        unknown('control', control, controls, { at: entry.source, within: ['controls', index] }),
      ),
    ]),
    ...zone.guardrails.accounts.flatMap((entry) => [
      ...unknown('account', entry.account, accounts, { at: entry.source, mark: 'key' }),
      ...entry.policies.flatMap((policy, index) =>
        unknown('policy', policy, policies, { at: entry.source, within: ['policies', index] }),
      ),
    ]),
    ...zone.guardrails.controls.flatMap((control) =>
      control.requires.flatMap((required, index) =>
        unknown('control', required, controls, { at: control.source, within: ['requires', index] }),
      ),
    ),
  ];
}

function network(zone: LandingZone): readonly Finding[] {
  const segments = zone.network.segments.map((segment) => segment.key);
  const units = unitIds(zone);
  return zone.network.segments.flatMap((segment) => [
    ...segment.units.flatMap((unit, index) =>
      unknown('unit', unit, units, { at: segment.source, within: ['units', index] }),
    ),
    ...segment.reaches.flatMap((reached, index) =>
      unknown('segment', reached, segments, { at: segment.source, within: ['reaches', index] }),
    ),
  ]);
}

function portfolios(zone: LandingZone): readonly Finding[] {
  const accounts = accountKeys(zone);
  const units = unitIds(zone);
  const hub = { at: { file: 'portfolios.yaml', path: ['hub', 'account'] } };
  return [
    ...(zone.hub === undefined ? [] : unknown('account', zone.hub.account, accounts, hub)),
    ...zone.portfolios.flatMap((portfolio) => [
      ...unknown('account', portfolio.account, accounts, { at: portfolio.source, within: ['account'] }),
      ...portfolio.shares.flatMap((unit, index) =>
        unknown('unit', unit, units, { at: portfolio.source, within: ['shares', index] }),
      ),
    ]),
  ];
}

function duties(zone: LandingZone): readonly Finding[] {
  const accounts = accountKeys(zone);
  const deployment = { at: { file: 'organization.yaml', path: ['deployment', 'account'] } };
  return [
    ...unknown('account', zone.deployment.account, accounts, deployment),
    ...zone.security.delegations.flatMap((delegation) =>
      unknown('account', delegation.account, accounts, { at: delegation.source }),
    ),
  ];
}
