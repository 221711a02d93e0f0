import assert from 'node:assert/strict';
import { endState } from '../end-state';
import { randomNumbers } from '../random';
import type { Scenario } from '../scenario';
import { World } from '../world';

const kills = 10;
/** Seed of the moments, so that a failure can be seen again. */
const seed = 20_261;

export const killedRunner: Scenario = {
  name: 'killed-runner',
  what: `the runner is killed at ${kills} moments of one deployment and run again each time; all ends as if undisturbed`,
  run: async ({ alone, note, undisturbed }) => {
    const expected = await undisturbed();
    const world = await alone(() => new World('killed-runner'));
    const random = randomNumbers(seed);
    for (let kill = 1; kill <= kills; kill += 1) {
      const run = world.start();
      const line = await run.seen(
        /: (synthesizing|initializing|planning|applying|reading ids|looking up ids|waiting for the account's home|\d+ to add.*)$/,
        3 + Math.floor(random() * 9),
      );
      await new Promise((resolve) => setTimeout(resolve, random() * 2_000));
      run.kill();
      assert.equal(
        await run.ended,
        null,
        `the run must be killed in its midst, not end before kill ${kill}:\n${run.lines.slice(-20).join('\n')}`,
      );
      note(`killed after: ${line ?? ''}`);
    }
    const { result } = await world.rehearse();
    const state = await endState(world, result);
    assert.equal(new Set(state.emails).size, state.emails.length, 'no account may be made twice');
    assert.deepEqual(state, expected);
  },
};
