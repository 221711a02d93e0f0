import { existsSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { checkOrganization } from '../../checks';
import { loadConfiguration } from '../../config/load';
import { hasErrors, type Diagnostic, type Location } from '../../diagnostics/diagnostic';
import { emptyFactsLock, mergeFacts, readFactsLock, writeFactsLock, type FactsLock } from '../../model/lock';
import { describeOrganization } from '../describe';
import { nothingKnown } from '../describe/names';
import type { DescribedPart } from '../describe/part';
import { teamRule, type TeamRule } from '../describe/teams';
import type { Inventory } from '../inventory';
import { adoptionReport } from '../report';
import { acceptancesPath, acceptancesText } from './acceptances';
import { adoptedPath, adoptedText, readAdopted, type Adopted } from './adopted';
import { isFree, withChanges, writeChanges, writeFresh } from './disk';
import { knownNames } from './known-names';
import { refresh } from './refresh';
import { fileTexts } from './texts';

/** What people should know of what was found, for them to read. */
const reportPath = 'adoption.md';

/** How an organization is written down. */
export interface AdoptionRequest {
  /** Folder of the organization, as the user gave it. */
  readonly directory: string;
  readonly inventory: Inventory;
  /** The rule for teams as people write it; default: that of the last time, or what is usual. */
  readonly teamsBy: string | undefined;
  /** Last day on which errors about what is there already are accepted, such as `2027-03-31`; default: none is. */
  readonly acceptUntil?: string | undefined;
}

/** What became of it. */
export type Adoption =
  | { readonly kind: 'refused'; readonly diagnostics: readonly Diagnostic[] }
  | {
      readonly kind: 'written' | 'refreshed';
      /** Files that were written, by path in the folder. */
      readonly files: readonly string[];
      /** What has changed in AWS since the last time, in the words of the organization. */
      readonly changes: readonly string[];
      /** Warnings about the writing, and what the checks say of the folder now. */
      readonly diagnostics: readonly Diagnostic[];
    };

/**
 * Writes the description of an organization: into a new folder, or into one that adoption wrote before, where what people
 * changed stays. All or nothing.
 * @throws DiagnosticError LF1020 if the disk refuses.
 */
export function adopt({ acceptUntil, directory, inventory, teamsBy }: AdoptionRequest): Adoption {
  const before = readAdopted(directory);
  if (before.kind === 'wrong') return { kind: 'refused', diagnostics: [before.diagnostic] };
  const written = teamsBy ?? (before.kind === 'read' ? before.adopted.teamsBy : undefined);
  const rule: TeamRule | undefined = written === undefined ? { by: 'usual' } : teamRule(written);
  if (rule === undefined) return { kind: 'refused', diagnostics: [unknownRule(written ?? '')] };
  const now: Adopted = { inventory, teamsBy: written };
  if (before.kind === 'read') {
    return acceptUntil === undefined
      ? adoptAgain(directory, before.adopted, now, rule)
      : { kind: 'refused', diagnostics: [acceptedBefore(directory)] };
  }
  if (!isFree(directory)) return { kind: 'refused', diagnostics: [occupied(directory)] };
  return adoptFirst(directory, now, rule, acceptUntil);
}

function adoptFirst(directory: string, now: Adopted, rule: TeamRule, acceptUntil: string | undefined): Adoption {
  const { inventory } = now;
  const { facts, files, remarks } = describeOrganization(inventory, { teamsBy: rule, known: nothingKnown });
  const texts = new Map([...fileTexts(files, schemasFrom(directory)), [adoptedPath, adoptedText(now)] as const]);
  const more = new Map<string, string>();
  let diagnostics: readonly Diagnostic[] = [];
  writeFresh(directory, texts, (draft) => {
    writeFactsLock(draft, { ...emptyFactsLock, facts });
    diagnostics = checked(draft, directory);
    more.set(reportPath, adoptionReport({ diagnostics, directory, inventory, remarks }));
    const accepted = acceptUntil === undefined ? undefined : acceptancesText(diagnostics, directory, acceptUntil);
    if (accepted !== undefined) more.set(acceptancesPath, accepted);
    return more;
  });
  if (more.has(acceptancesPath)) diagnostics = checkOrganization(directory).diagnostics;
  return { kind: 'written', files: [...texts.keys(), ...more.keys()].sort(), changes: [], diagnostics };
}

/** Both descriptions are made with the names that people use by now, so that only what is new in AWS tells them apart. */
function adoptAgain(directory: string, last: Adopted, now: Adopted, rule: TeamRule): Adoption {
  const { configuration, diagnostics: unreadable } = loadConfiguration(directory);
  if (configuration === undefined || hasErrors(unreadable)) return { kind: 'refused', diagnostics: unreadable };
  const options = { teamsBy: rule, known: knownNames(configuration) };
  const [before, after] = [describeOrganization(last.inventory, options), describeOrganization(now.inventory, options)];
  const { diagnostics, lock } = factsAfter(directory, after);
  return lock === undefined ? { kind: 'refused', diagnostics } : takeIn(directory, before, after, now, lock);
}

function takeIn(
  directory: string,
  before: DescribedPart,
  after: DescribedPart,
  now: Adopted,
  lock: FactsLock,
): Adoption {
  const { changes, diagnostics, texts } = refresh(directory, before, after, schemasFrom(directory));
  const found = new Map([...texts, [adoptedPath, adoptedText(now)] as const]);
  const findings = withChanges(directory, found, (copy) => checked(copy, directory));
  const { inventory } = now;
  const report = adoptionReport({ diagnostics: findings, directory, inventory, remarks: after.remarks });
  writeChanges(directory, new Map([...found, [reportPath, report] as const]));
  writeFactsLock(directory, lock);
  return { kind: 'refreshed', files: [...texts.keys()], changes, diagnostics: [...diagnostics, ...findings] };
}

function factsAfter(
  directory: string,
  after: DescribedPart,
): { readonly lock?: FactsLock; readonly diagnostics: readonly Diagnostic[] } {
  const read = readFactsLock(directory);
  if (hasErrors(read.diagnostics)) return { diagnostics: read.diagnostics };
  const { diagnostics, lock } = mergeFacts(read.lock, after.facts);
  return hasErrors(diagnostics) ? { diagnostics } : { lock, diagnostics };
}

/** Way from an organization's folder to the schemas beside the program's other files, if both lie in one project. */
function schemasFrom(directory: string): string | undefined {
  const isOutside = relative('.', directory).startsWith('..');
  return isOutside || !existsSync('schemas')
    ? undefined
    : relative(resolve(directory), 'schemas').replaceAll('\\', '/');
}

/** What the checks say of a draft, with places in the folder that it becomes. */
function checked(draft: string, directory: string): readonly Diagnostic[] {
  const named = (text: string): string => text.replaceAll(draft, directory);
  const at = (location: Location | undefined): { readonly location?: Location } =>
    location === undefined ? {} : { location: { ...location, file: named(location.file) } };
  return checkOrganization(draft).diagnostics.map(({ location, related, ...rest }) => ({
    ...rest,
    message: named(rest.message),
    ...at(location),
    ...(related === undefined
      ? {}
      : { related: related.map(({ location: place, message }) => ({ message, ...at(place) })) }),
  }));
}

function acceptedBefore(directory: string): Diagnostic {
  return {
    severity: 'error',
    code: 'LF6006',
    message: `${directory} was written before, and findings are accepted all at once only then`,
    help: `Leave --accept-until out, and accept what is new in ${acceptancesPath}, each with its own reason.`,
  };
}

function unknownRule(written: string): Diagnostic {
  return {
    severity: 'error',
    code: 'LF6006',
    message: `${written} is no rule by which teams are known`,
    help: 'Write tag:NAME, unit:PATH, name:PATTERN with {team} and perhaps {stage} in it, or none.',
  };
}

function occupied(directory: string): Diagnostic {
  return {
    severity: 'error',
    code: 'LF6017',
    message: `${directory} holds something else than what adoption wrote there: ${adoptedPath} is missing`,
    help: 'Name a new folder, or an empty one.',
  };
}
