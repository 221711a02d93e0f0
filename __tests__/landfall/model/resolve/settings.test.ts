import { edit, file } from '../../checks/cases/case';
import { resolvedZone } from './resolved';

describe('the organization', () => {
  test('has sensible settings where nothing is written', () => {
    expect(resolvedZone()).toMatchObject({
      organization: { manage: 'own', id: undefined },
      state: { backend: 's3' },
      vending: 'organizations',
      providerConstraint: '>= 6.66.0, < 7.0.0',
      deployment: { account: 'deployments', access: 'assume-role', homes: 'all', principals: [] },
      controlTower: { manage: 'own', version: '4.0', baselineVersion: '5.0', autoEnrollment: true },
      network: { hub: { manage: 'own', asn: 64512, routeTableIds: {} } },
    });
  });

  test.each([
    ["controlTower: { version: '3.3' }", { version: '3.3', baselineVersion: '4.0' }],
    ["controlTower: { version: '3.3', baselineVersion: '4.1' }", { version: '3.3', baselineVersion: '4.1' }],
    ['controlTower: { integrations: { config: false } }', { integrations: { config: false, cloudTrail: true } }],
  ])('takes %s', (written, controlTower) => {
    const zone = resolvedZone(edit('organization.yaml', 'prefix: acme\n', `prefix: acme\n${written}\n`));
    expect(zone.controlTower).toMatchObject(controlTower);
  });

  test.each([
    ['organization: acme', { hostname: 'app.terraform.io', organization: 'acme', project: 'acme' }],
    ['organization: a, hostname: h, project: p', { hostname: 'h', organization: 'a', project: 'p' }],
  ])('keeps states in HCP Terraform: %s', (written, state) => {
    const zone = resolvedZone(
      edit('organization.yaml', 'prefix: acme\n', `prefix: acme\nstate: { backend: hcp, ${written} }\n`),
    );
    expect(zone.state).toEqual({ backend: 'hcp', ...state });
  });

  test('names its contacts in one order', () => {
    expect(resolvedZone().contacts.map(({ type }) => type)).toEqual(['BILLING', 'OPERATIONS', 'SECURITY']);
  });

  test('has defaults for what optional files leave out', () => {
    const zone = resolvedZone(file('costs.yaml', ''), file('security.yaml', ''));
    expect([zone.costs, zone.security]).toEqual([
      { categories: [], teamBudget: undefined, anomalies: undefined },
      { delegations: [], accessAnalyzer: true },
    ]);
    expect(zone.teams.map(({ budgetUsd }) => budgetUsd)).toEqual([5000]);
  });
});

test('segments have a size and refer by lower-case keys', () => {
  const { network } = resolvedZone(
    edit(
      'network.yaml',
      'segments:\n',
      'segments:\n  Shared: { connectivity: corporate, pool: 10.1.0.0/16, units: [Deployments], reaches: [Production] }\n',
    ),
  );
  expect(network.segments[0]).toMatchObject({
    key: 'shared',
    vpcPrefix: 22,
    availabilityZones: 3,
    units: ['deployments'],
    reaches: ['production'],
  });
});

describe('guardrails', () => {
  test('identify a control by what the catalogue knows, or by its name in the home Region', () => {
    const entry = 'behavior: detective, description: d, documentation: https://docs.aws.amazon.com/controltower/';
    const zone = resolvedZone(edit('guardrails.yaml', '\ncontrols:\n', `\ncontrols:\n  AWS-GR_NEWER: { ${entry} }\n`));
    const identifiers = new Map(zone.guardrails.controls.map(({ identifier, key }) => [key, identifier]));
    expect(identifiers.get('AWS-GR_S3_BUCKET_PUBLIC_READ_PROHIBITED')).toBe(
      'arn:aws:controlcatalog:::control/8sw3pbid15t9cbww8d2w2qwgf',
    );
    expect(identifiers.get('CT.S3.PR.1')).toBe('arn:aws:controltower:eu-west-1::control/INPHVGNNYWHE');
    expect(identifiers.get('AWS-GR_NEWER')).toBe('arn:aws:controltower:eu-west-1::control/AWS-GR_NEWER');
  });

  test('have controls with and without parameters, and the text of their policies', () => {
    const { guardrails } = resolvedZone();
    expect(guardrails.units.find(({ unit }) => unit === 'workloads')?.controls).toEqual([
      { control: 'CT.MULTISERVICE.PV.1', parameters: { AllowedRegions: '${regions.governed}' } },
    ]);
    expect(guardrails.policies.every(({ text }) => text.startsWith('{'))).toBe(true);
  });
});

describe('portfolios', () => {
  test('know principals by pattern and by permission set', () => {
    const zone = resolvedZone(
      edit(
        'portfolios.yaml',
        '    principals:\n',
        '    principals:\n      - { pattern: "arn:aws:iam:::role/x", reason: r }\n',
      ),
    );
    expect(zone.portfolios[0]?.principalPatterns).toEqual([
      'arn:aws:iam:::role/x',
      'arn:aws:iam:::role/aws-reserved/sso.amazonaws.com/*AWSReservedSSO_AdministratorAccess_*',
      'arn:aws:iam:::role/aws-reserved/sso.amazonaws.com/*AWSReservedSSO_ProductionLead_*',
    ]);
  });

  test('have versions in the order in which they are written, each with the hash of its text', () => {
    const zone = resolvedZone(
      edit(
        'portfolios.yaml',
        'v1: { template: athena-workgroup.yaml }',
        'v2: { template: none.yaml, active: false }\n          v1: { template: athena-workgroup.yaml }',
      ),
    );
    const versions = zone.portfolios[0]?.products[0]?.versions ?? [];
    expect(versions.map(({ name, active, guidance }) => [name, active, guidance])).toEqual([
      ['v2', false, 'DEFAULT'],
      ['v1', true, 'DEFAULT'],
    ]);
    // SHA-256 of nothing.
    expect(versions[0]?.contentHash).toMatch(/^e3b0c44298fc1c149afbf4c8996fb924/);
    expect(versions[1]?.contentHash).not.toBe(versions[0]?.contentHash);
  });
});
