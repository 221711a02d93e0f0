import assert from 'node:assert/strict';
import { accountsOf } from '../end-state';
import { appliedBy, endOf } from '../runs';
import type { Scenario } from '../scenario';

const oneUpdate = '0 added, 1 changed, 0 destroyed';

export const exactPlans: Scenario = {
  name: 'exact-plans',
  what: 'a move, a new name, a new team and its removal change exactly what they must',
  run: async ({ deployed, note }) => {
    const world = await deployed();

    note('an account moves to another unit');
    const moved = { fraud: { unit: 'Lab' } } as const;
    world.write({ teams: moved });
    assert.deepEqual(appliedBy((await world.rehearse()).run), { 'team-fraud': oneUpdate });

    note('a unit gets another name');
    const unitNames = { Dev: 'Development' };
    world.write({ teams: moved, unitNames });
    assert.deepEqual(appliedBy((await world.rehearse()).run), { organization: oneUpdate });

    note('a team comes');
    const before = world.lock();
    world.write({ teams: { ...moved, risk: { unit: 'Dev' } }, unitNames });
    const came = appliedBy((await world.rehearse()).run);
    assert.deepEqual(Object.keys(came).sort(), ['access-risk', 'account-risk-dev', 'team-risk']);
    for (const [stack, counts] of Object.entries(came)) {
      assert.match(counts, /^[1-9]\d* added, 0 changed, 0 destroyed$/, `${stack} must only create`);
    }
    const after = world.lock();
    for (const [stack, applied] of before.stacks) assert.deepEqual(after.stacks.get(stack), applied, stack);
    const riskDev = world.fact('account/risk-dev/id');

    note('the team goes, without a word');
    world.write({ teams: moved, unitNames });
    const refused = world.start();
    assert.equal(await refused.ended, 1);
    assert.match(refused.lines.join('\n'), /LF2010/);
    assert.deepEqual(world.lock(), after, 'nothing may have changed');

    note('the team goes, with a word');
    const stacks = { 'access-risk': 'destroy', 'account-risk-dev': 'destroy', 'team-risk': 'destroy' } as const;
    world.write({ teams: moved, unitNames, removed: { stacks, confirm: ['team-risk'] } });
    const gone = await world.rehearse();
    const counts = appliedBy(gone.run);
    assert.deepEqual(Object.keys(counts).sort(), Object.keys(stacks), endOf(gone.run));
    for (const [stack, count] of Object.entries(counts)) {
      assert.match(count, /^0 added, 0 changed, [1-9]\d* destroyed/, `${stack} must only destroy`);
    }
    assert.match(counts['team-risk'] ?? '', /2 forgotten$/, 'account and contact must be forgotten, not destroyed');
    const left = await accountsOf(world);
    assert.equal(left.get('aws+risk-dev@tiny.example'), `${riskDev} ACTIVE`, 'the account stays in the organization');
    assert.deepEqual(
      [...world.lock().stacks.keys()].sort(),
      [...before.stacks.keys()].sort(),
      'the stacks of the team are remembered no longer',
    );
    assert.ok(!world.lock().facts.has('account/risk-dev/id'), 'the account is unassigned');

    note('nothing is left to do');
    world.write({ teams: moved, unitNames });
    assert.deepEqual(appliedBy((await world.rehearse()).run), {});
  },
};
