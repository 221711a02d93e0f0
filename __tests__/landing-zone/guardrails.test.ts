import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { checkOrganization } from '../../landfall/checks';
import { limits } from '../../landfall/checks/limits';
import { guardrailsFile, type GuardrailsFile } from '../../landfall/config/schemas/guardrails';
import { FactReader } from '../../landfall/model/facts';
import { policyText, policyVariables, rolePatterns } from '../../landfall/model/policy-text';
import type { Control } from '../../landfall/model/zone';
import { testUnit, testZone } from '../support/zone';

/** Facts are placeholders, which are about as long as real ids. */
const base = testZone();
const zone = testZone({
  regions: { home: 'eu-west-1', governed: ['eu-west-1', 'eu-central-1', 'us-east-1'] },
  units: [...base.units, testUnit('Workloads/Test')],
});
const variables = policyVariables(zone, new FactReader(new Map()));

function guardrailsOf(directory: string): GuardrailsFile {
  return guardrailsFile.parse(parse(readFileSync(join(directory, 'guardrails.yaml'), 'utf8')));
}

/** Controls as the model has them: described ones, and those of the catalogue. */
function controlsOf(directory: string): ReadonlyMap<string, Control> {
  const { zone: checked } = checkOrganization(directory);
  if (checked === undefined) throw new Error(`${directory} can't be read`);
  return new Map(checked.guardrails.controls.map((control) => [control.key, control]));
}

function contentOf(directory: string, file: string): string {
  return policyText(readFileSync(join(directory, 'policies', file), 'utf8'), variables).content;
}

const sizes: Readonly<Record<string, number>> = {
  'service-control': limits.serviceControlPolicy.value,
  'resource-control': limits.resourceControlPolicy.value,
  'ai-services-opt-out': 2500,
};

describe.each(['landing-zone', 'examples/minimal'])('guardrails of %s', (directory) => {
  const guardrails = guardrailsOf(directory);
  const policies = Object.entries(guardrails.policies);
  const known = controlsOf(directory);

  it.each(policies)('%s is small enough with real ids, and all of its variables are known', (_, { file, type }) => {
    const { content, unknown } = policyText(readFileSync(join(directory, 'policies', file), 'utf8'), variables);
    expect(unknown).toEqual([]);
    expect(content.length).toBeLessThanOrEqual(sizes[type] ?? limits.otherPolicy.value);
    expect(JSON.parse(content)).toBeInstanceOf(Object);
  });

  it('has no file that no policy names, no policy that sits nowhere, and no unknown name', () => {
    const files = readdirSync(join(directory, 'policies'));
    expect(files.sort()).toEqual(policies.map(([, { file }]) => file).sort());
    const attached = [...Object.values(guardrails.units), ...Object.values(guardrails.accounts ?? {})];
    const used = new Set(attached.flatMap((each) => each.policies ?? []));
    expect([...used].sort()).toEqual(policies.map(([key]) => key).sort());
    const controls = new Set(Object.values(guardrails.units).flatMap((unit) => keysOf(unit.controls ?? [])));
    expect(Object.keys(guardrails.controls).filter((key) => !controls.has(key))).toEqual([]);
    expect([...controls].filter((key) => !known.has(key))).toEqual([]);
  });

  it('enables what a control requires on the same unit', () => {
    const missing = Object.entries(guardrails.units).flatMap(([unit, { controls = [] }]) => {
      const enabled = new Set(keysOf(controls));
      return [...enabled].flatMap((key) =>
        (known.get(key)?.requires ?? [])
          .filter((required) => !enabled.has(required))
          .map((required) => `${unit}: ${key} requires ${required}`),
      );
    });
    expect(missing).toEqual([]);
  });

  it('names controls that are the same everywhere, or those of its home Region', () => {
    expect(known.size).toBeGreaterThan(0);
    for (const { identifier } of known.values()) {
      expect(identifier).toMatch(
        /^arn:aws:(controlcatalog:::control\/[a-z0-9]{20,}|controltower:eu-west-1::control\/[A-Z]{12})$/,
      );
    }
  });

  it('uses every type of policy', () => {
    expect(new Set(policies.map(([, { type }]) => type)).size).toBe(7);
  });
});

