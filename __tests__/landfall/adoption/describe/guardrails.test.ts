import { describeGuardrails } from '../../../../landfall/adoption/describe/guardrails';
import { describeDelegations } from '../../../../landfall/adoption/describe/delegations';
import type { FoundControl, FoundPolicy, Inventory } from '../../../../landfall/adoption/inventory';
import { controlCatalogue } from '../../../../landfall/model/control-catalogue';
import { policyTypeNames } from '../../../../landfall/model/policy-types';
import { namesOf, valueOf } from '../support/described';
import { foundAccount, foundInventory, foundPolicy, foundUnit } from '../support/inventory';

type Found = Partial<Inventory>;

const everyAccount = [foundAccount('123456789012', 'payer'), foundAccount('000000000002', 'Shop', 'ou-b')];

function described(found: Found): Readonly<Record<string, unknown>> {
  const inventory = foundInventory({ accounts: everyAccount, policies: [], ...found });
  return valueOf(describeGuardrails(inventory, namesOf(inventory)), 'guardrails.yaml');
}

function remarksOf(found: Found, chapter: string): readonly string[] {
  const inventory = foundInventory({ accounts: everyAccount, policies: [], ...found });
  return describeGuardrails(inventory, namesOf(inventory))
    .remarks.filter((remark) => remark.chapter === chapter)
    .map(({ subject, text }) => `${subject}: ${text}`);
}

function named(name: string, otherwise: Partial<FoundPolicy> = {}): FoundPolicy {
  return { ...foundPolicy(`p-${name}`, []), name, ...otherwise };
}

describe('policies', () => {
  test.each(Object.entries(policyTypeNames))('of the type %s are described', (type, apiName) => {
    expect(described({ policies: [named('Keep buckets', { type: apiName, description: 'Old' })] })['policies']).toEqual(
      {
        'Keep-buckets': {
          ...{ type, file: 'Keep-buckets.json', description: 'Old', manage: 'read', id: 'p-Keep buckets' },
          name: 'Keep buckets',
        },
      },
    );
  });

  test('keep their texts, a line for each part', () => {
    const content = '{"Version":"2012-10-17","Statement":[{"Sid":"${aws:username}"}]}';
    const inventory = foundInventory({ policies: [named('a', { content }), named('b', { content: '{' })] });
    const texts = describeGuardrails(inventory, namesOf(inventory)).files.flatMap((file) =>
      'text' in file ? [file.text] : [],
    );
    expect(texts[0]?.split('\n')).toHaveLength(9);
    expect(texts.map((text, index) => (index === 0 ? JSON.stringify(JSON.parse(text)) : text))).toEqual([
      content,
      '{\n',
    ]);
  });

  test('with names that clash as keys stay apart', () => {
    const policies = ['tags', 'Tags', 'tags!', '1', 'Ü'].map((name) => named(name));
    const inventory = foundInventory({ policies });
    const { files } = describeGuardrails(inventory, namesOf(inventory));
    expect(files.slice(1).map(({ path }) => path.replace(/^policies\/|\.json$/g, ''))).toEqual([
      'Tags-2',
      'U',
      'policy-1',
      'tags',
      'tags-3',
    ]);
  });

  test('of AWS, of Control Tower and of types that nobody knows are left out', () => {
    const policies = [
      named('FullAWSAccess', { awsManaged: true, targets: ['r-root', 'ou-a', 'ou-b', '000000000002'] }),
      named('aws-guardrails-AbCdEf', { targets: ['ou-a'] }),
      named('new', { type: 'NEW_POLICY', targets: ['ou-a'] }),
    ];
    expect(described({ policies })).toMatchObject({ policies: {}, units: {} });
    expect(remarksOf({ policies }, 'not-understood')).toEqual([
      'policy new (p-new): its type NEW_POLICY is newer than this program, so it and its 1 attachments are left out',
    ]);
    expect(remarksOf({ policies }, 'stays-read')).toEqual([expect.stringMatching(/^1 policies of Control Tower: /)]);
  });

  test('sit on root, units and accounts; elsewhere is told', () => {
    const targets = ['r-root', 'ou-b', '000000000002', '123456789012', '999999999999'];
    const policies = [named('b', { targets }), named('a', { targets: ['ou-b'] })];
    expect(described({ policies })).toMatchObject({
      units: { root: { policies: ['b'] }, 'ou-a/ou-b': { policies: ['a', 'b'] } },
      accounts: { 'account-000000000002': { policies: ['b'] }, management: { policies: ['b'] } },
    });
    expect(remarksOf({ policies }, 'not-understood')).toEqual([
      'policy b (p-b): also sits on 999999999999, which is not described: closed or not readable',
    ]);
  });

  test('of AWS that somebody took away are told', () => {
    const policies = [named('FullAWSAccess', { awsManaged: true, targets: ['r-root', 'ou-a'] })];
    expect(remarksOf({ policies }, 'not-understood')).toEqual([
      expect.stringMatching(
        /^policy FullAWSAccess \(p-FullAWSAccess\): does not sit on B\/C \(ou-b\), Shop \(000000000002\):/,
      ),
    ]);
  });
});

