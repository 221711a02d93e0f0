import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { JsonObject } from '../../../landfall/runner/json';
import { parseCliConfig } from '../../../landfall/runner/cli-config';
import { isProcessAlive } from '../../../landfall/runner/state-lock';
import { terraformIn } from '../../../landfall/runner/terraform';
import {
  endLeftoverProviders,
  type ProviderLease,
  providerModeOf,
  warmProviders,
  type WarmProviders,
} from '../../../landfall/rehearsal/warm-provider';
import { inFolder, realTools } from './real-provider';

test.each<[string, JsonObject, string]>([
  ['one block', { provider: { aws: [{ region: 'eu-west-1' }] } }, 'reattach'],
  ['one block outside a list', { provider: { aws: { region: 'eu-west-1' } } }, 'reattach'],
  ['an alias beside it', { provider: { aws: [{}, { alias: 'us-east-1' }] } }, 'dev-overrides'],
  ['no block', { provider: {} }, 'dev-overrides'],
  ['nothing', {}, 'dev-overrides'],
])('%s', (_, document, mode) => {
  expect(providerModeOf(document)).toBe(mode);
});

/** A stand-in that says what the provider says and then waits. */
function fakeProvider(folder: string): string {
  const binary = join(folder, 'terraform-provider-aws_v5.100.0');
  const program = `#!/bin/sh\necho "	TF_REATTACH_PROVIDERS='{\\"pid\\":$$}'"\n[ -n "$AWS_CA_BUNDLE" ] && exit 9\nexec sleep 60\n`;
  writeFileSync(binary, program, { mode: 0o755 });
  return binary;
}

const pidOf = (lease: ProviderLease): number => Number(/\d+/.exec(lease.run['TF_REATTACH_PROVIDERS'] ?? '')?.[0]);

async function withPool(workers: number, use: (pool: WarmProviders, folder: string) => Promise<void>): Promise<void> {
  await inFolder(async (folder) => {
    const env = { PATH: process.env['PATH'], AWS_CA_BUNDLE: '/some/bundle' };
    const pool = warmProviders({ binary: fakeProvider(folder), env, folder, workers });
    try {
      await use(pool, folder);
    } finally {
      await pool.stop();
    }
  });
}

test('a process serves one lease at a time, and is used again', async () => {
  await withPool(2, async (pool) => {
    const busy = new Set<number>();
    const seen: number[] = [];
    const lease = (): Promise<void> =>
      pool.lease('reattach', async (granted) => {
        const pid = pidOf(granted);
        expect(busy.has(pid)).toBe(false);
        busy.add(pid);
        seen.push(pid);
        await new Promise((resolve) => setTimeout(resolve, 20));
        busy.delete(pid);
      });
    await Promise.all(Array.from({ length: 8 }, lease));
    expect(seen).toHaveLength(8);
    expect(new Set(seen).size).toBe(2);
    await pool.stop();
    expect(seen.filter(isProcessAlive)).toEqual([]);
  });
});

test('one that died is started anew, and one lease that fails spoils no other', async () => {
  await withPool(1, async (pool) => {
    const first = await pool.lease('reattach', (lease) => Promise.resolve(pidOf(lease)));
    process.kill(first, 'SIGKILL');
    while (isProcessAlive(first)) await new Promise((resolve) => setTimeout(resolve, 10));
    const failing = pool.lease('reattach', () => Promise.reject(new Error('terraform failed')));
    await expect(failing).rejects.toThrow('terraform failed');
    const second = await pool.lease('reattach', (lease) => Promise.resolve(pidOf(lease)));
    expect(second).not.toBe(first);
    expect(isProcessAlive(second)).toBe(true);
  });
});

test('a stack with several provider blocks takes no process', async () => {
  await withPool(1, async (pool, folder) => {
    await pool.lease('dev-overrides', ({ init, run }) => {
      expect(run['TF_REATTACH_PROVIDERS']).toBeUndefined();
      expect(init['TF_REATTACH_PROVIDERS']).toContain('registry.terraform.io/hashicorp/aws');
      expect(parseCliConfig(readFileSync(run['TF_CLI_CONFIG_FILE'] ?? '', 'utf8')).devOverrides).toEqual([folder]);
      return Promise.resolve();
    });
    expect(existsSync(join(folder, 'provider-1.log'))).toBe(false);
  });
});

const tools = realTools();
for (const { terraform, provider } of tools === undefined ? [] : [tools]) {
  const root = (aliases: readonly string[]): JsonObject => ({
    terraform: { required_providers: { aws: { source: 'hashicorp/aws', version: provider.version } } },
    provider: { aws: [{ region: 'eu-west-1' }, ...aliases.map((alias) => ({ alias, region: alias }))] },
    resource: { aws_vpc: { a: { cidr_block: '10.0.0.0/16' } } },
  });

  test.each([
    ['from a running process', root([])],
    ['by dev_overrides', root(['us-east-1'])],
  ])(
    'real Terraform takes the real provider %s',
    async (_, document) => {
      await inFolder(async (folder) => {
        const env = { PATH: process.env['PATH'], HOME: folder };
        const pool = warmProviders({ binary: provider.binary ?? '', env, folder: join(folder, 'pool'), workers: 1 });
        writeFileSync(join(folder, 'cdk.tf.json'), JSON.stringify(document));
        const at = (extra: ProviderLease['run']): ReturnType<typeof terraformIn> =>
          terraformIn({ binary: terraform.path, cwd: folder, env: { ...env, ...extra }, logFile: join(folder, 'log') });
        try {
          const findings = await pool.lease(providerModeOf(document), async ({ init, run }) => {
            expect(await at(init).init()).toEqual({ kind: 'ok' });
            return at(run).validate();
          });
          expect(findings.kind === 'ok' && findings.value.filter(({ severity }) => severity === 'error')).toEqual([]);
          expect(existsSync(join(folder, '.terraform.lock.hcl'))).toBe(false);
        } finally {
          await pool.stop();
        }
      });
    },
    120_000,
  );

  test('the provider found is the one that runs', () => {
    expect(dirname(provider.binary ?? '')).toContain(provider.version);
  });
}

test('what a killed run left is ended before its place is taken', async () => {
  await withPool(1, async (killed, folder) => {
    const left = await killed.lease('reattach', (lease) => Promise.resolve(pidOf(lease)));
    const options = { binary: fakeProvider(folder), env: { PATH: process.env['PATH'] }, folder, workers: 1 };
    const next = warmProviders(options);
    try {
      const taken = await next.lease('reattach', (lease) => Promise.resolve(pidOf(lease)));
      while (isProcessAlive(left)) await new Promise((resolve) => setTimeout(resolve, 10));
      expect(taken).not.toBe(left);
      expect(isProcessAlive(taken)).toBe(true);
    } finally {
      await next.stop();
    }
  });
});

test('what a killed run left is ended by who takes its folder away', async () => {
  await withPool(2, async (killed, folder) => {
    const left = await killed.lease('reattach', (lease) => Promise.resolve(pidOf(lease)));
    endLeftoverProviders(folder);
    while (isProcessAlive(left)) await new Promise((resolve) => setTimeout(resolve, 10));
    expect(readdirSync(folder).filter((name) => name.endsWith('.json'))).toEqual([]);
    endLeftoverProviders(join(folder, 'which-is-not-there'));
  });
});
