import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { fact, FactReader } from '../../landfall/model/facts';
import { importBlocks } from '../../landfall/model/imports';
import { sliceOf } from '../../landfall/model/plan';
import { stackNodes } from '../../landfall/model/stacks';
import type { LandingZone } from '../../landfall/model/zone';
import { lower } from '../../landfall/rehearsal/lowering';
import { loadProviderSchema } from '../../landfall/rehearsal/provider-schema';
import { judgeImports } from '../../landfall/runner/imports-only';
import { isJsonObject, parseJson } from '../../landfall/runner/json';
import { writeCliConfig } from '../../landfall/runner/provider-mirror';
import { terraformIn, type Terraform } from '../../landfall/runner/terraform';
import { renderStack } from '../../stacks';
import { emulatedAws, python, type EmulatedAws } from '../landfall/adoption/support/emulated';
import { inFolder, realTools } from '../landfall/rehearsal/real-provider';
import { testGuardrails, testPolicy, testUnitGuardrails } from '../support/guardrails';
import { testPortfolio } from '../support/portfolio';
import { Template } from '../support/template';
import { testAccount, testAssignment, testGroup, testPermissionSet, testUnit, testZone } from '../support/zone';

jest.setTimeout(600_000);
const tools = realTools();
const proofs = tools === undefined || python === undefined ? [] : [tools];
const policyText = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Deny', Action: 's3:DeleteBucket', Resource: '*' }],
});
const pattern = 'arn:aws:iam:::role/aws-reserved/sso.amazonaws.com/*AWSReservedSSO_Old_*';
const made = z.record(z.string(), z.string());

/** The model of what the script made, everything owned. */
function existingZone(id: (name: string) => string): LandingZone {
  const base = testZone();
  return testZone({
    organization: { manage: 'read', id: id('organization') },
    units: [
      ...base.units.slice(0, 1),
      testUnit('Old', { name: 'Old Platform', awsId: id('unit'), adoptedBaseline: 'kept' }),
    ],
    accounts: [
      ...base.accounts.slice(0, 1),
      testAccount('network', 'old', {
        ...{ name: 'Old + Network', email: 'old+net@corp.example', awsId: id('account'), duties: ['network'] },
        blueprint: { name: 'none', version: 0 },
      }),
    ],
    teams: [],
    deployment: { ...base.deployment, account: 'network', access: 'ambient' },
    access: {
      ...base.access,
      permissionSets: [
        testPermissionSet('Old', {
          arn: id('permissionSet'),
          managedPolicyArns: ['arn:aws:iam::aws:policy/ReadOnlyAccess'],
          customerManagedPolicies: ['x/limit'],
          inlinePolicy: policyText,
        }),
        testPermissionSet('Odd', {
          ...{ arn: id('oddSet'), description: '', managedPolicyArns: [], sessionDuration: 'PT1H30M' },
          ...{ relayState: 'https://example.com/${a}', boundaryPolicy: 'x/limit' },
        }),
      ],
      groups: [
        testGroup('old', { displayName: 'Old team', description: 'Old', awsId: id('group') }),
        testGroup('plain', { displayName: 'Plain team', description: '', awsId: id('plainGroup') }),
      ],
      assignments: [testAssignment('Old team', 'Old', 'network', { exists: true })],
    },
    network: {
      hub: {
        ...{ manage: 'own', transitGatewayId: id('gateway'), routeTableIds: { production: id('table') }, asn: 64999 },
        share: { arn: id('share'), name: 'old-share', principals: [id('unitArn')] },
      },
      segments: base.network.segments.filter(({ key }) => key === 'production'),
    },
    guardrails: testGuardrails({
      policies: [
        { ...testPolicy('keep', policyText), awsId: id('policy'), awsName: 'Keep Buckets', description: 'Nobody' },
      ],
      units: [testUnitGuardrails('root', ['keep'])],
      accounts: [{ ...testUnitGuardrails('network', ['keep']), account: 'network' }],
    }),
    portfolios: [
      testPortfolio('old', {
        ...{ name: 'Old', description: 'Old', provider: 'Old', account: 'management', awsId: id('portfolio') },
        ...{ products: [], principalPatterns: [pattern] },
      }),
    ],
  });
}