describe('controls', () => {
  const enabled = (controlIdentifier: string, otherwise: Partial<FoundControl> = {}): Found => ({
    controlTower: {
      baselines: [],
      controls: [
        ...[
          { arn: 'a', controlIdentifier, targetIdentifier: foundUnit('ou-a', 'A').arn, parameters: [], ...otherwise },
        ],
      ],
    },
  });
  const regional = 'arn:aws:controltower:eu-west-1::control';
  const global = 'arn:aws:controlcatalog:::control';
  const known = 'AWS-GR_RESTRICTED_SSH';

  test.each<[string, string, string, object]>([
    ['by its name', `${global}/${controlCatalogue[known]?.globalId ?? ''}`, known, {}],
    ['in the older spelling', `${regional}/${known}`, known, { [known]: { identifier: `${regional}/${known}` } }],
    ['by letters of a Region', `${regional}/XLSIRLRDKWVQ`, 'CT.CLOUDFORMATION.PR.1', {}],
    [
      'that nobody looked up',
      `${regional}/AWS-GR_X`,
      'AWS-GR_X',
      { 'AWS-GR_X': { identifier: `${regional}/AWS-GR_X` } },
    ],
    ['that nobody can name', `${global}/abc`, 'control-abc', { 'control-abc': { identifier: `${global}/abc` } }],
  ])('%s: %s', (_, identifier, key, descriptions) => {
    expect(described(enabled(identifier))).toMatchObject({
      units: { 'ou-a': { controls: [{ control: key, manage: 'read', exists: true }] } },
    });
    expect(described(enabled(identifier))['controls']).toEqual(descriptions);
  });

  test('keep their parameters, and tell what the file cannot hold', () => {
    const parameters = [
      ...[
        { key: 'AllowedRegions', value: ['eu-west-1'] },
        { key: 'On', value: true },
      ],
      ...[{ key: 'Odd', value: { a: 1 } }],
    ];
    const found = enabled(`${global}/abc`, { parameters });
    expect(described(found)).toMatchObject({
      units: { 'ou-a': { controls: [{ parameters: { AllowedRegions: ['eu-west-1'], On: true } }] } },
    });
    expect(remarksOf(found, 'not-understood')).toEqual([
      "control control-abc on ou-a: its parameter Odd has a value that guardrails.yaml can't hold",
    ]);
  });

  test.each<[string, Partial<FoundControl>, string]>([
    ['failed', { status: 'FAILED' }, 'Control Tower failed to enable it'],
    [
      'sit nowhere',
      { targetIdentifier: 'arn:aws:organizations::1:ou/o-1/ou-z' },
      'its target is no unit that was found',
    ],
  ])('that %s are told', (_, otherwise, text) => {
    expect(remarksOf(enabled(`${global}/abc`, otherwise), 'not-understood')).toEqual([expect.stringContaining(text)]);
  });
});

