import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import type { LeftStack } from '../adoption/edit/forget-stacks';
import type { Ownable } from '../adoption/edit/ownable';
import type { MapChange } from '../adoption/edit/set-keys';
import type { Diagnostic } from '../diagnostics/diagnostic';
import type { LandingZone, Manage } from '../model/zone';
import { confirm } from './confirm';
import { CommandExit, globalOptions, printError, printOut, stopOnErrors } from './output';
import { reportZone } from './report-zone';
import type { Trial } from './trial';

interface ManagementRequest {
  readonly to: Manage;
  readonly kind: string;
  readonly name: string | undefined;
  readonly all: boolean;
  readonly yes: boolean;
}

interface Options {
  readonly all?: boolean;
  readonly yes?: boolean;
}

/** What `landfall own` and `landfall release` have in common: what they are asked, and that one is the other's reverse. */
export function registerManagement(program: Command, name: string, to: Manage, description: string): void {
  program
    .command(name)
    .description(description)
    .argument('<kind>', 'unit, account, policy, control, permission-set, group, assignment, delegation, hub, portfolio')
    .argument('[name]', 'its key; a unit by its path, controls by their unit, assignments by their group')
    .option('--all', 'everything of the kind; with the kind `all`, everything')
    .option('--yes', 'write without asking')
    .action(async (kind: string, key: string | undefined, { all, yes }: Options, command: Command) =>
      changeManagement(command, { to, kind, name: key, all: all === true, yes: yes === true }),
    );
}

/** Changes `manage:` of some objects in the YAML, all or none, after the organization with the change was checked. */
async function changeManagement(command: Command, request: ManagementRequest): Promise<void> {
  const { organization: directory } = globalOptions(command);
  const zone = await reportZone(command);
  const wanted = await chosen(command, zone, request);
  if (wanted.length === 0) {
    printOut(command, `Nothing to do: all of that is manage: ${request.to} already.\n`);
    return;
  }
  const edited = await editedTexts(command, directory, zone, wanted, request.to);
  const { tryChanges } = await import('./trial.js');
  const trial = tryChanges(directory, edited);
  const left = request.to === 'own' ? [] : await leftStacks(directory, zone, trial.zone);
  const texts = left.length === 0 ? edited : await withLeftStacks(command, directory, left, edited);
  const after = await proved(command, texts === edited ? trial : tryChanges(directory, texts));
  printOut(command, `${wanted.map(({ kind, name }) => `${kind} ${name}`).join('\n')}\n\n`);
  printOut(command, await effects(zone, after));
  const files = [...texts.keys()].sort();
  if (!request.yes && !(await confirm(`Write ${files.join(', ')}?`))) {
    printError(command, 'Nothing is written.\n');
    throw new CommandExit(1);
  }
  await writeAll(directory, texts);
  const next = request.to === 'own' ? 'landfall plan --imports-only' : 'landfall plan';
  printOut(command, `Written: ${files.join(', ')}. Next: ${next}\n`);
}

async function chosen(
  command: Command,
  zone: LandingZone,
  { all, kind, name, to }: ManagementRequest,
): Promise<readonly Ownable[]> {
  const { ownables, ownableKinds, productsThatStay } = await import('../adoption/edit/ownable.js');
  const everything = kind === 'all' || kind === 'everything';
  const ofKind = ownables(zone).filter((each) => everything || each.kind === kind);
  const isNamed = (each: Ownable): boolean =>
    all || everything || each.name.toLowerCase() === (kind === 'hub' ? 'hub' : name?.toLowerCase());
  const named = ofKind.filter(isNamed);
  if (named.length === 0) {
    const known = [...new Set(ofKind.map((each) => each.name))].sort();
    const isKind = everything || ownableKinds.some((each) => each === kind);
    const allowed = isKind
      ? known.length === 0
        ? 'there is none'
        : known.join(', ')
      : [...ownableKinds, 'all'].join(', ');
    const message = isKind ? `there is no ${kind} ${name ?? ''} that existed before` : `${kind} is no kind of object`;
    stopOnErrors(command, [{ severity: 'error', code: 'LF6110', message, help: `Name one of these: ${allowed}` }]);
  }
  const staying = named.filter(({ stays }) => to === 'own' && stays !== undefined);
  const lines = staying.map((each) => `${each.kind} ${each.name} stays as it is: ${each.stays ?? ''}`);
  const products = to === 'own' && (everything || kind === 'portfolio') ? productsThatStay(zone) : [];
  for (const { name: product, why } of products) lines.push(`product ${product} stays as it is: ${why}`);
  if (staying.length === named.length && staying.length > 0) {
    stopOnErrors(
      command,
      lines.map((message): Diagnostic => ({
        severity: 'error',
        code: 'LF6111',
        message,
        help: 'Refer to it by its name',
      })),
    );
  }
  for (const line of lines) printError(command, `${line}\n`);
  return named.filter((each) => !staying.includes(each) && each.manage !== to);
}

