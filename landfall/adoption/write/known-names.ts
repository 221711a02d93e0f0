import type { Configuration } from '../../config/configuration';
import type { UnitEntry } from '../../config/schemas/units';
import type { KnownAccount, KnownNames } from '../describe/names';

/** How people call what they have described already, by the ids of AWS. */
export function knownNames({ accounts, organization, teams, units }: Configuration): KnownNames {
  const ofTeams = Object.entries(teams).flatMap(([file, team]) =>
    Object.entries(team.accounts ?? {}).flatMap(([stage, entry]) => {
      const id = typeof entry === 'string' ? undefined : entry?.id;
      const key = `${file}-${stage}`.toLowerCase();
      return id === undefined ? [] : [[id, { key, team: { file, stage } }] as const];
    }),
  );
  const ofPlatform = Object.entries(accounts.accounts).flatMap(([key, { id }]) =>
    id === undefined ? [] : [[id, { key }] as const],
  );
  return {
    units: new Map(unitPaths(units.units, '')),
    accounts: new Map<string, KnownAccount>([...ofPlatform, ...ofTeams]),
    choices: {
      name: organization.name,
      prefix: organization.prefix,
      emails: organization.emails,
      deployment: organization.deployment.account,
      stages: new Map(Object.entries(accounts.stages).map(([stage, { unit }]) => [stage, unit])),
      teams: new Map(Object.entries(teams).map(([file, { name }]) => [file, name])),
    },
  };
}

function unitPaths(
  units: Readonly<Record<string, UnitEntry | null>>,
  above: string,
): readonly (readonly [string, string])[] {
  return Object.entries(units).flatMap(([key, entry]) => {
    const path = `${above}${key}`;
    const below = unitPaths(entry?.units ?? {}, `${path}/`);
    return entry?.id === undefined ? below : [[entry.id, path] as const, ...below];
  });
}
