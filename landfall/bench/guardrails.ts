import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { guardrailsFile, type GuardrailsFile } from '../config/schemas/guardrails';
import { unitsFile, type UnitsFile } from '../config/schemas/units';

/** Policies on each unit that is made; with those of the units above it, about what a unit of production has. */
const policiesOnUnit = 4;

/**
 * Widens an organization that was generated for measurements until it has so many units, the root not counted, and so many
 * policies. Policies are copies of its service control policies under other names; units lie below Workloads and have some
 * of the copies each. Same numbers, same bytes.
 * @throws Error where the organization has no unit Workloads or no service control policy
 */
export function widenGuardrails(directory: string, units: number, policies: number): void {
  const guardrails = guardrailsFile.parse(parse(readFileSync(join(directory, 'guardrails.yaml'), 'utf8')));
  const tree = unitsFile.parse(parse(readFileSync(join(directory, 'units.yaml'), 'utf8')));
  const copies = copiesOf(directory, guardrails, policies - Object.keys(guardrails.policies).length);
  const made = Array.from({ length: Math.max(0, units - countOf(tree.units)) }, (_, index) => `Bench${index + 1}`);
  const { Workloads: workloads } = tree.units;
  if (workloads === undefined || workloads === null) throw new Error(`${directory} has no unit Workloads`);
  const below = { ...workloads.units, ...Object.fromEntries(made.map((key) => [key, { description: key }])) };
  write(directory, 'units.yaml', { ...tree, units: { ...tree.units, Workloads: { ...workloads, units: below } } });
  write(directory, 'guardrails.yaml', {
    ...guardrails,
    policies: { ...guardrails.policies, ...copies },
    units: { ...guardrails.units, ...attachments(made, Object.keys(copies)) },
  });
}

type Policies = GuardrailsFile['policies'];

function copiesOf(directory: string, { policies }: GuardrailsFile, wanted: number): Policies {
  const sources = Object.values(policies).filter(({ type }) => type === 'service-control');
  const entries = Array.from({ length: Math.max(0, wanted) }, (_, index) => {
    const source = sources[index % sources.length];
    if (source === undefined) throw new Error(`${directory} has no service control policy`);
    const file = `copy-${index + 1}-${source.file}`;
    writeFileSync(join(directory, 'policies', file), readFileSync(join(directory, 'policies', source.file)));
    return [`copy-${index + 1}`, { ...source, file }] as const;
  });
  return Object.fromEntries(entries);
}

/** Each copy sits somewhere, because lint of what nobody attaches would be less work. */
function attachments(units: readonly string[], copies: readonly string[]): GuardrailsFile['units'] {
  return Object.fromEntries(
    units.map((unit, index) => {
      const keys = Array.from(
        { length: policiesOnUnit },
        (_, each) => copies[(index * policiesOnUnit + each) % copies.length],
      );
      return [`Workloads/${unit}`, { policies: [...new Set(keys.flatMap((key) => key ?? []))] }];
    }),
  );
}

function countOf(units: UnitsFile['units']): number {
  return Object.values(units).reduce((sum, unit) => sum + 1 + countOf(unit?.units ?? {}), 0);
}

function write(directory: string, file: string, content: object): void {
  writeFileSync(join(directory, file), stringify(content, { lineWidth: 0 }));
}
