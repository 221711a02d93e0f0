import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { importBlocks } from '../../landfall/model/imports';
import { previewSlices, zoneGraph } from '../../landfall/model/plan';
import { renderStack } from '../../stacks';
import { zoneOf } from '../support/organization';
import { Template } from '../support/template';

const importsIn = z.array(z.object({ id: z.string(), to: z.string() }));

let directory = '';
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'landfall-take-over-'));
  cpSync('examples/enterprise', directory, { recursive: true });
  for (const file of ['units.yaml', 'network.yaml', 'access.yaml']) {
    const path = join(directory, file);
    writeFileSync(path, readFileSync(path, 'utf8').replaceAll('manage: read', 'manage: own'));
  }
});
afterAll(() => rmSync(directory, { recursive: true }));

test('every import of a slice is in its stack, and the tags of what is imported stay as they are', () => {
  const zone = zoneOf(directory);
  const importing = previewSlices(zone, zoneGraph(zone), new Map()).filter((slice) => importBlocks(slice).length > 0);
  expect(importing.map(({ envelope }) => envelope.id)).toEqual(
    expect.arrayContaining(['organization', 'identity-center', 'foundation', 'account-transit']),
  );
  for (const slice of importing) {
    const template = Template.of(slice, renderStack);
    const { import: rendered } = template.json;
    const blocks = importsIn.parse(rendered);
    expect([...blocks].sort((a, b) => (a.to < b.to ? -1 : 1))).toEqual(importBlocks(slice));
    if (slice.adopted?.imports !== undefined) expect(slice.envelope.defaultTags).toEqual({});
  }
});

test('an organization without anything adopted says nothing of it in its slices', () => {
  const zone = zoneOf('landing-zone');
  const told = previewSlices(zone, zoneGraph(zone), new Map()).filter((slice) => 'adopted' in slice);
  expect(told.map(({ envelope }) => envelope.id)).toEqual([]);
});
