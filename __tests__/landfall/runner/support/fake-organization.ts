import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FactReader } from '../../../../landfall/model/facts';
import { readFactsLock, writeFactsLock, type FactsLock } from '../../../../landfall/model/lock';
import type { StackSlice } from '../../../../landfall/model/stack';
import type { PlannedStack, RunEvent, RunHooks, RunOptions, RunStack } from '../../../../landfall/runner/contract';
import { findTerraform } from '../../../../landfall/runner/provider-mirror';
import { terraformIn } from '../../../../landfall/runner/terraform';

/** A stack of one `terraform_data`, whose creation takes its time and is written into a ledger. */
export interface FakeStack {
  readonly id: string;
  readonly needs?: readonly string[];
  readonly reads?: readonly string[];
  readonly assigns?: readonly string[];
  readonly reveals?: readonly string[];
  readonly turns?: readonly string[];
  readonly account?: string;
  readonly seconds?: number;
  /** Changing it changes the slice and replaces the object. */
  readonly version?: string;
  readonly removal?: boolean;
}

export interface FakeOrganization {
  readonly options: RunOptions;
  readonly hooks: RunHooks;
  readonly events: readonly RunEvent[];
  readonly asked: readonly (readonly PlannedStack[])[];
  /** What was created, in order: an id a line, once for every creation. */
  readonly ledger: () => readonly string[];
  readonly lock: () => FactsLock;
  /** Batches that were synthesized. */
  readonly batches: readonly (readonly string[])[];
}

/** Where Terraform is; tests that need it are left out loudly where there is none, and fail where it is demanded. */
export const terraformBinary = findTerraform(process.env)?.path;
if (terraformBinary === undefined) {
  if (process.env['LANDFALL_REQUIRE_TERRAFORM'] === '1') throw new Error('terraform is missing, but demanded');
  console.warn('No terraform on the PATH: nothing is tested with it here.');
}

/** An organization in a folder, deployed by the real Terraform with states beside it. */
export function fakeOrganization(
  root: string,
  stacks: readonly FakeStack[],
  change: { readonly options?: Partial<RunOptions>; readonly hooks?: Partial<RunHooks> } = {},
): FakeOrganization {
  const events: RunEvent[] = [];
  const asked: (readonly PlannedStack[])[] = [];
  const batches: (readonly string[])[] = [];
  const lock = (): FactsLock => readFactsLock(root).lock;
  const synthesize = (slices: readonly StackSlice[]): Promise<string> => {
    const ids = slices.map(({ envelope }) => envelope.id);
    batches.push(ids);
    const out = join(root, 'out');
    for (const id of ids) {
      const stack = stacks.find((candidate) => candidate.id === id);
      if (stack === undefined) throw new Error(`no stack ${id}`);
      const folder = join(out, 'stacks', id);
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, 'cdk.tf.json'), JSON.stringify(rendered(root, stack, lock()), undefined, 2));
    }
    return Promise.resolve(out);
  };
  const hooks: RunHooks = {
    store: { load: lock, save: (changed) => writeFactsLock(root, changed) },
    synthesize,
    prepare: (_, folder) => Promise.resolve(folder),
    environment: () => Promise.resolve({ PATH: process.env['PATH'], HOME: root }),
    terraformFor: (_, terraformRoot) => terraformIn({ binary: terraformBinary ?? 'terraform', ...terraformRoot }),
    approve: (plans) => {
      asked.push(plans);
      return Promise.resolve(true);
    },
    reveal: (_, keys) => Promise.resolve(new Map(keys.map((key) => [key, `revealed ${key}`]))),
    beforeFirst: () => Promise.resolve(),
    recover: () => Promise.resolve(),
    report: (event) => events.push(event),
    ...change.hooks,
  };
  const options: RunOptions = {
    stacks: stacks.map(runStack),
    declared: new Map(),
    jobs: 2,
    folder: join(root, 'run'),
    ...change.options,
  };
  const ledger = (): readonly string[] => {
    const file = join(root, 'ledger');
    return existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : [];
  };
  return { options, hooks, events, asked, ledger, lock, batches };
}

function runStack(stack: FakeStack): RunStack {
  return {
    id: stack.id,
    wave: '1',
    account: stack.account ?? 'management',
    needs: stack.needs ?? [],
    assigns: stack.assigns ?? [],
    reveals: stack.reveals ?? [],
    createsIn: stack.turns ?? [],
    guarded: false,
    removal: stack.removal ?? false,
    slice: (facts) => slice(stack, facts),
  };
}

function slice(stack: FakeStack, facts: FactReader): StackSlice {
  const read = (stack.reads ?? []).map((key) => facts.get(key)).join(' ');
  return {
    envelope: {
      id: stack.id,
      accountId: stack.account === undefined ? '111111111111' : '222222222222',
      region: 'eu-west-1',
      roleArn: undefined,
      backend: { kind: 's3', bucket: 'states', key: stack.id, region: 'eu-west-1', kmsKeyId: 'k', roleArn: undefined },
      providerConstraint: '>= 6',
      defaultTags: { read, version: stack.version ?? '1' },
    },
    content: { kind: 'removed' },
  };
}

function rendered(root: string, stack: FakeStack, lock: FactsLock): Readonly<Record<string, unknown>> {
  const backend = { local: { path: join(root, 'states', `${stack.id}.tfstate`) } };
  if (stack.removal === true) return { terraform: { backend } };
  const read = (stack.reads ?? []).map((key) => lock.facts.get(key) ?? 'unknown');
  const command = `sleep ${stack.seconds ?? 0}; test ! -e '${root}/fail-${stack.id}' || { echo 'told to fail'; exit 1; }; echo ${stack.id} >> '${root}/ledger'`;
  return {
    terraform: { backend },
    resource: {
      terraform_data: {
        main: {
          input: [...read, stack.version ?? '1'],
          triggers_replace: stack.version ?? '1',
          provisioner: [{ 'local-exec': { command } }],
        },
      },
    },
    output: {
      assigned: {
        value: Object.fromEntries((stack.assigns ?? []).map((key) => [key, '${terraform_data.main.id}'])),
      },
    },
  };
}
