import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Json, JsonObject } from '../../../landfall/runner/json';
import { findTerraform, writeCliConfig } from '../../../landfall/runner/provider-mirror';
import { parseStateLock } from '../../../landfall/runner/state-lock';
import {
  type PlanResult,
  type Terraform,
  type TerraformContext,
  terraformIn,
} from '../../../landfall/runner/terraform';
import { startDetachedParent } from './detached-parent';

const found = findTerraform(process.env);
if (found === undefined) {
  if (process.env['LANDFALL_REQUIRE_TERRAFORM'] === '1') throw new Error('terraform is missing, but demanded');
  process.stderr.write('\n*** NOT PROVED: no terraform on the PATH, so the driver was not run ***\n');
}

let folder = '';
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'landfall-test-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const data = (body: Json): JsonObject => ({ resource: { terraform_data: { a: body } } });
const write = (document: Json): void => writeFileSync(join(folder, 'cdk.tf.json'), JSON.stringify(document));
const sleeping = (seconds: number, name = 'a'): Json => ({
  resource: { terraform_data: { [name]: { provisioner: [{ 'local-exec': { command: `sleep ${seconds}` } }] } } },
});
const shape = (result: PlanResult): unknown =>
  result.kind === 'failed' ? result.errors : [result.kind, result.counts];
const uuid: unknown = expect.stringMatching(/^[0-9a-f-]{36}$/);
const none = { add: 0, change: 0, destroy: 0, import: 0, move: 0, forget: 0, outputs: 0 };

function root(extra: Partial<TerraformContext> = {}): Terraform {
  const binary = found?.path ?? '';
  const env = { PATH: process.env['PATH'], TF_CLI_CONFIG_FILE: writeCliConfig(folder) };
  return terraformIn({ binary, cwd: folder, env, logFile: join(folder, 'log', 'terraform.log'), ...extra });
}

test('a terraform that is not there is a failure in words', async () => {
  const result = await root({ binary: join(folder, 'nowhere') }).init();
  expect(result).toMatchObject({ kind: 'failed', cancelled: false });
  expect(result.kind === 'failed' && result.errors[0]).toMatch(/could not be started/);
});

