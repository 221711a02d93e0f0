import type { Diagnostic } from '../diagnostics/diagnostic';
import { sortDiagnostics } from '../diagnostics/diagnostic';
import type { Attachment, Configuration } from './configuration';
import { filesBelow, listFolder, readText } from './disk';
import type { FolderNames } from './disk';
import { singleFiles } from './files';
import { readSingle, readYaml, shownPath, warnOfStrangers } from './reading';
import type { Reading } from './reading';
import { teamFile } from './schemas/team';
import type { TeamFile } from './schemas/team';
import { sourcesOf } from './sources';
import { teamSources } from './teams';

/** What came of reading an organization's directory. */
export interface LoadedConfiguration {
  /** Undefined where a file that everything else needs could not be understood. */
  readonly configuration?: Configuration;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads every file of an organization's directory. Never throws for what it finds there.
 * Where only team files or attachments are wrong, the configuration comes without them beside their errors,
 * so that the rest can be checked in the same run; nobody may act on it then.
 * @param directory as the user gave it; messages show files below it.
 */
export function loadConfiguration(directory: string): LoadedConfiguration {
  const listed = listFolder(directory);
  if (listed.kind !== 'names') return { diagnostics: [noDirectory(directory, listed)] };
  const reading: Reading = { directory, diagnostics: [], files: new Map() };
  warnOfStrangers(reading, listed.names);
  const single = readSingles(reading, listed.names);
  const teams = readTeams(reading);
  const policies = readAttachments(reading, 'policies');
  const products = readAttachments(reading, 'products');
  const diagnostics = sortDiagnostics(reading.diagnostics);
  if (single === undefined) return { diagnostics };
  const sources = sourcesOf(reading.files, (file) => shownPath(directory, file));
  return { configuration: { directory, ...single, teams, policies, products, sources }, diagnostics };
}

function noDirectory(directory: string, listed: Exclude<FolderNames, { kind: 'names' }>): Diagnostic {
  const help = 'Name the directory with --organization, or go to the folder that holds it';
  const message = `there is no directory ${directory}, which should hold ${singleFiles.organization.file} and the rest`;
  return listed.kind === 'unreadable'
    ? { ...listed.diagnostic, help }
    : { severity: 'error', code: 'LF1001', message, help };
}

type Singles = Pick<Configuration, keyof typeof singleFiles>;

function readSingles(reading: Reading, names: readonly string[]): Singles | undefined {
  const organization = readSingle(reading, singleFiles.organization, names);
  const units = readSingle(reading, singleFiles.units, names);
  const accounts = readSingle(reading, singleFiles.accounts, names);
  const access = readSingle(reading, singleFiles.access, names);
  const network = readSingle(reading, singleFiles.network, names);
  const guardrails = readSingle(reading, singleFiles.guardrails, names);
  const portfolios = readSingle(reading, singleFiles.portfolios, names);
  const security = readSingle(reading, singleFiles.security, names);
  const costs = readSingle(reading, singleFiles.costs, names);
  const removed = readSingle(reading, singleFiles.removed, names);
  const custom = readSingle(reading, singleFiles.custom, names);
  const accepted = readSingle(reading, singleFiles.accepted, names);
  if (organization === undefined || units === undefined || accounts === undefined) return undefined;
  if (access === undefined || network === undefined || guardrails === undefined) return undefined;
  if (portfolios === undefined || security === undefined) return undefined;
  if (costs === undefined || removed === undefined || custom === undefined || accepted === undefined) return undefined;
  return {
    organization,
    units,
    accounts,
    access,
    network,
    guardrails,
    portfolios,
    security,
    costs,
    removed,
    custom,
    accepted,
  };
}

function readTeams(reading: Reading): Readonly<Record<string, TeamFile>> {
  const shown = (file: string): string => shownPath(reading.directory, file);
  const listed = listFolder(shown('teams'));
  if (listed.kind === 'unreadable') reading.diagnostics.push(listed.diagnostic);
  const { teams, diagnostics } = teamSources(listed.kind === 'names' ? listed.names : [], shown);
  reading.diagnostics.push(...diagnostics);
  const read = teams.flatMap(({ key, file }): readonly [string, TeamFile][] => {
    const content = readYaml(reading, file, teamFile);
    if (content === 'absent') reading.diagnostics.push(linksToNothing(shown(file)));
    return content === 'absent' || content === undefined ? [] : [[key, content]];
  });
  return Object.fromEntries(read);
}

function readAttachments(reading: Reading, folder: 'policies' | 'products'): ReadonlyMap<string, Attachment> {
  const { files, diagnostics } = filesBelow(shownPath(reading.directory, folder));
  reading.diagnostics.push(...diagnostics);
  const attachments = new Map<string, Attachment>();
  for (const name of files) {
    const file = `${folder}/${name}`;
    const path = shownPath(reading.directory, file);
    const read = readText(path);
    if (read.kind === 'text') {
      attachments.set(name, { file, text: read.text });
      reading.files.set(file, { file: path, text: read.text });
    } else {
      reading.diagnostics.push(read.kind === 'unreadable' ? read.diagnostic : linksToNothing(path));
    }
  }
  return attachments;
}

function linksToNothing(path: string): Diagnostic {
  const message = `${path} is a link to a file that is not there`;
  const location = { file: path, line: 1, column: 1 };
  return { severity: 'error', code: 'LF1003', message, help: 'Mend the link or take it away', location };
}