async function editedTexts(
  command: Command,
  directory: string,
  zone: LandingZone,
  wanted: readonly Ownable[],
  to: Manage,
): Promise<ReadonlyMap<string, string>> {
  const { changeKeys } = await import('../adoption/edit/set-keys.js');
  const changeOf = ({ at, whenOwned }: Ownable): MapChange => ({
    path: at.path,
    keys: [...(to === 'own' ? whenOwned : []), { key: 'manage', value: to }],
  });
  const texts = new Map<string, string>();
  const refused: Diagnostic[] = [];
  for (const file of new Set(wanted.map(({ at }) => at.file))) {
    const here = wanted.filter(({ at }) => at.file === file);
    const text = readFileSync(join(directory, file), 'utf8');
    const changed = changeKeys(text, here.map(changeOf));
    if (changed.kind === 'changed') {
      texts.set(file, changed.text);
      continue;
    }
    const inTheWay = here.filter((each) => changeKeys(text, [changeOf(each)]).kind === 'refused');
    for (const each of inTheWay.length > 0 ? inTheWay : here) {
      const message = `${each.kind} ${each.name}: ${changed.why}`;
      const keys = changeOf(each).keys.map(({ key, value }) => `${key}: ${value}`);
      const help = `Write ${keys.join(', ')} there; nothing is written`;
      refused.push({ severity: 'error', code: 'LF6112', message, help, location: zone.sources.locate(each.at) });
    }
  }
  stopOnErrors(command, refused);
  return texts;
}

/** Applied stacks that vanish by the change. */
async function leftStacks(
  directory: string,
  before: LandingZone,
  after: LandingZone | undefined,
): Promise<readonly LeftStack[]> {
  if (after === undefined) return [];
  const { stackNodes } = await import('../model/stacks.js');
  const { readFactsLock } = await import('../model/lock/index.js');
  const staying = new Set(stackNodes(after).map(({ id }) => id));
  const { stacks } = readFactsLock(directory).lock;
  return stackNodes(before).flatMap(({ id }) => {
    const applied = staying.has(id) ? undefined : stacks.get(id);
    return applied === undefined ? [] : [{ id, guarded: applied.guarded }];
  });
}

/** The texts, and the word that nothing of the stacks that vanish is destroyed. */
async function withLeftStacks(
  command: Command,
  directory: string,
  left: readonly LeftStack[],
  texts: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, string>> {
  const { withForgotten } = await import('../adoption/edit/forget-stacks.js');
  const file = 'removed.yaml';
  const path = join(directory, file);
  const changed = withForgotten(existsSync(path) ? readFileSync(path, 'utf8') : undefined, left);
  if (changed.kind === 'changed') return new Map([...texts, [file, changed.text]]);
  const help = `Write ${left.map(({ id }) => `${id}: forget`).join(', ')} under stacks there; nothing is written`;
  stopOnErrors(command, [
    {
      severity: 'error',
      code: 'LF6112',
      message: `${file}: ${changed.why}`,
      help,
      location: { file: path, line: 1, column: 1 },
    },
  ]);
  return texts;
}

async function proved(command: Command, { diagnostics, source, zone }: Trial): Promise<LandingZone> {
  const { hasErrors } = await import('../diagnostics/diagnostic.js');
  const { renderDiagnostics, wantsColor } = await import('../diagnostics/render.js');
  const color = globalOptions(command).color && wantsColor(process.stderr);
  if (zone !== undefined && !hasErrors(diagnostics)) return zone;
  printError(command, renderDiagnostics(diagnostics, { color, readSource: source }));
  printError(command, 'Nothing is written.\n');
  throw new CommandExit(1);
}

/** What stacks import, or let go of, that they didn't before. */
async function effects(before: LandingZone, after: LandingZone): Promise<string> {
  const { previewSlices, zoneGraph } = await import('../model/plan.js');
  const { importBlocks } = await import('../model/imports/index.js');
  const nothing = new Map<string, string>();
  const linesOf = (zone: LandingZone): readonly string[] =>
    previewSlices(zone, zoneGraph(zone), nothing).flatMap((slice) => [
      ...importBlocks(slice).map(({ id, to }) => `${slice.envelope.id}: imports ${to} (${id})`),
      ...(slice.adopted?.released ?? []).map((address) => `${slice.envelope.id}: lets go of ${address}`),
    ]);
  const known = new Set(linesOf(before));
  const fresh = linesOf(after).filter((line) => !known.has(line));
  return fresh.length === 0 ? '' : `${fresh.join('\n')}\n\n`;
}

/** All files or none: where one can't be written, those before it get their old text back. */
async function writeAll(directory: string, texts: ReadonlyMap<string, string>): Promise<void> {
  const { writeFileAtomically } = await import('../config/write.js');
  const before = new Map<string, string | undefined>();
  try {
    for (const [file, text] of texts) {
      const path = join(directory, file);
      before.set(path, existsSync(path) ? readFileSync(path, 'utf8') : undefined);
      writeFileAtomically(path, text);
    }
  } catch (error) {
    for (const [path, text] of before) {
      if (text === undefined) rmSync(path, { force: true });
      else writeFileAtomically(path, text);
    }
    throw error;
  }
}