describe('guardrails of the default organization', () => {
  const { units } = guardrailsOf('landing-zone');
  const controls = controlsOf('landing-zone');
  const behaviors = (unit: string): readonly string[] =>
    keysOf(units[unit]?.controls ?? []).map((key) => controls.get(key)?.behavior ?? 'unknown');

  it.each(['Infrastructure', 'Deployments', 'Sandbox'])('put controls of each behavior on %s', (unit) => {
    expect(new Set(behaviors(unit))).toEqual(new Set(['preventive', 'detective', 'proactive']));
  });

  it('are tightest in production and loosest in sandboxes', () => {
    const count = (unit: string): number => behaviors(unit).length;
    const stages = ['Workloads/Dev', 'Workloads/Test', 'Workloads/Prod'].map(count);
    expect(stages).toEqual([...stages].sort((a, b) => a - b));
    expect(
      Math.min(
        ...Object.keys(units)
          .filter((unit) => count(unit) > 3)
          .map(count),
      ),
    ).toBe(count('Sandbox'));
  });
});

const protection = z.object({
  Statement: z.array(
    z.object({
      Sid: z.string(),
      Action: z.array(z.string()),
      Resource: z.union([z.string(), z.array(z.string())]),
      Condition: z.object({ ArnNotLike: z.object({ 'aws:PrincipalArn': z.array(z.string()) }) }),
    }),
  ),
});

describe.each(['landing-zone', 'examples/minimal'])('protect-landfall of %s', (directory) => {
  const parsed = protection.parse(JSON.parse(contentOf(directory, 'protect-landfall.json')));
  const role = (name: string): string => `arn:aws:iam::*:role/${name}`;
  const breakGlass = [rolePatterns['break-glass'] ?? []].flat();
  const tower = role('AWSControlTowerExecution');
  const statement = (sid: string): (typeof parsed)['Statement'][number] | undefined =>
    parsed.Statement.find(({ Sid }) => Sid === sid);
  const exempt = (sid: string): readonly string[] => statement(sid)?.Condition.ArnNotLike['aws:PrincipalArn'] ?? [];

  it.each(['HomeRoles', 'HomeBucket', 'StateKey', 'StateKeyAlias', 'HomeStack'])(
    'lets only the stack set change the home (%s)',
    (sid) => {
      expect(exempt(sid)).toEqual([tower, role('stacksets-exec-*'), ...breakGlass]);
    },
  );

  it('lets only plan and apply read and write states', () => {
    expect(exempt('StateObjects')).toEqual([role('landfall-plan'), role('landfall-apply'), tower, ...breakGlass]);
    expect(statement('StateObjects')?.Resource).toBe('arn:aws:s3:::acme-tfstate-*/*');
  });

  it('lets only apply change network roles', () => {
    expect(exempt('NetworkRoles')).toEqual([role('landfall-apply'), tower, ...breakGlass]);
    expect(statement('NetworkRoles')?.Resource).toBe(role('landfall-network-*'));
  });

  it('lets nobody take a name that is exempted in any statement', () => {
    const guarded = parsed.Statement.filter(({ Action }) => Action.includes('iam:CreateRole')).flatMap(
      ({ Resource }) => Resource,
    );
    const exempted = parsed.Statement.flatMap(({ Sid }) => exempt(Sid));
    expect(exempted.filter((name) => !guarded.includes(name))).toEqual([]);
  });
});

function keysOf(controls: NonNullable<GuardrailsFile['units'][string]['controls']>): readonly string[] {
  return controls.map((entry) => (typeof entry === 'string' ? entry : entry.control));
}
