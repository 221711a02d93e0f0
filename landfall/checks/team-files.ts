import { accountsIndex } from '../model/accounts-index';
import type { LandingZone, Team } from '../model/zone';
import { check, type SourceRef } from './check';

const linesAtMost = 10;

/**
 * LF1315: the description of a team is short. What makes it long usually belongs to a stage, where it is written once
 * for all teams. Comments above and below don't count.
 */
export const teamFiles = check(({ zone }) =>
  zone.teams.flatMap((team) => {
    const lines = linesOf(zone, team);
    if (lines <= linesAtMost) return [];
    return [
      {
        severity: 'note',
        code: 'LF1315',
        at: { file: team.source.file, path: ['accounts'] },
        mark: 'key',
        message: `the team ${team.key} is described in ${lines} lines; ${linesAtMost} are meant to be enough`,
        help: 'What several teams need alike belongs to a stage in accounts.yaml or into access.yaml',
      },
    ];
  }),
);

const teamKeys = ['name', 'email', 'costCenter', 'businessUnit', 'budget', 'accounts'];
const accountKeys = ['connectivity', 'unit', 'name', 'email', 'generation', 'blueprint', 'purpose', 'manage', 'id'];

/** From the first key of the file to the last. */
function linesOf(zone: LandingZone, team: Team): number {
  const line = (path: SourceRef['path']): number => zone.sources.locate({ file: team.source.file, path }, 'key').line;
  const top = teamKeys.map((key) => line([key]));
  const stages = (accountsIndex(zone.accounts).byTeam.get(team.key) ?? [])
    .filter((account) => account.source.path.length > 0)
    .flatMap(({ source }) => accountKeys.map((key) => line([...source.path, key])));
  return Math.max(...top, ...stages) - Math.min(...top) + 1;
}
