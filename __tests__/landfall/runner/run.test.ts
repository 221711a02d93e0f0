import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unfinished } from '../../../landfall/model/lock';
import { run } from '../../../landfall/runner/run';
import { takeRunLock } from '../../../landfall/runner/run-lock';
import { fakeOrganization, terraformBinary, type FakeStack } from './support/fake-organization';

const withTerraform = terraformBinary === undefined ? describe.skip : describe;
jest.setTimeout(120_000);

let root = '';
beforeEach(() => void (root = mkdtempSync(join(tmpdir(), 'run-'))));
afterEach(() => rmSync(root, { recursive: true, force: true }));

const chain: readonly FakeStack[] = [
  { id: 'a', assigns: ['account/a/id'] },
  { id: 'b', needs: ['a'], reads: ['account/a/id'], assigns: ['account/b/id'] },
  { id: 'c', needs: ['b'], reads: ['account/b/id'] },
];
const containing = (text: string): unknown => expect.stringContaining(text);
const kinds = (results: readonly { readonly stack: string; readonly kind: string }[]): Record<string, string> =>
  Object.fromEntries(results.map(({ stack, kind }) => [stack, kind]));

withTerraform('run', () => {
  test('applies every stack after what it needs, each with the ids of those before, and then finds nothing to do', async () => {
    const first = fakeOrganization(root, chain);
    const { ok, results } = await run('deploy', first.options, first.hooks);
    expect({ ok, ...kinds(results) }).toEqual({ ok: true, a: 'applied', b: 'applied', c: 'applied' });
    expect(first.ledger()).toEqual(['a', 'b', 'c']);
    expect([...first.lock().stacks.keys()]).toEqual(['a', 'b', 'c']);
    expect(first.lock().facts.size).toBe(2);
    expect(first.batches).toEqual([['a'], ['b'], ['c']]);

    const second = fakeOrganization(root, chain);
    const again = await run('deploy', second.options, second.hooks);
    expect({ ok: again.ok, ...kinds(again.results) }).toEqual({
      ok: true,
      a: 'unchanged',
      b: 'unchanged',
      c: 'unchanged',
    });
    expect(second.batches).toEqual([]);
  });

  test('plans with `all` what has not changed, and only what has changed without', async () => {
    const stacks = chain.slice(0, 2);
    await run('deploy', fakeOrganization(root, stacks).options, fakeOrganization(root, stacks).hooks);
    const all = fakeOrganization(root, stacks, { options: { all: true } });
    expect(kinds((await run('deploy', all.options, all.hooks)).results)).toEqual({ a: 'no-changes', b: 'no-changes' });
    const changed = fakeOrganization(root, [...stacks.slice(0, 1), { ...chain[1]!, version: '2' }]);
    const report = await run('plan', changed.options, changed.hooks);
    expect(kinds(report.results)).toEqual({ a: 'unchanged', b: 'planned' });
    expect(report.results[1]).toMatchObject({ counts: { add: 1, destroy: 1 } });
    expect(report.ok).toBe(true);
  });

  test('a failed stack stops only what needs it, is remembered as unfinished, and is taken up again', async () => {
    const stacks: readonly FakeStack[] = [...chain, { id: 'd' }];
    writeFileSync(join(root, 'fail-b'), '');
    const first = fakeOrganization(root, stacks);
    const { ok, results } = await run('deploy', first.options, first.hooks);
    expect(ok).toBe(false);
    expect(kinds(results)).toEqual({ a: 'applied', b: 'failed', c: 'skipped', d: 'applied' });
    expect(results[1]).toMatchObject({ errors: [expect.stringContaining('told to fail')] });
    expect(results[2]).toMatchObject({ because: { kind: 'needs', stack: 'b' } });
    expect(first.lock().stacks.get('b')?.slice).toBe(unfinished);

    rmSync(join(root, 'fail-b'));
    const recovered: string[] = [];
    const second = fakeOrganization(root, stacks, {
      hooks: { recover: ({ id }) => Promise.resolve(void recovered.push(id)) },
    });
    const again = await run('deploy', second.options, second.hooks);
    expect(kinds(again.results)).toEqual({ a: 'unchanged', b: 'applied', c: 'applied', d: 'unchanged' });
    expect(recovered).toEqual(['b']);
  });

  test('asks once for all that is ready, shows what Terraform says, and does nothing without a yes', async () => {
    const stacks: readonly FakeStack[] = [...chain.slice(0, 2), { id: 'd' }];
    const no = fakeOrganization(root, stacks, { hooks: { approve: () => Promise.resolve(false) } });
    const declined = await run('deploy-with-approval', no.options, no.hooks);
    expect(declined.ok).toBe(false);
    expect(no.ledger()).toEqual([]);
    expect(declined.results.map((result) => (result.kind === 'skipped' ? result.because.kind : result.kind))).toEqual([
      'declined',
      'declined',
      'declined',
    ]);

    const yes = fakeOrganization(root, stacks);
    const { ok } = await run('deploy-with-approval', yes.options, yes.hooks);
    expect(ok).toBe(true);
    expect(yes.asked.map((plans) => plans.map(({ stack }) => stack.id))).toEqual([['a', 'd'], ['b']]);
    const text = yes.asked[0]?.[0]?.text ?? '';
    expect(text).toMatch(/^Terraform used the selected providers[\s\S]*Plan: 1 to add, 0 to change, 0 to destroy\./);
    expect(text).not.toMatch(/Saved the plan|─/);
  });

  test('only what is selected runs; what it needs must be applied already', async () => {
    const only = (id: string) => fakeOrganization(root, chain, { options: { selected: (other) => other === id } });
    const early = await run('deploy', only('b').options, only('b').hooks);
    expect(early.results).toEqual([{ kind: 'skipped', stack: 'b', because: { kind: 'not-selected', stack: 'a' } }]);
    expect((await run('deploy', only('a').options, only('a').hooks)).ok).toBe(true);
    expect((await run('deploy', only('b').options, only('b').hooks)).ok).toBe(true);
  });

  test('plans what it can and says what the rest waits for', async () => {
    const { options, hooks } = fakeOrganization(root, chain);
    const { ok, results } = await run('plan', options, hooks);
    expect(ok).toBe(true);
    expect(results).toMatchObject([
      { kind: 'planned', stack: 'a', counts: { add: 1 } },
      { kind: 'waiting', stack: 'b', missing: [{ fact: 'account/a/id', from: 'a' }] },
      { kind: 'waiting', stack: 'c', missing: [{ fact: 'account/b/id', from: 'b' }] },
    ]);
  });

  test('what a stack reveals is read once it is applied', async () => {
    const stacks: readonly FakeStack[] = [
      { id: 'a', reveals: ['identity-center/instance-arn'] },
      { id: 'b', needs: ['a'], reads: ['identity-center/instance-arn'] },
    ];
    const { options, hooks, lock } = fakeOrganization(root, stacks);
    expect((await run('deploy', options, hooks)).ok).toBe(true);
    expect(lock().facts.get('identity-center/instance-arn')).toBe('revealed identity-center/instance-arn');
  });

  test('fails when AWS does not show what a stack should reveal', async () => {
    const stacks: readonly FakeStack[] = [{ id: 'a', reveals: ['identity-center/instance-arn'] }];
    const { options, hooks, lock } = fakeOrganization(root, stacks, {
      hooks: { reveal: () => Promise.resolve(new Map()) },
    });
    const { results } = await run('deploy', options, hooks);
    expect(results).toMatchObject([
      { kind: 'failed', errors: [expect.stringContaining('identity-center/instance-arn')] },
    ]);
    expect(lock().stacks.get('a')?.slice).toBe(unfinished);
  });

  test('fails when a known id changes, and keeps the known one', async () => {
    const first = fakeOrganization(root, chain.slice(0, 1));
    await run('deploy', first.options, first.hooks);
    const known = first.lock().facts.get('account/a/id');
    rmSync(join(root, 'states'), { recursive: true });
    const second = fakeOrganization(root, chain.slice(0, 1), { options: { all: true } });
    const { results } = await run('deploy', second.options, second.hooks);
    expect(results).toMatchObject([{ kind: 'failed', errors: [expect.stringMatching(/^LF2006: account\/a\/id was/)] }]);
    expect(second.lock().facts.get('account/a/id')).toBe(known);
  });

  test('fails when a state would lie elsewhere than recorded', async () => {
    const first = fakeOrganization(root, chain.slice(0, 1));
    await run('deploy', first.options, first.hooks);
    const moved = fakeOrganization(root, [{ ...chain[0]!, version: '2' }]);
    const stacks = moved.options.stacks.map((stack) => ({
      ...stack,
      slice: (facts: Parameters<typeof stack.slice>[0]) => {
        const { content, envelope } = stack.slice(facts);
        return { content, envelope: { ...envelope, backend: { ...envelope.backend, bucket: 'elsewhere' } } };
      },
    }));
    const { results } = await run('deploy', { ...moved.options, stacks }, moved.hooks);
    expect(results).toMatchObject([{ kind: 'failed', errors: [expect.stringMatching(/LF3002.*states.*elsewhere/)] }]);
  });

  test('a removed stack is destroyed after what needed it let go, and forgotten with its facts', async () => {
    const first = fakeOrganization(root, chain.slice(0, 2));
    await run('deploy', first.options, first.hooks);
    const second = fakeOrganization(root, [
      { id: 'a', needs: ['b'], removal: true },
      { id: 'b', assigns: ['account/b/id'] },
    ]);
    const { ok, results } = await run('deploy', second.options, second.hooks);
    expect(ok).toBe(true);
    expect(kinds(results)).toEqual({ a: 'applied', b: 'applied' });
    expect(results[0]).toMatchObject({ counts: { destroy: 1 } });
    expect([...second.lock().stacks.keys()]).toEqual(['b']);
    expect([...second.lock().facts.keys()]).toEqual(['account/b/id']);
  });

  test('a removed stack is forgotten only when its empty state is gone too', async () => {
    const first = fakeOrganization(root, chain.slice(0, 1));
    await run('deploy', first.options, first.hooks);
    const refusing = fakeOrganization(root, [{ id: 'a', removal: true }], {
      hooks: { dropState: () => Promise.reject(new Error('the bucket does not answer')) },
    });
    const { results } = await run('deploy', refusing.options, refusing.hooks);
    expect(results).toMatchObject([{ kind: 'failed', errors: ['the bucket does not answer'] }]);
    expect([...refusing.lock().stacks.keys()]).toEqual(['a']);
    const dropped: string[] = [];
    const second = fakeOrganization(root, [{ id: 'a', removal: true }], {
      hooks: { dropState: ({ id }) => Promise.resolve(void dropped.push(id)) },
    });
    expect((await run('deploy', second.options, second.hooks)).ok).toBe(true);
    expect(dropped).toEqual(['a']);
    expect(second.lock().stacks.size).toBe(0);
  });

  test('stacks that create in one unit take turns', async () => {
    const stacks: readonly FakeStack[] = ['a', 'b', 'c'].map((id) => ({ id, turns: ['prod'] }));
    let inside = 0;
    let most = 0;
    const { options, hooks } = fakeOrganization(root, stacks, { options: { jobs: 3 } });
    const counted = {
      ...hooks,
      report: (event: Parameters<typeof hooks.report>[0]) => {
        if (event.kind === 'phase' && event.phase === 'apply') most = Math.max(most, (inside += 1));
        if (event.kind === 'result') inside -= 1;
      },
    };
    expect((await run('deploy', options, counted)).ok).toBe(true);
    expect(most).toBe(1);
  });

  test("waits for an account's home once, before anything is done there", async () => {
    const homes: string[] = [];
    const stacks: readonly FakeStack[] = [
      { id: 'a' },
      { id: 'b', account: 'network' },
      { id: 'c', account: 'network' },
    ];
    const { options, hooks } = fakeOrganization(root, stacks, {
      hooks: { beforeFirst: (_, { envelope }) => Promise.resolve(void homes.push(envelope.accountId)) },
    });
    expect((await run('deploy', options, hooks)).ok).toBe(true);
    expect(homes.sort()).toEqual(['111111111111', '222222222222']);
  });

  test('a stop lets what runs come to its end and begins nothing new', async () => {
    const stop = new AbortController();
    const { options, hooks, ledger } = fakeOrganization(root, chain, { options: { stop: stop.signal } });
    const stopping = {
      ...hooks,
      report: (event: Parameters<typeof hooks.report>[0]) => {
        if (event.kind === 'phase' && event.phase === 'apply') stop.abort();
      },
    };
    const { ok, results } = await run('deploy', options, stopping);
    expect(ok).toBe(false);
    expect(results).toMatchObject([
      { kind: 'applied', stack: 'a' },
      { kind: 'skipped', stack: 'b', because: { kind: 'stopped' } },
      { kind: 'skipped', stack: 'c', because: { kind: 'stopped' } },
    ]);
    expect(ledger()).toEqual(['a']);
  });

  test('an interruption ends Terraform where it is, and the next run goes on', async () => {
    const stop = new AbortController();
    const slow: readonly FakeStack[] = [{ id: 'a', seconds: 60 }];
    const { options, hooks } = fakeOrganization(root, slow, { options: { stop: stop.signal, interrupt: stop.signal } });
    const interrupting = {
      ...hooks,
      report: (event: Parameters<typeof hooks.report>[0]) => {
        if (event.kind === 'line' && event.line.includes('Provisioning with')) stop.abort();
      },
    };
    const { results } = await run('deploy', options, interrupting);
    expect(results).toMatchObject([{ kind: 'failed', stack: 'a' }]);
    const next = fakeOrganization(root, [{ id: 'a' }]);
    expect((await run('deploy', next.options, next.hooks)).ok).toBe(true);
  });

  test('reads lost facts again from the states, and plans what it read', async () => {
    const first = fakeOrganization(root, chain.slice(0, 2));
    await run('deploy', first.options, first.hooks);
    const { facts } = first.lock();
    rmSync(join(root, 'lock'), { recursive: true });
    const second = fakeOrganization(root, chain);
    const { ok, results } = await run('read', second.options, second.hooks);
    expect({ ok, ...kinds(results) }).toEqual({ ok: true, a: 'read', b: 'read', c: 'absent' });
    expect(second.lock().facts).toEqual(facts);
    const third = fakeOrganization(root, chain);
    expect(kinds((await run('deploy', third.options, third.hooks)).results)).toEqual({
      a: 'no-changes',
      b: 'no-changes',
      c: 'applied',
    });
    expect(third.ledger()).toEqual(['a', 'b', 'c']);
  });

  test('reads in the midst of a first deployment: what waits is no failure, nor what needs it', async () => {
    const first = fakeOrganization(root, chain.slice(0, 1));
    await run('deploy', first.options, first.hooks);
    const longer = [...chain, { id: 'd', needs: ['c'] }, { id: 'e', needs: ['c'], reads: ['account/c/id'] }];
    const { hooks, options } = fakeOrganization(root, longer);
    const { ok, results } = await run('read', options, hooks);
    expect({ ok, ...kinds(results) }).toEqual({
      ...{ ok: true, a: 'read', b: 'absent', c: 'waiting', d: 'absent', e: 'waiting' },
    });
  });

  test('fails when another run is under way, and leaves it alone', async () => {
    const { options, hooks, ledger } = fakeOrganization(root, chain);
    const lock = takeRunLock(options.folder);
    await expect(run('deploy', options, hooks)).rejects.toMatchObject({
      diagnostics: [{ code: 'LF3001', message: containing(`process ${process.pid}`) }],
    });
    expect(ledger()).toEqual([]);
    if (lock.kind === 'held') lock.release();
    expect((await run('deploy', options, hooks)).ok).toBe(true);
    expect(existsSync(join(options.folder, 'run.1.lock'))).toBe(false);
  });
});
