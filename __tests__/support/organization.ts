import { App, TerraformResource, TerraformStack } from 'cdktf';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readZone } from '../../landfall/model/read-zone';
import type { StackGraph } from '../../landfall/model/graph';
import { sliceHash } from '../../landfall/model/lock';
import { previewSlices, zoneGraph } from '../../landfall/model/plan';
import type { StackNode, StackSlice } from '../../landfall/model/stack';
import type { LandingZone } from '../../landfall/model/zone';
import { keepDecisions } from '../../landfall/model/lock/decide';
import { renderStack } from '../../stacks';
import { silenceStackTraces } from '../../stacks/stack-traces';
import { isJson, jsonOf, type Json, Template } from './template';

/** One stack of an organization, from the model to what Terraform reads. */
export interface SynthesizedStack {
  readonly node: StackNode;
  readonly slice: StackSlice;
  readonly template: Template;
  /** Constructs that make a resource. */
  readonly constructs: number;
}

export interface SynthesizedOrganization {
  readonly zone: LandingZone;
  readonly graph: StackGraph;
  readonly stacks: readonly SynthesizedStack[];
  /** Every construct of the app that makes a resource, wherever it lies. */
  readonly constructs: number;
  /** Paths of all stacks in the tree of constructs. */
  readonly paths: readonly string[];
  readonly manifest: Json;
}

/** The organization of a directory. @throws where it has errors. */
export function zoneOf(directory: string): LandingZone {
  const { diagnostics, model } = readZone(directory);
  if (model?.complete !== true) throw new Error(`${directory}: ${JSON.stringify(diagnostics)}`);
  return model.zone;
}

/** Synthesizes every stack of an organization in one app, as `main.ts` does, with placeholders for all ids. */
export function synthesizeAll(directory: string): SynthesizedOrganization {
  silenceStackTraces();
  const zone = zoneOf(directory);
  const graph = zoneGraph(zone);
  const outdir = mkdtempSync(join(tmpdir(), 'landfall-structure-'));
  try {
    const app = new App({ outdir, skipValidation: true });
    const rendered = previewSlices(zone, graph, new Map()).map((slice) => ({ slice, stack: renderStack(app, slice) }));
    app.synth();
    const nodes = new Map(graph.nodes.map(({ stack }) => [stack.id, stack]));
    return {
      zone,
      graph,
      stacks: rendered.map(({ slice, stack }) => {
        const node = nodes.get(stack.node.id);
        if (node === undefined) throw new Error(`no node ${stack.node.id}`);
        const json = jsonOf(readFileSync(join(outdir, 'stacks', node.id, 'cdk.tf.json'), 'utf8'));
        return { node, slice, template: new Template(json), constructs: resourcesBelow(stack) };
      }),
      constructs: resourcesBelow(app),
      paths: app.node.findAll().flatMap((each) => (TerraformStack.isStack(each) ? [each.node.path] : [])),
      manifest: jsonOf(readFileSync(join(outdir, 'manifest.json'), 'utf8')),
    };
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

function resourcesBelow(scope: App | TerraformStack): number {
  return scope.node.findAll().filter((each) => TerraformResource.isTerraformResource(each)).length;
}

/** Every string of a document with its path, keys left out. */
export function stringsOf(value: unknown, path: readonly string[] = []): readonly { path: string; text: string }[] {
  if (typeof value === 'string') return [{ path: path.join('.'), text: value }];
  if (Array.isArray(value)) return value.flatMap((item, index) => stringsOf(item, [...path, String(index)]));
  if (!isJson(value)) return [];
  return Object.entries(value).flatMap(([key, item]) => stringsOf(item, [...path, key]));
}

/** What becomes of a file's text; a file that isn't there yet is empty. */
export type Edit = (text: string) => string;

/**
 * Ids of the stacks whose slices differ after files were changed, `+` before those that came and `-` before those that
 * went, sorted by id. Addresses are decided before, as they are in any organization that was ever planned.
 */
export function changedStacks(directory: string, edits: Readonly<Record<string, Edit>>): readonly string[] {
  const copy = mkdtempSync(join(tmpdir(), 'landfall-change-'));
  try {
    cpSync(directory, copy, { recursive: true });
    const { model } = readZone(copy);
    if (model === undefined) throw new Error(`${directory} can't be read`);
    keepDecisions(copy, model.zone, model.lock.decisions, false);
    // What a decision was made for is the same before and after it was written down.
    const before = hashes(model.zone);
    for (const [file, edit] of Object.entries(edits)) {
      const path = join(copy, file);
      const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
      const edited = edit(text);
      if (edited === text) throw new Error(`${file} was not changed`);
      writeFileSync(path, edited);
    }
    const after = hashes(zoneOf(copy));
    const all = [...new Set([...before.keys(), ...after.keys()])].sort();
    return all.flatMap((id) => {
      if (!before.has(id)) return [`+${id}`];
      if (!after.has(id)) return [`-${id}`];
      return before.get(id) === after.get(id) ? [] : [id];
    });
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

function hashes(zone: LandingZone): ReadonlyMap<string, string> {
  return new Map(
    previewSlices(zone, zoneGraph(zone), new Map()).map((slice) => [slice.envelope.id, sliceHash(slice)] as const),
  );
}