test('there are tools to prove imports with, or it was said that there are none', () => {
  expect(proofs.length).toBeLessThanOrEqual(1);
});

for (const { provider, terraform } of proofs) {
  describe('what exists, taken over by the real provider', () => {
    let aws: EmulatedAws;
    beforeAll(async () => void (aws = await emulatedAws('take-over')));
    afterAll(() => aws.stop());

    test('is imported, nothing else happens, and the second plan is clean', async () => {
      const ids = made.parse(JSON.parse((await aws.script('__tests__/stacks/support/existing_objects.py')).stdout));
      const id = (name: string): string => ids[name] ?? '';
      const zone = existingZone(id);
      const facts = new Map([
        [fact.organizationId, id('organization')],
        [fact.rootId, id('root')],
        [fact.accountId('management'), id('management')],
        [fact.instanceArn, id('instance')],
        [fact.identityStoreId, id('identityStore')],
        [fact.groupId('Old team'), id('group')],
        [fact.permissionSetArn('Old'), id('permissionSet')],
        [fact.accountId('network'), id('account')],
        [fact.unitId('old'), id('unit')],
      ]);
      await inFolder(async (folder) => {
        const cacheFolder = join(folder, 'cache');
        const schema = await loadProviderSchema({ terraform: terraform.path, provider, env: process.env, cacheFolder });
        const env = { ...process.env, TF_CLI_CONFIG_FILE: writeCliConfig(folder, provider.mirror) };
        const imported: Record<string, number> = {};
        for (const node of stackNodes(zone)) {
          const written = sliceOf(zone, node, new FactReader(facts));
          if (importBlocks(written).length === 0) continue;
          // All lies in the account of the caller here, so the gateway's ARN does too.
          const slice =
            written.content.kind === 'account'
              ? sliceOf(zone, node, new FactReader(new Map([...facts, [fact.accountId('network'), id('management')]])))
              : written;
          const cwd = join(folder, node.id);
          mkdirSync(cwd, { recursive: true });
          const rendered = parseJson(JSON.stringify(Template.of(slice, renderStack).json));
          const { document } = lower(isJsonObject(rendered) ? rendered : {}, schema);
          writeFileSync(join(cwd, 'cdk.tf.json'), JSON.stringify(local(document)));
          const root = terraformIn({ binary: terraform.path, cwd, env, logFile: join(cwd, 'log') });
          expect({ stack: node.id, init: await root.init() }).toEqual({ stack: node.id, init: { kind: 'ok' } });
          const judged = await judge(root, node.id, slice);
          expect(judged.diagnostics).toEqual([]);
          imported[node.id] = judged.imported;
          expect(judged.imported).toBe(importBlocks(slice).length);
          expect(await root.apply('plan')).toEqual({ kind: 'ok' });
          expect({ stack: node.id, ...(await root.plan({ planFile: 'again' })) }).toMatchObject({ kind: 'no-changes' });
        }
        expect(imported).toEqual({
          'access-platform': 1,
          'account-network': 5,
          foundation: 2,
          'identity-center': 8,
          organization: 1,
          'portfolio-old': 2,
          'unit-root': 2,
        });
      });
    });
  });
}

async function judge(
  root: Terraform,
  stack: string,
  slice: Parameters<typeof importBlocks>[0],
): Promise<ReturnType<typeof judgeImports>> {
  const planned = await root.plan({ planFile: 'plan' });
  if (planned.kind === 'failed') throw new Error(`${stack}: ${planned.errors.join('\n')}`);
  const shown = await root.showJson('plan');
  return judgeImports(stack, importBlocks(slice), new Set(), shown.kind === 'ok' ? shown.value : undefined);
}

/** State in the folder, credentials of the caller. */
function local(document: object): object {
  const entries = new Map<string, unknown>(Object.entries(document));
  return {
    ...document,
    terraform: { required_providers: { aws: { source: 'hashicorp/aws' } } },
    provider: { aws: [{ region: 'eu-west-1' }] },
    ...(entries.has('resource') ? {} : { resource: {} }),
  };
}
