import { BlueprintRegistry, builtInBlueprints } from '../../account-blueprints/registry';
import * as example from '../../custom/example';
import { loadConfiguration } from '../../landfall/config/load';
import { DiagnosticError } from '../../landfall/diagnostics/diagnostic';
import { fact, FactReader } from '../../landfall/model/facts';
import { noDecisions } from '../../landfall/model/lock/decisions';
import { resolveZone } from '../../landfall/model/resolve';
import { stackEnvelope } from '../../landfall/model/envelope';
import { accountNodes } from '../../landfall/model/slices/accounts';
import { ownNodes } from '../../landfall/model/slices/own';
import type { LandingZone } from '../../landfall/model/zone';
import { AccountStack } from '../../stacks/account';
import { renderOwnStack } from '../../stacks/own';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'cdktf';
import { Template, testSlice } from '../support/template';
import { testZone } from '../support/zone';

const registry = new BlueprintRegistry([...builtInBlueprints, ...example.blueprints]);

/** The smallest organization, in which one team asks for a blueprint of the user's own. */
function zoneWith(blueprint: string): LandingZone {
  const folder = mkdtempSync(join(tmpdir(), 'landfall-custom-'));
  try {
    cpSync('examples/minimal', folder, { recursive: true });
    writeFileSync(
      join(folder, 'teams', 'fraud.yaml'),
      [
        'name: Fraud detection',
        'email: fraud@acme.example',
        "costCenter: '4711'",
        'accounts:',
        `  dev: { connectivity: isolated, blueprint: ${blueprint} }`,
      ].join('\n'),
    );
    const { configuration } = loadConfiguration(folder);
    if (configuration === undefined) throw new Error('the example has errors');
    return resolveZone(configuration, noDecisions);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function account(zone: LandingZone, id: string): Template {
  return Template.of(testSlice(zone, accountNodes(zone), id), (scope, { envelope, content }) => {
    if (content.kind !== 'account') throw new Error(content.kind);
    return new AccountStack(scope, envelope, content, registry);
  });
}

describe('a blueprint of the user', () => {
  it('is chosen by data, and finds what every account has', () => {
    const template = account(zoneWith('streaming@1'), 'account-fraud-dev');
    expect(Object.values(template.resources('aws_kinesis_stream'))).toMatchObject([{ name: 'fraud-dev-events' }]);
    const parameters = Object.values(template.resources('aws_ssm_parameter')).map(({ name }) => name);
    expect(parameters).toEqual(
      expect.arrayContaining(['/streaming/events/arn', '/vpc/id', '/mlops/role/default', '/ml-central-account-id']),
    );
  });

  it('that is not registered is reported with those that are', () => {
    expect(() => account(zoneWith('streaming@2'), 'account-fraud-dev')).toThrow(
      new DiagnosticError([
        {
          severity: 'error',
          code: 'LF1710',
          message: `there is no blueprint streaming@2; there are ${registry.references.join(', ')}`,
          help: 'Choose one of them, or register your own in custom/index.ts',
        },
      ]),
    );
  });

  it('may not take a name and version that is there', () => {
    expect(() => new BlueprintRegistry([...example.blueprints, ...example.blueprints])).toThrow(/registered twice/);
  });
});

describe('a stack of the user', () => {
  const zone = testZone({
    ownStacks: [
      {
        key: 'lake-alarms',
        stack: 'alarms',
        account: 'data-lake',
        after: ['account-data-lake'],
        needs: [fact.organizationId],
        settings: { reader: 'data@acme.example' },
        source: { file: 'custom.yaml', path: ['stacks', 'lake-alarms'] },
      },
    ],
  });
  const [node] = ownNodes(zone);
  if (node === undefined) throw new Error('no node');
  const facts = new FactReader(new Map([[fact.organizationId, 'o-acme000000']]));
  const content = node.content(facts);
  if (content.kind !== 'own') throw new Error(content.kind);
  const envelope = stackEnvelope(zone, node, facts);

  it('acts in its account, after what it needs, with the facts that it asked for', () => {
    expect(node).toMatchObject({ id: 'own-lake-alarms', account: 'data-lake', after: ['account-data-lake'] });
    expect(content.facts).toEqual({ [fact.organizationId]: 'o-acme000000' });
  });

  it('has provider and state like every other', () => {
    const stack = renderOwnStack(new App({ skipValidation: true }), envelope, content, example.stacks);
    expect(stack.toTerraform()).toMatchObject({
      provider: { aws: [{ allowed_account_ids: [content.accountId] }] },
      resource: { aws_sns_topic: { topic: { name: 'data-lake-alarms' } } },
      terraform: { backend: { s3: { key: 'own-lake-alarms' } } },
    });
  });

  it('that is not registered is reported', () => {
    expect(() => renderOwnStack(new App({ skipValidation: true }), envelope, content, [])).toThrow(
      'LF1711: there is no own stack alarms; there is none',
    );
  });
});
