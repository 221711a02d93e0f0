import assert from 'node:assert/strict';
import type { Scenario } from '../scenario';

export const twoRuns: Scenario = {
  name: 'two-runs',
  what: 'of two runs at once the second is refused, and the first ends well',
  run: async ({ deployed }) => {
    const world = await deployed();
    const before = world.lock();
    const first = world.start();
    await first.seen(/going on with the emulator/);
    const second = world.start();
    const code = await second.ended;
    assert.equal(code, 1, 'the second run must be refused');
    assert.match(second.lines.join('\n'), /LF3001\]?:? another run is under way: process \d+/);
    assert.equal(await first.ended, 0, `the first run must end well:\n${first.lines.slice(-20).join('\n')}`);
    assert.deepEqual(world.lock(), before, 'facts must be as they were');
  },
};
