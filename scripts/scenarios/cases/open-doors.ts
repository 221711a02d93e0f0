import {
  DeleteBucketPolicyCommand,
  GetBucketPolicyCommand,
  PutBucketPolicyCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import assert from 'node:assert/strict';
import { memberSession, openRole } from '../emulated-aws';
import type { Scenario } from '../scenario';
import type { World } from '../world';

export const openDoors: Scenario = {
  name: 'open-doors',
  what: 'a rehearsal reports a network role and a state that a team may reach, and none while they are shut',
  run: async ({ deployed, note }) => {
    const world = await deployed();
    const intruder = `arn:aws:iam::${world.fact('account/fraud-dev/id')}:root`;

    note('the role that attaches networks trusts a team');
    const network = world.fact('account/network/id');
    const shut = await openRole(world, network, 'landfall-network-attach', intruder);
    try {
      assert.deepEqual(await problemsOf(world), [
        `assuming arn:aws:iam::${network}:role/landfall-network-attach worked, and must be refused`,
      ]);
    } finally {
      await shut();
    }

    note('the bucket of states lets a team read');
    const logs = world.fact('account/log-archive/id');
    const bucket = `tiny-tfstate-${logs}-eu-west-1`;
    const close = await openBucket(world, logs, bucket, intruder);
    try {
      assert.deepEqual(await problemsOf(world), [
        `reading s3://${bucket}/account-log-archive worked, and must be refused`,
      ]);
    } finally {
      await close();
    }
    await world.rehearse();
  },
};

async function problemsOf(world: World): Promise<readonly string[]> {
  const run = world.start();
  assert.equal(await run.ended, 1, 'an open door must fail the rehearsal');
  // That the role's own stack sees its trust changed is another matter.
  return world.result().problems.filter((problem) => /worked, and must be refused/.test(problem));
}

async function openBucket(
  world: World,
  accountId: string,
  Bucket: string,
  principal: string,
): Promise<() => Promise<void>> {
  const s3 = new S3Client({ ...(await memberSession(world, accountId)), forcePathStyle: true });
  const before = await s3.send(new GetBucketPolicyCommand({ Bucket })).then(
    ({ Policy }) => Policy,
    () => undefined,
  );
  const statement = {
    Effect: 'Allow',
    Principal: { AWS: principal },
    Action: 's3:GetObject',
    Resource: `arn:aws:s3:::${Bucket}/*`,
  };
  await s3.send(
    new PutBucketPolicyCommand({ Bucket, Policy: JSON.stringify({ Version: '2012-10-17', Statement: [statement] }) }),
  );
  return async () => {
    if (before === undefined) await s3.send(new DeleteBucketPolicyCommand({ Bucket }));
    else await s3.send(new PutBucketPolicyCommand({ Bucket, Policy: before }));
  };
}
