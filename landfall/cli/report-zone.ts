import type { Command } from 'commander';
import type { LandingZone } from '../model/zone';
import { CommandExit, globalOptions, stopOnErrors } from './output';

/** The organization for a report: errors end the command, warnings and notes are left to `landfall validate`. */
export async function reportZone(command: Command): Promise<LandingZone> {
  const { checkOrganization } = await import('../checks/index.js');
  const { hasErrors } = await import('../diagnostics/diagnostic.js');
  const { diagnostics, zone } = checkOrganization(globalOptions(command).organization);
  if (hasErrors(diagnostics)) stopOnErrors(command, diagnostics);
  if (zone === undefined) throw new CommandExit(1);
  return zone;
}
