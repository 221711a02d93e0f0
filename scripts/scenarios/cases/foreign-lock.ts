import { DeleteObjectCommand, HeadObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import assert from 'node:assert/strict';
import { stateSession } from '../emulated-aws';
import type { Scenario } from '../scenario';

const holder = 'somebody@another-machine';

export const foreignLock: Scenario = {
  name: 'foreign-lock',
  what: 'a lock that somebody else holds is left alone, and the run says whose it is',
  run: async ({ deployed }) => {
    const world = await deployed();
    const stack = world.lock().stacks.get('access-fraud');
    assert.ok(stack !== undefined && 'bucket' in stack.state);
    const { bucket: Bucket, key } = stack.state;
    const Key = `${key}.tflock`;
    const s3 = new S3Client({ ...(await stateSession(world, stack.accountId)), forcePathStyle: true });
    const lock = {
      ID: '3f2c1a60-0000-4000-8000-000000000000',
      Operation: 'OperationTypeApply',
      Info: '',
      Who: holder,
      Version: '1.11.4',
      Created: '2026-01-01T10:00:00.000000000Z',
      Path: `${Bucket}/${key}`,
    };
    await s3.send(new PutObjectCommand({ Bucket, Key, Body: JSON.stringify(lock) }));
    try {
      // A team's new name changes nothing but the team's own stacks.
      world.write({ groupDescription: 'Members of the team, renamed' });
      const run = world.start();
      assert.equal(await run.ended, 1, 'a locked state must fail the run');
      const said = run.lines.join('\n');
      assert.match(said, /LF3011/, `it must say what is wrong:\n${said}`);
      assert.ok(said.includes(holder), 'it must say who holds the lock');
      await s3.send(new HeadObjectCommand({ Bucket, Key }));
    } finally {
      await s3.send(new DeleteObjectCommand({ Bucket, Key }));
    }
    // Freed, it goes through, and back to how the others know it.
    await world.rehearse();
    world.write({});
    await world.rehearse();
  },
};