for (const { version } of found === undefined ? [] : [found]) {
  test('plan, apply, move, replace, forget and destroy are told apart', async () => {
    const lines: string[] = [];
    const terraform = root({ onLine: (line) => lines.push(line) });
    const planFile = 'plan.bin';
    const output = (address: string): Json => ({ assigned: { value: { id: `\${${address}.id}` } } });
    write({ resource: { terraform_data: { a: { input: 1 } } }, output: output('terraform_data.a') });
    expect(await terraform.stateList()).toEqual({ kind: 'ok', value: [] });
    expect(await terraform.init()).toEqual({ kind: 'ok' });
    expect(await terraform.validate()).toEqual({ kind: 'ok', value: [] });
    expect(shape(await terraform.plan({ planFile, parallelism: 5, lockTimeout: 1 }))).toEqual([
      'changes',
      { ...none, add: 1, outputs: 1 },
    ]);
    expect(await terraform.apply(planFile)).toEqual({ kind: 'ok' });
    expect(shape(await terraform.plan({ planFile }))).toEqual(['no-changes', none]);
    expect(await terraform.stateList()).toEqual({ kind: 'ok', value: ['terraform_data.a'] });
    expect(await terraform.outputJson()).toMatchObject({
      value: { assigned: { sensitive: false, value: { id: uuid } } },
    });

    write({
      resource: { terraform_data: { b: { input: 2 } } },
      moved: [{ from: 'terraform_data.a', to: 'terraform_data.b' }],
      output: output('terraform_data.b'),
    });
    expect(await terraform.plan({ planFile })).toEqual({
      kind: 'changes',
      planFile,
      counts: { ...none, change: 1, move: 1 },
      changes: [
        { address: 'terraform_data.b', type: 'terraform_data', action: 'update', previousAddress: 'terraform_data.a' },
      ],
    });
    expect(await terraform.apply(planFile)).toEqual({ kind: 'ok' });

    write({ resource: { terraform_data: { b: { input: 2, triggers_replace: 'x' } } } });
    expect(shape(await terraform.plan({ planFile }))).toEqual(['changes', { ...none, add: 1, destroy: 1, outputs: 1 }]);
    write({ removed: [{ from: 'terraform_data.b', lifecycle: { destroy: false } }] });
    expect(shape(await terraform.plan({ planFile }))).toEqual(['changes', { ...none, forget: 1, outputs: 1 }]);
    expect(shape(await terraform.plan({ planFile, destroy: true }))).toEqual([
      'changes',
      { ...none, destroy: 1, outputs: 1 },
    ]);
    expect(await terraform.version()).toEqual({ kind: 'ok', value: version });
    expect(lines).toEqual(
      readFileSync(join(folder, 'log', 'terraform.log'), 'utf8')
        .split('\n')
        .slice(0, -1)
        .filter((line) => !line.startsWith('$ ')),
    );
  }, 60_000);

  test('an import is counted, and can be done by itself', async () => {
    const terraform = root();
    write({ ...data({}), import: [{ to: 'terraform_data.a', id: 'an-id' }] });
    await terraform.init();
    expect(await terraform.plan({ planFile: 'p' })).toMatchObject({
      counts: { ...none, import: 1 },
      changes: [{ importId: 'an-id' }],
    });
    expect(await terraform.importResource('terraform_data.a', 'another')).toEqual({ kind: 'ok' });
    expect(await terraform.stateList()).toEqual({ kind: 'ok', value: ['terraform_data.a'] });
    expect(await terraform.showJson()).toMatchObject({
      kind: 'ok',
      value: { values: { root_module: { resources: [{ values: { id: 'another' } }] } } },
    });
  }, 60_000);

  test("a failure carries Terraform's own words, each error by itself", async () => {
    const terraform = root();
    write(data({ input: '${terraform_data.nosuch.id}', depends_on: ['terraform_data.neither'] }));
    await terraform.init();
    const plan = await terraform.plan({ planFile: 'p' });
    expect(plan).toMatchObject({ kind: 'failed', cancelled: false });
    const errors = plan.kind === 'failed' ? plan.errors : [];
    expect(errors).toHaveLength(2);
    expect(errors.every((error) => error.startsWith('Error: Reference to undeclared resource'))).toBe(true);
    const validated = await terraform.validate();
    expect(validated.kind === 'ok' && validated.value.map(({ severity, line }) => [severity, line])).toEqual([
      ['error', 1],
      ['error', 1],
    ]);
    expect(await terraform.forceUnlock('nosuch')).toMatchObject({ kind: 'failed' });
  }, 60_000);

  test('a second apply is told who holds the lock', async () => {
    write(sleeping(4));
    const first = root();
    await first.init();
    await first.plan({ planFile: 'p' });
    const applying = first.apply('p');
    await until(() => existsSync(join(folder, '.terraform.tfstate.lock.info')));
    const second = await root({ logFile: join(folder, 'second.log') }).plan({ planFile: 'q' });
    expect(second.kind === 'failed' && parseStateLock(second.errors.join('\n'))).toMatchObject({
      path: 'terraform.tfstate',
      operation: 'OperationTypeApply',
      version,
    });
    expect(await applying).toEqual({ kind: 'ok' });
  }, 60_000);

  test('cancelling lets Terraform finish what it does and keeps its state', async () => {
    const chain = {
      first: { provisioner: [{ 'local-exec': { command: 'sleep 2' } }] },
      second: { depends_on: ['terraform_data.first'] },
    };
    write({
      resource: {
        terraform_data: {
          zero: {},
          first: { ...chain.first, depends_on: ['terraform_data.zero'] },
          second: chain.second,
        },
      },
    });
    const abort = new AbortController();
    const terraform = root({
      signal: abort.signal,
      onLine: (line) => {
        if (line.startsWith('terraform_data.first: Provisioning')) abort.abort();
      },
    });
    await terraform.init();
    await terraform.plan({ planFile: 'p' });
    expect(await terraform.apply('p')).toMatchObject({ kind: 'failed', cancelled: true });
    const state = await root().stateList();
    expect(state.kind === 'ok' && state.value).toContain('terraform_data.zero');
    expect(state.kind === 'ok' && state.value).not.toContain('terraform_data.second');
    expect(existsSync(join(folder, '.terraform.tfstate.lock.info'))).toBe(false);
  }, 60_000);

  test('an apply outlives the process that started it', async () => {
    write(sleeping(3));
    const terraform = root();
    await terraform.init();
    await terraform.plan({ planFile: 'p' });
    const logFile = join(folder, 'orphan.log');
    await startDetachedParent({ binary: found?.path ?? '', cwd: folder, logFile, folder });
    await until(() => readFileSync(logFile, 'utf8').includes('Apply complete!'));
    expect(await terraform.stateList()).toEqual({ kind: 'ok', value: ['terraform_data.a'] });
  }, 60_000);
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 50));
}
