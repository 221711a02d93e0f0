import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Configuration } from '../config/configuration';
import { addTeamAccounts, listsAccounts, newTeamText, type Edited, type TeamAccountLine } from '../config/edit';
import { key as keySchema } from '../config/schemas/common';
import { DiagnosticError, type Diagnostic } from '../diagnostics/diagnostic';

/** What somebody asks for: accounts of one team, and what a new team says of itself. */
export interface TeamRequest {
  readonly team: string;
  readonly stages: readonly string[];
  /** Default: what the stage says. */
  readonly connectivity: 'corporate' | 'isolated' | undefined;
  readonly accountName: string | undefined;
  readonly teamName: string | undefined;
  readonly email: string | undefined;
  readonly costCenter: string | undefined;
  readonly businessUnit: string | undefined;
  readonly budget: number | undefined;
}

/** A team's file as it is to be; nothing of it is checked yet. */
export interface WantedFile {
  /** Relative to the organization's directory. */
  readonly file: string;
  readonly text: string;
}

/** Stages of a team whose file lists none, where accounts.yaml says nothing else. */
const usualStages: readonly string[] = ['dev', 'test', 'prod'];

/**
 * The team's file with the accounts added, or a new one.
 * @throws DiagnosticError LF3021 to LF3023 and LF3025 where the request doesn't fit what is there.
 */
export function wantedTeamFile(configuration: Configuration, request: TeamRequest): WantedFile {
  const { directory } = configuration;
  const file = teamFileOf(directory, request.team);
  const path = join(directory, file);
  const lines = request.stages.map((stage) => lineOf(configuration, request, stage));
  if (!existsSync(path)) return { file, text: newTeam(directory, path, request, lines) };
  if (describesTeam(request)) {
    return fail('LF3025', `the team ${request.team} exists already`, `What it says of itself is changed in ${path}.`);
  }
  const edited = edit(configuration, readFileSync(path, 'utf8'), request, lines);
  switch (edited.kind) {
    case 'edited':
      return { file, text: edited.text };
    case 'present':
      return fail(
        'LF3022',
        `the team ${request.team} has an account for the stage ${edited.stage} already`,
        `It is in ${path}; a team has one account a stage.`,
      );
    case 'refused': {
      const byHand = lines.map(({ connectivity, stage }) => `\`${stage}: ${connectivity}\``).join(' and ');
      const help = `Add ${byHand} under \`accounts\` by hand, then run \`landfall validate\`.`;
      return fail('LF3023', `${path} can't be edited by a program: ${edited.why}`, help);
    }
  }
}

/** Without a list a team has the default stages, with one what the list says: so they are written out. */
function edit(
  configuration: Configuration,
  text: string,
  request: TeamRequest,
  lines: readonly TeamAccountLine[],
): Edited {
  if (listsAccounts(text)) return addTeamAccounts(text, lines);
  const defaults = configuration.accounts.defaultStages ?? usualStages;
  const present = defaults.find((stage) => request.stages.some((wanted) => same(wanted, stage)));
  if (present !== undefined) return { kind: 'present', stage: present };
  const spelledOut = defaults.map((stage) => ({ stage, connectivity: connectivityOf(configuration, stage) }));
  return addTeamAccounts(text, [...spelledOut, ...lines]);
}

function lineOf(configuration: Configuration, request: TeamRequest, stage: string): TeamAccountLine {
  const connectivity = request.connectivity ?? connectivityOf(configuration, stage);
  return { stage, connectivity, ...(request.accountName === undefined ? {} : { name: request.accountName }) };
}

/** A stage that nobody knows is for the checks to find. */
function connectivityOf({ accounts }: Configuration, stage: string): TeamAccountLine['connectivity'] {
  return accounts.stages[stage]?.connectivity ?? 'isolated';
}

function newTeam(directory: string, path: string, request: TeamRequest, lines: readonly TeamAccountLine[]): string {
  const { budget, businessUnit, costCenter, email, team, teamName } = request;
  if (!keySchema.safeParse(team).success) {
    return fail(
      'LF1007',
      `"${team}" can't be the key of a team`,
      'A key starts with a letter and holds letters, digits and hyphens.',
    );
  }
  if (email === undefined || costCenter === undefined) {
    return fail(
      'LF3021',
      `there is no ${path}, so ${team} would be a new team`,
      'Give a new team --email and --cost-center, or write an existing one as its file is named.',
    );
  }
  return newTeamText(
    headerOf(directory),
    {
      name: teamName ?? team,
      email,
      costCenter,
      ...(businessUnit === undefined ? {} : { businessUnit }),
      ...(budget === undefined ? {} : { budget }),
    },
    lines,
  );
}

/** The comment by which editors find the schema, as the other teams have it. */
function headerOf(directory: string): string {
  const headers = teamFiles(directory).map(
    (name) => readFileSync(join(directory, 'teams', name), 'utf8').split(/\r?\n/, 1)[0],
  );
  return headers.find((line) => line?.startsWith('# yaml-language-server:')) ?? '';
}

/** Keys differ in more than case, so `Fraud` means the file of `fraud`. */
function teamFileOf(directory: string, team: string): string {
  const found = teamFiles(directory).find((name) => same(name.replace(/\.ya?ml$/, ''), team));
  return `teams/${found ?? `${team}.yaml`}`;
}

function teamFiles(directory: string): readonly string[] {
  const folder = join(directory, 'teams');
  return existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => /\.ya?ml$/.test(name))
        .sort()
    : [];
}

function describesTeam({ budget, businessUnit, costCenter, email, teamName }: TeamRequest): boolean {
  return [budget, businessUnit, costCenter, email, teamName].some((value) => value !== undefined);
}

function same(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

function fail(code: string, message: string, help: string): never {
  const diagnostic: Diagnostic = { severity: 'error', code, message, help };
  throw new DiagnosticError([diagnostic]);
}
