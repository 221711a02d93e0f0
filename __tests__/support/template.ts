import { App } from 'cdktf';
import type { Construct } from 'constructs';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { FactReader, type FactValues } from '../../landfall/model/facts';
import { sliceOf } from '../../landfall/model/plan';
import type { StackNode, StackSlice } from '../../landfall/model/stack';
import type { LandingZone } from '../../landfall/model/zone';
import type { LandfallStack } from '../../stacks/landfall-stack';

export type Json = Readonly<Record<string, unknown>>;
type Render = (scope: Construct, slice: StackSlice) => LandfallStack;

export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function child(value: unknown, key: string): Json {
  const found = isJson(value) ? value[key] : undefined;
  return isJson(found) ? found : {};
}

/** One stack as Terraform JSON, read the way tests ask. */
export class Template {
  constructor(readonly json: Json) {}

  /** Renders one slice in an app of its own. */
  static of(slice: StackSlice, render: Render): Template {
    const outdir = mkdtempSync(join(tmpdir(), 'landfall-template-'));
    try {
      const stack = render(new App({ outdir, skipValidation: true }), slice);
      // Through text, so that tests see what Terraform sees: no tokens, no undefined.
      return new Template(jsonOf(JSON.stringify(stack.toTerraform())));
    } finally {
      rmSync(outdir, { recursive: true, force: true });
    }
  }

  /** Arguments of all resources of a type by their Terraform name. */
  resources(type: string): Readonly<Record<string, Json>> {
    const found = child(this.json['resource'], type);
    return Object.fromEntries(Object.keys(found).map((name) => [name, child(found, name)]));
  }

  /** Arguments of one resource. @throws if there is none, naming those there are. */
  resource(type: string, id: string): Json {
    const all = this.resources(type);
    const found = all[id];
    if (found === undefined) throw new Error(`no ${type}.${id}; there are: ${Object.keys(all).join(', ')}`);
    return found;
  }

  /** What becomes facts, by fact key. */
  output(): Json {
    return child(child(this.json['output'], 'assigned'), 'value');
  }
}

/** A JSON object from its text. */
export function jsonOf(text: string): Json {
  const value: unknown = parse(text);
  return isJson(value) ? value : {};
}

/** The slice of one stack; facts that aren't given are placeholders. @throws if the zone has no such stack. */
export function testSlice(
  zone: LandingZone,
  nodes: readonly StackNode[],
  id: string,
  facts: FactValues = new Map(),
): StackSlice {
  const node = nodes.find((candidate) => candidate.id === id);
  if (node === undefined) throw new Error(`no stack ${id}; there are: ${nodes.map((other) => other.id).join(', ')}`);
  return sliceOf(zone, node, new FactReader(facts));
}