describe('units and accounts without guardrails', () => {
  const units = 'units-without-guardrails';
  const accounts = 'accounts-outside-guardrails';
  const control = { arn: 'a', controlIdentifier: 'c', targetIdentifier: foundUnit('ou-b', 'B').arn, parameters: [] };

  test.each<[string, Found, readonly string[], boolean]>([
    ['nothing', {}, ['A', 'B/C'], true],
    ['a policy on the root', { policies: [named('a', { targets: ['r-root'] })] }, [], false],
    ['a policy above', { policies: [named('a', { targets: ['ou-a'] })] }, [], false],
    ['a policy of Control Tower', { policies: [named('aws-guardrails-a', { targets: ['ou-b'] })] }, ['A'], false],
    ['a policy on the account', { policies: [named('a', { targets: ['000000000002'] })] }, ['A', 'B/C'], false],
    ['a control', { controlTower: { baselines: [], controls: [control] } }, ['A'], false],
    ['a tag policy', { policies: [named('a', { type: 'TAG_POLICY', targets: ['r-root'] })] }, ['A', 'B/C'], true],
    [
      'FullAWSAccess',
      { policies: [named('FullAWSAccess', { awsManaged: true, targets: ['r-root', 'ou-a', 'ou-b', '000000000002'] })] },
      ['A', 'B/C'],
      true,
    ],
  ])('where there is %s', (_, found, expected, outside) => {
    expect(remarksOf(found, units).map((remark) => remark.split(' (')[0])).toEqual(
      expected.map((name) => `unit ${name}`),
    );
    expect(remarksOf(found, accounts)).toEqual(outside ? ['accounts in B/C (ou-b): Shop (000000000002)'] : []);
  });

  test('do not count accounts that are closed', () => {
    const closed = { ...foundAccount('000000000003', 'Old', 'ou-b'), state: 'CLOSED' as const };
    expect(remarksOf({ accounts: [closed] }, accounts)).toEqual([]);
  });
});

describe('policy space', () => {
  test('is told where more than three quarters are used', () => {
    const policies = [
      ...Array.from({ length: 8 }, (_, index) =>
        named(`s${index}`, { targets: index < 7 ? ['ou-a', 'ou-b'] : ['ou-a'] }),
      ),
      named('large', { type: 'RESOURCE_CONTROL_POLICY', content: 'x'.repeat(3841) }),
      named('fits', { type: 'RESOURCE_CONTROL_POLICY', content: 'x'.repeat(3840) }),
    ];
    expect(remarksOf({ policies }, 'policy-space')).toEqual([
      expect.stringMatching(/^A \(ou-a\): holds 8 policies of the type SERVICE_CONTROL_POLICY; 10 \(/),
      expect.stringMatching(/^policy large \(p-large\): has 3841 characters; RESOURCE_CONTROL_POLICY allows 5120 \(/),
    ]);
  });
});

describe('delegated administrators', () => {
  test('are told apart by service; one may have several', () => {
    const inventory = foundInventory({
      accounts: everyAccount,
      delegatedAdministrators: [
        { accountId: '000000000002', services: ['config.amazonaws.com', 'sso.amazonaws.com'] },
        { accountId: '123456789012', services: ['config.amazonaws.com'] },
        { accountId: '999999999999', services: ['guardduty.amazonaws.com'] },
      ],
    });
    const part = describeDelegations(inventory, namesOf(inventory));
    expect(valueOf(part, 'security.yaml')).toEqual({
      delegations: {
        'config.amazonaws.com': { account: ['account-000000000002', 'management'], manage: 'read', exists: true },
        'sso.amazonaws.com': { account: 'account-000000000002', manage: 'read', exists: true },
      },
      accessAnalyzer: false,
    });
    expect(part.remarks).toEqual([
      {
        chapter: 'not-understood',
        subject: 'account 999999999999',
        text: 'administers guardduty.amazonaws.com, but is not described: closed or not readable',
      },
    ]);
  });

  test('that are none leave nothing behind', () => {
    const inventory = foundInventory();
    const part = describeDelegations(inventory, namesOf(inventory));
    expect(valueOf(part, 'security.yaml')).toEqual({ accessAnalyzer: false });
  });
});
