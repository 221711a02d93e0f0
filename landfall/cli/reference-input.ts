import { parse } from 'yaml';
import { z } from 'zod';
import { checkOrganization } from '../checks';
import { limits } from '../checks/limits';
import { publishedSchemas } from '../config/files';
import { catalogue } from '../diagnostics/catalogue';
import { previewSlices, zoneGraph } from '../model/plan';
import type { StackNode, StackSlice } from '../model/stack';
import type { LandingZone } from '../model/zone';
import type { ReferenceInput } from '../report/reference';
import type { ProofClasses, StackTypes } from '../report/reference-stacks';
import { policyRooms } from './guardrails';

const classesFile = z.strictObject({
  moto: z.array(z.string()),
  emulator: z.array(z.string()),
  validated: z.array(z.string()),
  'never-run': z.array(z.string()),
});

/** Reads `proof-classes.yaml`. @throws where it isn't as it should be: it is ours. */
export function proofClasses(text: string): ProofClasses {
  return classesFile.parse(parse(text));
}

/**
 * Collects what the reference is made of.
 * @param directory of the organization whose stacks are shown
 * @param typesOf renders a slice and says which resource types are in it; rendering needs CDKTF, which is not for here
 */
export function referenceInput(
  directory: string,
  classes: ProofClasses,
  typesOf: (slice: StackSlice) => readonly string[],
): ReferenceInput {
  const schemas = Object.entries(publishedSchemas).map(
    ([name, schema]) => [name, z.toJSONSchema(schema, { target: 'draft-2020-12', io: 'input' })] as const,
  );
  return {
    schemas: Object.fromEntries(schemas),
    codes: catalogue,
    limits,
    stacks: stackTypes(directory, typesOf),
    proofClasses: classes,
    guardrails: { zone: zoneOf(directory), rooms: policyRooms },
  };
}

/** Every stack of an organization with its resource types; ids that aren't known are placeholders. */
export function stackTypes(
  directory: string,
  typesOf: (slice: StackSlice) => readonly string[],
): readonly StackTypes[] {
  const zone = zoneOf(directory);
  const graph = zoneGraph(zone);
  const slices = new Map(previewSlices(zone, graph, new Map()).map((slice) => [slice.envelope.id, slice]));
  return graph.nodes.flatMap(({ stack }) => {
    const slice = slices.get(stack.id);
    return slice === undefined ? [] : [{ ...nameOf(zone, stack), wave: stack.wave, types: typesOf(slice) }];
  });
}

function zoneOf(directory: string): LandingZone {
  const { zone } = checkOrganization(directory);
  if (zone === undefined) throw new Error(`${directory} can't be read`);
  return zone;
}

/** Stacks that differ only in their unit, team or portfolio are one row. */
function nameOf(zone: LandingZone, { account, id, kind }: StackNode): Pick<StackTypes, 'name' | 'account'> {
  const team = zone.teams.find(({ key }) => id === `team-${key}` || id === `access-${key}`);
  if (team !== undefined) return { name: id.replace(team.key, '<team>'), account };
  if (kind === 'unit' && id !== 'unit-root') return { name: 'unit-<path>', account };
  if (kind === 'portfolio') return { name: 'portfolio-<portfolio>', account: 'its owner' };
  const vended = zone.accounts.find(({ key }) => key === account);
  return kind === 'account' && vended?.team !== undefined
    ? { name: 'account-<team>-<stage>', account: 'that account' }
    : { name: id, account };
}
