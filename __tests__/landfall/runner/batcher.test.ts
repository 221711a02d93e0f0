import { batcher, oneAtATime } from '../../../landfall/runner/batcher';

describe('batcher', () => {
  test('makes all that was announced or asked for in one call', async () => {
    const calls: (readonly string[])[] = [];
    const batch = batcher((ids) => {
      calls.push(ids);
      return Promise.resolve(`made ${ids.join('+')}`);
    });
    batch.announce('c');
    expect(await Promise.all([batch.get('b'), batch.get('a')])).toEqual(['made a+b+c', 'made a+b+c']);
    expect(await batch.get('c')).toBe('made a+b+c');
    expect(calls).toEqual([['a', 'b', 'c']]);
  });

  test('makes what is asked for meanwhile in the next call, after the first has ended', async () => {
    const calls: string[] = [];
    let release: () => void = () => undefined;
    const gate = new Promise<void>((done) => (release = done));
    const batch = batcher(async (ids) => {
      calls.push(`begin ${ids.join('+')}`);
      if (ids.includes('a')) await gate;
      calls.push(`end ${ids.join('+')}`);
      return ids.length;
    });
    const first = batch.get('a');
    await Promise.resolve();
    await Promise.resolve();
    const second = [batch.get('b'), batch.get('c')];
    release();
    expect(await Promise.all([first, ...second])).toEqual([1, 2, 2]);
    expect(calls).toEqual(['begin a', 'end a', 'begin b+c', 'end b+c']);
  });

  test('a call that fails, fails for its ids only', async () => {
    const batch = batcher((ids) => (ids.includes('bad') ? Promise.reject(new Error('no')) : Promise.resolve(ids)));
    await expect(batch.get('bad')).rejects.toThrow('no');
    expect(await batch.get('good')).toEqual(['good']);
  });
});

describe('oneAtATime', () => {
  test('runs tasks one after the other, also after one that failed', async () => {
    const turn = oneAtATime();
    const log: string[] = [];
    const task =
      (name: string, fails = false) =>
      async (): Promise<void> => {
        log.push(`begin ${name}`);
        await Promise.resolve();
        log.push(`end ${name}`);
        if (fails) throw new Error(name);
      };
    const results = await Promise.allSettled([turn(task('a', true)), turn(task('b'))]);
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
    expect(log).toEqual(['begin a', 'end a', 'begin b', 'end b']);
  });
});
