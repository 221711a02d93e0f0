import { accessMatrix } from '../analysis/access-matrix';
import { sliceHash } from '../model/lock';
import type { FactValues } from '../model/facts';
import { previewSlices, zoneGraph } from '../model/plan';
import { isBelow } from '../model/resolve/accounts';
import type { Account, LandingZone } from '../model/zone';
import { grantText } from './access';
import { accountGuardrails } from './guardrails';
import { textTable } from './table';

/** Stacks that a change brings, changes and takes away, in the order in which they are applied. */
export interface StackChanges {
  readonly created: readonly string[];
  readonly changed: readonly string[];
}

/** Compares the stacks of two states of one organization. Ids that AWS has not assigned yet count as equal. */
export function stackChanges(before: LandingZone | undefined, after: LandingZone, facts: FactValues): StackChanges {
  const hashes = (zone: LandingZone): ReadonlyMap<string, string> =>
    new Map(previewSlices(zone, zoneGraph(zone), facts).map((slice) => [slice.envelope.id, sliceHash(slice)]));
  const old = before === undefined ? new Map<string, string>() : hashes(before);
  const now = [...hashes(after)];
  return {
    created: now.flatMap(([id]) => (old.has(id) ? [] : [id])),
    changed: now.flatMap(([id, hash]) => (old.has(id) && old.get(id) !== hash ? [id] : [])),
  };
}

/** What will follow from a request, for the people who ask and for those who approve. Ends with a newline. */
export function accountRequestReport(zone: LandingZone, keys: readonly string[], stacks: StackChanges): string {
  const accounts = zone.accounts.filter(({ key }) => keys.includes(key));
  return `${accounts.map((account) => accountText(zone, account)).join('\n')}\n${stacksText(stacks)}`;
}

function accountText(zone: LandingZone, account: Account): string {
  const unit = zone.units.find(({ id }) => id === account.unit)?.label ?? account.unit;
  const facts = [
    ['name', account.name],
    ['root e-mail', account.email],
    ['owner', `${account.owner.key} (cost center ${account.owner.costCenter})`],
    ['unit', unit],
    ['connectivity', account.connectivity],
    ['segment', account.segment ?? 'none: no VPC'],
    ['addresses', zone.addresses.get(account.key) ?? 'none'],
    ['blueprint', `${account.blueprint.name}@${account.blueprint.version}`],
  ];
  return [
    `Account ${account.key}\n`,
    indented(facts.map(([name = '', value = '']) => `${name.padEnd(14)}${value}`)),
    '  who gets in\n',
    indented(accessLines(zone, account), 4),
    '  guardrails\n',
    indented(guardrailLines(zone, account), 4),
    '  portfolios\n',
    indented(portfolioLines(zone, account), 4),
  ].join('');
}

function accessLines(zone: LandingZone, account: Account): readonly string[] {
  const rows = accessMatrix(zone).find((each) => each.account.key === account.key)?.rows ?? [];
  if (rows.length === 0) return ['nobody yet: add rows for its stage to teamAssignments in access.yaml'];
  return lines(
    ['group', 'gets', 'because'],
    rows.map((row) => [row.group, grantText(row), row.reasons.join('; ')]),
  );
}

function guardrailLines(zone: LandingZone, account: Account): readonly string[] {
  const all = accountGuardrails(zone, account);
  if (all.length === 0) return ['none'];
  return lines(
    ['guardrail', 'kind', 'sits on', 'what'],
    all.map((each) => [each.name, each.kind, each.sits, each.description]),
  );
}

function portfolioLines(zone: LandingZone, account: Account): readonly string[] {
  const seen = zone.portfolios.filter(({ shares }) => shares.some((unit) => isBelow(account.unit, unit)));
  if (seen.length === 0) return ['none'];
  return lines(
    ['portfolio', 'products'],
    seen.map(({ name, products }) => [name, products.map((product) => product.name).join(', ')]),
  );
}

function lines(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  return textTable(head, rows).trimEnd().split('\n');
}

function stacksText({ created, changed }: StackChanges): string {
  const list = (ids: readonly string[]): string => (ids.length === 0 ? 'none' : ids.join(', '));
  return `Stacks that will be made:  ${list(created)}\nStacks that will change:   ${list(changed)}\n`;
}

function indented(all: readonly string[], width = 2): string {
  return all.map((line) => `${' '.repeat(width)}${line}\n`).join('');
}
