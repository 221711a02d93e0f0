import { iamData, keyPattern, type IamAction } from '../../../../landfall/checks/data/iam';

describe('the data of IAM', () => {
  const data = iamData();
  const action = (prefix: string, name: string): IamAction | undefined =>
    data.service(prefix)?.actions.find((each) => each.name === name);

  it('is of one version of its source, and read once', () => {
    expect(data.source).toMatch(/^@cloud-copilot\/iam-data \d+\.\d+\.\d+ \(MIT\)$/);
    expect(iamData()).toBe(data);
  });

  it('knows services, and for each action the keys and resources of its requests', () => {
    expect(data.prefixes.length).toBeGreaterThan(400);
    expect(data.service('nothing')).toBeUndefined();
    expect(action('sagemaker', 'CreateTrainingJob')?.keys).toContain('sagemaker:instancetypes');
    expect(action('s3', 'PutObject')?.arns).toContain('arn:*:s3:::*/*');
    // A key of a resource type counts for every action on it.
    expect(action('kms', 'DisableKey')?.keys).toContain('kms:resourcealiases');
  });

  it('knows keys of every request and the reach of resource control policies', () => {
    expect(data.globals).toContain('aws:PrincipalOrgPaths');
    expect(data.underResourceControl('s3')).toBe(true);
    expect(data.underResourceControl('sagemaker')).toBe(false);
  });

  it.each([
    ['aws:RequestTag/tag-key', 'aws:requesttag/*'],
    ['s3:ExistingObjectTag/<key>', 's3:existingobjecttag/*'],
    ['ec2:Attribute/${AttributeName}', 'ec2:attribute/*'],
  ])('turns %s into the pattern %s', (key, expected) => {
    expect(keyPattern(key)).toBe(expected);
  });
});
