import assert from 'node:assert/strict';
import { endState } from '../end-state';
import { endOf } from '../runs';
import type { Scenario } from '../scenario';
import { World } from '../world';

/** Low enough that three attempts in a row hardly ever fail: Terraform gives up after them in the emulator. */
const faults = [
  { action: 'throttle', probability: 0.01, seed: 11 },
  { action: 'error', status: 503, probability: 0.005, seed: 12 },
  { action: 'drop', probability: 0.003, seed: 13 },
];

/** Accounts that are pending, and homes that come, long after they were asked for. */
const slowness = {
  LANDFALL_EMULATOR_ACCOUNT_SECONDS: '12',
  LANDFALL_EMULATOR_STACK_SET_SECONDS: '45',
};

export const slowAndFaulty: Scenario = {
  name: 'slow-and-faulty',
  what: 'throttled, failing and dropped calls, accounts that stay pending, homes that come late: all ends well',
  run: async ({ alone, note, undisturbed }) => {
    const expected = await undisturbed();
    const world = await alone(() => new World('slow-and-faulty', {}, slowness));
    const run = world.start();
    assert.ok(await run.seen(/^bootstrapping the organization$/), endOf(run));
    const address = `${world.emulatorUrl}/landfall/faults`;
    const set = await fetch(address, { method: 'POST', body: JSON.stringify(faults) });
    assert.ok(set.ok, await set.text());
    // What comes then asks once, to see that it is refused.
    await run.seen(/^looking whether everything lies/);
    const hits = await (await fetch(address)).text();
    await fetch(address, { method: 'DELETE' });
    assert.equal(await run.ended, 0, endOf(run));
    note(`faults: ${hits.replaceAll(/\s+/g, ' ').slice(0, 400)}`);
    assert.match(run.lines.join('\n'), /waiting for the home of account/, 'a home must have come late');
    assert.deepEqual(await endState(world, world.result()), expected);
  },
};
