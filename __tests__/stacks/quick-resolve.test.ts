import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { SsmParameter } from '@cdktf/provider-aws/lib/ssm-parameter';
import { Subnet } from '@cdktf/provider-aws/lib/subnet';
import { Vpc } from '@cdktf/provider-aws/lib/vpc';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Fn, LocalBackend, TerraformOutput, TerraformStack, Token } from 'cdktf';
import { previewSlices, zoneGraph } from '../../landfall/model/plan';
import { renderStack } from '../../stacks';
import { resolveTokensOnly } from '../../stacks/quick-resolve';
import { zoneOf } from '../support/organization';
import { Template } from '../support/template';

/** Every kind of token that CDKTF knows, in every place where it may stand. */
class EveryToken extends TerraformStack {
  constructor(scope: App) {
    super(scope, 'every-token');
    new LocalBackend(this, { path: 'state' });
    const vpc = new Vpc(this, 'vpc', { cidrBlock: '10.0.0.0/16', tags: { Name: 'vpc', undefinedTag: '' } });
    new Subnet(this, 'key', {
      vpcId: vpc.id,
      cidrBlock: Fn.cidrsubnet(vpc.cidrBlock, 4, 1),
      tags: { [vpc.id]: 'token in a key', count: `${vpc.ipv6NetmaskLength} bits` },
    });
    new Vpc(this, 'second', { ipv6NetmaskLength: Token.asNumber(vpc.ipv6NetmaskLength) });
    const bucket = new S3Bucket(this, 'map', { bucket: 'name-${not-a-token}', tags: vpc.tagsAll });
    new SsmParameter(this, 'list', {
      name: `/buckets/${bucket.id}`,
      type: 'StringList',
      value: Fn.join(',', [bucket.arn, 'plain', vpc.id]),
    });
    new TerraformOutput(this, 'mixed', {
      value: { list: [vpc.id, 1, true, [], {}], hash: '12e45', far: '1e+289x', deep: { arn: bucket.arn } },
    });
    const list = new SsmParameter(this, 'override', {
      name: 'override',
      type: 'String',
      value: `${Fn.lengthOf(bucket.tagsAll)}`,
    });
    list.addOverride('nothing', null);
    this.addOverride('terraform.required_version', '>= 1.11.0');
  }
}

function everyToken(): string {
  const outdir = mkdtempSync(join(tmpdir(), 'landfall-tokens-'));
  try {
    return JSON.stringify(new EveryToken(new App({ outdir })).toTerraform());
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

test('what holds no token is taken as it is, and nothing comes out differently', () => {
  const zone = zoneOf('examples/minimal');
  const slices = previewSlices(zone, zoneGraph(zone), new Map());
  const render = (): readonly string[] => slices.map((slice) => JSON.stringify(Template.of(slice, renderStack).json));
  const before = { tokens: everyToken(), stacks: render() };
  expect(before.tokens).toContain('${aws_vpc.vpc.id}');
  resolveTokensOnly();
  expect(everyToken()).toBe(before.tokens);
  expect(render()).toEqual(before.stacks);
});
