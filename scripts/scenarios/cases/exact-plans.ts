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
    world.write({ teams: { ...moved, risk: { unit: 'Dev', test: true } }, unitNames });
    const came = appliedBy((await world.rehearse()).run);
    assert.deepEqual(Object.keys(came).sort(), ['access-risk', 'account-risk-dev', 'account-risk-test', 'team-risk']);
    for (const [stack, counts] of Object.entries(came)) {
      assert.match(counts, /^[1-9]\d* added, 0 changed, 0 destroyed$/, `${stack} must only create`);
    }
    const grown = world.lock();
    for (const [stack, applied] of before.stacks) assert.deepEqual(grown.stacks.get(stack), applied, stack);
    const riskDev = world.fact('account/risk-dev/id');
    const riskTest = world.fact('account/risk-test/id');

    note('the team goes, without a word');
    world.write({ teams: moved, unitNames });
    const refused = world.start();
    assert.equal(await refused.ended, 1);
    assert.match(refused.lines.join('\n'), /LF2010/);
    assert.deepEqual(world.lock(), grown, 'nothing may have changed');

    note('the team goes, with a word; of its accounts one stays, and one is to be closed');
    const stacks = {
      'access-risk': 'destroy',
      'account-risk-dev': 'destroy',
      'account-risk-test': 'destroy',
      'team-risk': 'destroy',
    } as const;
    const closing = { stacks, accounts: { 'risk-test': 'close' } } as const;
    world.write({ teams: moved, unitNames, removed: { ...closing, confirm: ['team-risk'] } });
    const gone = await world.rehearse();
    const { foundation = '', ...counts } = appliedBy(gone.run);
    assert.deepEqual(Object.keys(counts).sort(), Object.keys(stacks), endOf(gone.run));
    for (const [stack, count] of Object.entries(counts)) {
      assert.match(count, /^0 added, 0 changed, [1-9]\d* destroyed/, `${stack} must only destroy`);
    }
    assert.match(counts['team-risk'] ?? '', /4 forgotten$/, 'accounts and contacts must be forgotten, not destroyed');
    assert.equal(foundation, '0 added, 1 changed, 0 destroyed, 1 imported', 'one account is marked');
    const left = await accountsOf(world);
    for (const [email, id] of [
      ['aws+risk-dev@tiny.example', riskDev],
      ['aws+risk-test@tiny.example', riskTest],
    ] as const) {
      assert.equal(left.get(email), `${id} ACTIVE`, 'the accounts stay in the organization');
    }
    assert.deepEqual(
      [...world.lock().stacks.keys()].sort(),
      [...before.stacks.keys()].sort(),
      'the stacks of the team are remembered no longer',
    );
    assert.ok(!world.lock().facts.has('account/risk-dev/id'), 'the account is unassigned');

    note('closing is confirmed');
    world.write({ teams: moved, unitNames, removed: { ...closing, confirm: ['team-risk', 'risk-test'] } });
    assert.deepEqual(appliedBy((await world.rehearse()).run), { foundation: '0 added, 0 changed, 1 destroyed' });
    const after = await accountsOf(world);
    assert.match(
      after.get('aws+risk-test@tiny.example') ?? '',
      new RegExp(`^${riskTest} (SUSPENDED|PENDING_CLOSURE)$`),
    );
    assert.equal(after.get('aws+risk-dev@tiny.example'), `${riskDev} ACTIVE`, 'the other one still stays');

    note('nothing is left to do');
    world.write({ teams: moved, unitNames });
    assert.deepEqual(appliedBy((await world.rehearse()).run), {});
  },
};
