import { fact } from '../../../landfall/model/facts';
import { readRevealed } from '../../../landfall/runner/reveal';
import { fakeAws, type FakeAws } from './support/fake-aws';

let aws: FakeAws | undefined;
afterEach(() => aws?.close());

const answers: Readonly<Record<string, readonly object[]>> = {
  ListInstances: [
    { Instances: [{ InstanceArn: 'arn:aws:sso:::instance/ssoins-1', IdentityStoreId: 'd-1', Status: 'ACTIVE' }] },
  ],
  ListGroups: [
    { Groups: [{ GroupId: 'g-1', DisplayName: 'AWSAccountFactory', IdentityStoreId: 'd-1' }], NextToken: 'more' },
    { Groups: [{ GroupId: 'g-2', DisplayName: 'AWSAuditAccountAdmins', IdentityStoreId: 'd-1' }] },
  ],
  '/list-baselines': [
    { baselines: [{ arn: 'arn:other', name: 'AuditBaseline' }], nextToken: 'more' },
    {
      baselines: [
        { arn: 'arn:baseline', name: 'AWSControlTowerBaseline' },
        { arn: 'arn:identity', name: 'IdentityCenterBaseline' },
      ],
    },
  ],
  '/list-enabled-baselines': [
    {
      enabledBaselines: [{ arn: 'arn:enabled', baselineIdentifier: 'arn:identity', statusSummary: {} }],
      nextToken: null,
    },
  ],
  SearchProductsAsAdmin: [
    {
      ProductViewDetails: [
        { ProductViewSummary: { ProductId: 'prod-0', Name: 'AWS Control Tower Account Factory (copy)' } },
        { ProductViewSummary: { ProductId: 'prod-1', Name: 'AWS Control Tower Account Factory' } },
      ],
    },
  ],
  ListPortfolios: [
    { PortfolioDetails: [{ Id: 'port-0', DisplayName: 'Analytics' }], NextPageToken: 'more' },
    { PortfolioDetails: [{ Id: 'port-1', DisplayName: 'AWS Control Tower Account Factory Portfolio' }] },
  ],
  DescribeProductAsAdmin: [
    {
      ProvisioningArtifactSummaries: [
        { Id: 'pa-1', CreatedTime: 1 },
        { Id: 'pa-2', CreatedTime: 2 },
      ],
    },
  ],
};

async function fake(): Promise<FakeAws> {
  const next = new Map<string, number>();
  aws = await fakeAws(({ operation }) => {
    const at = next.get(operation) ?? 0;
    next.set(operation, at + 1);
    const answer = answers[operation]?.[at];
    return answer === undefined ? { status: 400, body: '{}' } : { body: JSON.stringify(answer) };
  });
  return aws;
}
const read = async (keys: readonly string[]): Promise<Readonly<Record<string, string>>> => {
  const { url } = await fake();
  const credentials = { accessKeyId: 'a', secretAccessKey: 'b' };
  return Object.fromEntries(await readRevealed(keys, { region: 'eu-west-1', endpoint: url, credentials }));
};

describe('readRevealed', () => {
  test('finds what Identity Center, Control Tower and the account factory made', async () => {
    const group = fact.groupId('AWSAuditAccountAdmins');
    expect(
      await read([
        fact.instanceArn,
        fact.identityStoreId,
        fact.baselineArn,
        fact.identityCenterBaselineArn,
        fact.accountFactoryProductId,
        fact.accountFactoryArtifactId,
        fact.accountFactoryPortfolioId,
        group,
      ]),
    ).toEqual({
      [fact.instanceArn]: 'arn:aws:sso:::instance/ssoins-1',
      [fact.identityStoreId]: 'd-1',
      [fact.baselineArn]: 'arn:baseline',
      [fact.identityCenterBaselineArn]: 'arn:enabled',
      [fact.accountFactoryProductId]: 'prod-1',
      [fact.accountFactoryArtifactId]: 'pa-2',
      [fact.accountFactoryPortfolioId]: 'port-1',
      [group]: 'g-2',
    });
  });

  test('asks only the services of the keys', async () => {
    await read([fact.baselineArn]);
    expect(aws?.calls.map(({ operation }) => operation)).toEqual(['/list-baselines', '/list-baselines']);
  });

  test('leaves out what is not there', async () => {
    expect(await read([fact.groupId('nobody'), fact.instanceArn])).toEqual({
      [fact.instanceArn]: 'arn:aws:sso:::instance/ssoins-1',
    });
  });
});
