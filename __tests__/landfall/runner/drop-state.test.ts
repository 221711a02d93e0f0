import { S3Client } from '@aws-sdk/client-s3';
import { dropState } from '../../../landfall/runner/drop-state';
import { fakeAws } from './support/fake-aws';

test('the state of a removed stack is deleted from its bucket, and from no other', async () => {
  const aws = await fakeAws(() => ({ status: 204, body: '' }));
  try {
    const credentials = { accessKeyId: 'a', secretAccessKey: 'b' };
    const place = { bucket: 'states', key: 'team-gone', region: 'eu-west-1' };
    await dropState({ kind: 's3', ...place, kmsKeyId: 'alias/k', roleArn: undefined }, (region) =>
      Promise.resolve(new S3Client({ endpoint: aws.url, region, credentials, forcePathStyle: true })),
    );
    expect(aws.calls.map(({ operation }) => operation)).toEqual(['/states/team-gone?x-id=DeleteObject']);
  } finally {
    await aws.close();
  }
});

test('a workspace of HCP Terraform keeps its state', async () => {
  const hcp = { hostname: 'app.terraform.io', organization: 'o', project: 'p', workspace: 'w' };
  await expect(
    dropState({ kind: 'hcp', ...hcp }, () => Promise.reject(new Error('nothing is asked for'))),
  ).resolves.toBeUndefined();
});
