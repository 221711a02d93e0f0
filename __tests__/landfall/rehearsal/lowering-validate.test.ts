import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeReport, lower } from '../../../landfall/rehearsal/lowering';
import { loadProviderSchema } from '../../../landfall/rehearsal/provider-schema';
import { writeCliConfig } from '../../../landfall/runner/provider-mirror';
import { terraformIn } from '../../../landfall/runner/terraform';
import { inFolder, realTools } from './real-provider';

const tools = realTools();
const written = {
  terraform: { required_providers: { aws: { source: 'aws', version: '>= 6.66.0, < 7.0.0' } } },
  provider: {
    aws: [
      { region: 'eu-west-1', allowed_account_ids: ['111111111111'], tag_policy_compliance: 'warning' },
      {
        alias: 'network',
        region: 'eu-west-1',
        assume_role: [{ role_arn: 'arn:aws:iam::222222222222:role/landfall-network-attach' }],
      },
    ],
  },
  resource: {
    aws_s3_bucket: { logs: { bucket: 'acme-logs', region: 'eu-west-1' } },
    aws_vpc: {
      home: { cidr_block: '10.0.0.0/16', region: 'eu-west-1' },
      frankfurt: { cidr_block: '10.1.0.0/16', region: 'eu-central-1' },
      hub: { cidr_block: '10.2.0.0/16', region: 'eu-central-1', provider: 'aws.network' },
    },
    aws_networkfirewall_firewall: {
      egress: {
        name: 'egress',
        firewall_policy_arn: 'arn:aws:network-firewall:eu-west-1:111111111111:firewall-policy/egress',
        transit_gateway_id: 'tgw-0123456789abcdef0',
        availability_zone_mapping: [{ availability_zone_id: 'euw1-az1' }],
      },
    },
    aws_networkfirewall_logging_configuration: {
      egress: {
        firewall_arn: '${aws_networkfirewall_firewall.egress.arn}',
        logging_configuration: [
          {
            log_destination_config: [
              { log_destination: { bucketName: 'b' }, log_destination_type: 'S3', log_type: 'FLOW' },
            ],
          },
        ],
      },
    },
    aws_controltower_baseline: {
      unit: { baseline_identifier: 'arn', baseline_version: '4.0', target_identifier: 'arn' },
    },
    aws_organizations_policy: {
      scp: { name: 'a', type: 'SERVICE_CONTROL_POLICY', content: '{}', depends_on: ['aws_controltower_baseline.unit'] },
      hub: { name: 'b', type: 'SECURITYHUB_POLICY', content: '{}' },
    },
    aws_organizations_policy_attachment: { hub: { policy_id: '${aws_organizations_policy.hub.id}', target_id: 'r-1' } },
    aws_s3_bucket_server_side_encryption_configuration: {
      logs: {
        bucket: '${aws_s3_bucket.logs.bucket}',
        rule: [
          {
            apply_server_side_encryption_by_default: [{ sse_algorithm: 'AES256' }],
            blocked_encryption_types: ['SSE-C'],
          },
        ],
      },
    },
    aws_cloudformation_stack_set_instance: {
      a: { stack_set_name: 's', stack_set_instance_region: 'eu-central-1', region: 'eu-west-1' },
    },
  },
  import: [{ to: 'aws_vpc.frankfurt', id: 'vpc-0123456789abcdef0@eu-central-1' }],
  output: {
    assigned: {
      value: {
        vpc: '${aws_vpc.hub.id}',
        baselines: { unit: '${aws_controltower_baseline.unit.arn}' },
        firewall: '${aws_networkfirewall_firewall.egress.arn}',
      },
    },
  },
};

// What stands in the way of this test is said loudly by realTools; CI demands it by LANDFALL_REQUIRE_TERRAFORM.
const proofs = tools === undefined ? [] : [tools];

describe('lowering, judged by the real provider', () => {
  test('there are tools to judge by, or it was said that there are none', () => {
    expect(proofs.length).toBe(tools === undefined ? 0 : 1);
  });

  for (const { terraform, provider } of proofs) {
    test('terraform validate accepts a lowered root and refuses it as written', async () => {
      await inFolder(async (folder) => {
        const schema = await loadProviderSchema({
          terraform: terraform.path,
          provider,
          env: process.env,
          cacheFolder: join(folder, 'cache'),
        });
        const { document, report } = lower(written, schema);
        const env = { ...process.env, TF_CLI_CONFIG_FILE: writeCliConfig(folder, provider.mirror) };
        const root = terraformIn({ binary: terraform.path, cwd: folder, env, logFile: join(folder, 'log') });
        const findingsOf = async (content: unknown): Promise<readonly string[]> => {
          writeFileSync(join(folder, 'cdk.tf.json'), JSON.stringify(content));
          const init = await root.init({ backend: false });
          const validated = init.kind === 'ok' ? await root.validate() : init;
          return validated.kind === 'failed'
            ? validated.errors
            : validated.value.map(({ summary, detail }) => `${summary} ${detail}`);
        };
        expect(await findingsOf(document)).toEqual([]);
        expect(await findingsOf({ ...written, terraform: document.terraform })).not.toEqual([]);
        expect(document['resource']).toMatchObject({
          aws_vpc: {
            home: { cidr_block: '10.0.0.0/16' },
            frankfurt: { provider: 'aws.eu-central-1' },
            hub: { provider: 'aws.network-eu-central-1' },
          },
          aws_cloudformation_stack_set_instance: { a: { stack_set_name: 's', region: 'eu-central-1' } },
        });
        expect(document['import']).toEqual([{ to: 'aws_vpc.frankfurt', id: 'vpc-0123456789abcdef0' }]);
        expect(document['output']).toEqual({ assigned: { value: { vpc: '${aws_vpc.hub.id}', baselines: {} } } });
        expect(report.aliases).toEqual(['aws.eu-central-1', 'aws.network-eu-central-1']);
        expect(describeReport(report)).toEqual([
          "left out aws_controltower_baseline (1): hashicorp/aws 5.100.0 doesn't know it: aws_controltower_baseline.unit",
          'left out aws_networkfirewall_firewall (1): hashicorp/aws 5.100.0 requires vpc_id, subnet_mapping; it came with availability_zone_mapping, transit_gateway_id: aws_networkfirewall_firewall.egress',
          'left out aws_networkfirewall_logging_configuration (1): refers to aws_networkfirewall_firewall, which is left out: aws_networkfirewall_logging_configuration.egress',
          "left out aws_organizations_policy.type=SECURITYHUB_POLICY (1): hashicorp/aws 5.100.0 doesn't know it: aws_organizations_policy.hub",
          'left out aws_organizations_policy_attachment (1): refers to aws_organizations_policy, which is left out: aws_organizations_policy_attachment.hub',
          "left out aws_s3_bucket_server_side_encryption_configuration.rule.blocked_encryption_types (1): hashicorp/aws 5.100.0 doesn't know it: aws_s3_bucket_server_side_encryption_configuration.logs",
          'left out output (1): refers to aws_controltower_baseline, which is left out: assigned.baselines.unit',
          'left out output (1): refers to aws_networkfirewall_firewall, which is left out: assigned.firewall',
          "left out provider.tag_policy_compliance (1): hashicorp/aws 5.100.0 doesn't know it: aws",
        ]);
      });
    }, 120_000);
  }
});
