import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { accountsOf } from '../end-state';
import { appliedBy, endOf } from '../runs';
import type { Scenario } from '../scenario';
import type { World } from '../world';

const teams = { fraud: { unit: 'Dev' }, lost: { unit: 'Dev' } } as const;
const email = 'aws+lost-dev@tiny.example';
const journal = z.looseObject({
  stacks: z.record(z.string(), z.looseObject({ terraform: z.looseObject({ pid: z.number() }).optional() })),
});

export const killedTerraform: Scenario = {
  name: 'killed-terraform',
  what: 'Terraform is killed in an apply: its lock is cleared, a lost account imported, other things named',
  run: async ({ deployed, note }) => {
    const world = await deployed();
    world.write({ teams });

    note('killed while it makes an account');
    const making = world.start();
    assert.ok(await making.seen(/^team-lost: applying$/), endOf(making));
    await until(async () => (await accountsOf(world)).has(email));
    killTerraform(world, 'team-lost');
    assert.equal(await making.ended, 1, endOf(making));
    const [made = ''] = (await accountsOf(world)).get(email)?.split(' ') ?? [];

    note('run again, and killed while it fills the account');
    const filling = world.start();
    assert.ok(await filling.seen(/^account-lost-dev: applying$/), endOf(filling));
    const said = filling.lines.join('\n');
    assert.match(said, /team-lost: an earlier run was killed and left the state locked: freeing it/);
    assert.ok(said.includes(`team-lost: account ${made} exists: imported as aws_organizations_account.lost-dev`), said);
    assert.match(appliedBy(filling)['team-lost'] ?? '', /1 imported/);
    assert.equal(world.fact('account/lost-dev/id'), made);
    await until(() => /Creation complete/.test(logOf(world, 'account-lost-dev')));
    killTerraform(world, 'account-lost-dev');
    await filling.ended;

    note('run again: what exists already is named');
    const again = world.start();
    assert.equal(await again.ended, 1, endOf(again));
    const named = again.lines.join('\n');
    assert.match(named, /account-lost-dev: an earlier run was killed and left the state locked: freeing it/);
    assert.match(named, /LF3012: .*(aws_\w+\.[\w-]+).* exists already, and no state knows it/);
    assert.match(named, /terraform import ADDRESS ID/);
  },
};

/** Kills the Terraform that works on a stack, and with it whatever it started. */
function killTerraform(world: World, stack: string): void {
  const { stacks } = journal.parse(JSON.parse(readFileSync(join(world.workspace.run, 'journal.json'), 'utf8')));
  const pid = stacks[stack]?.terraform?.pid;
  assert.ok(pid !== undefined, `the journal names no Terraform of ${stack}`);
  process.kill(-pid, 'SIGKILL');
}

function logOf(world: World, stack: string): string {
  return readFileSync(join(world.workspace.run, 'logs', `${stack}.log`), 'utf8');
}

async function until(test: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 3_000; tries += 1) {
    if (await test()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('it did not come in time');
}
