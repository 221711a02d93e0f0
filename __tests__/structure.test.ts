import fc from 'fast-check';
import { fact, FactReader, placeholder, type FactKey } from '../landfall/model/facts';
import { bootstrapFacts, declaredFacts, sliceOf } from '../landfall/model/plan';
import { sentPolicies } from '../landfall/model/policy-bundles';
import { spokeProviderOf } from '../landfall/model/spoke-provider';
import { isSandbox } from '../landfall/model/accounts/policies';
import { stringsOf, synthesizeAll, type SynthesizedStack } from './support/organization';
import { isJson, type Json } from './support/template';

/** What holds for every stack of every organization, whatever it contains. */
describe.each(['examples/minimal', 'landing-zone'])('all stacks of %s', (directory) => {
  const { constructs, graph, manifest, paths, stacks, zone } = synthesizeAll(directory);
  const ids = stacks.map(({ node }) => node.id);
  const each = stacks.map((stack): [string, SynthesizedStack] => [stack.node.id, stack]);

  it('have unique, lower-case ids and are direct children of the app', () => {
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id))).toEqual([]);
    expect([...paths].sort()).toEqual([...ids].sort());
    expect(Object.keys(isJson(manifest['stacks']) ? manifest['stacks'] : {}).sort()).toEqual([...ids].sort());
  });

  it('are applied once each from what bootstrap leaves, after all that they need', () => {
    expect(graph.problems).toEqual([]);
    const known = new Set<FactKey>([...bootstrapFacts(zone), ...declaredFacts(zone).keys()]);
    const applied = new Set<string>();
    for (const { needs, reads, stack } of graph.nodes) {
      expect([stack.id, needs.filter((need) => !applied.has(need))]).toEqual([stack.id, []]);
      expect([stack.id, reads.filter((key) => !known.has(key))]).toEqual([stack.id, []]);
      expect(applied.has(stack.id)).toBe(false);
      applied.add(stack.id);
      [...stack.assigns, ...stack.reveals].forEach((key) => known.add(key));
    }
    expect([...applied].sort()).toEqual([...ids].sort());
  });

  it('lose no resource on the way from the constructs to JSON, and leave none outside of stacks', () => {
    for (const { constructs: made, node, template } of stacks)
      expect([node.id, count(template.json)]).toEqual([node.id, made]);
    expect(stacks.reduce((sum, stack) => sum + stack.constructs, 0)).toBe(constructs);
  });

  it('hold everything that the model asks for', () => {
    const all = (type: string): number =>
      stacks.reduce((sum, { template }) => sum + Object.keys(template.resources(type)).length, 0);
    const owned = zone.units.filter(({ id, manage }) => id !== 'root' && manage === 'own');
    const { access, controlTower, guardrails, network, portfolios } = zone;
    const policies = [...guardrails.units, ...guardrails.accounts].flatMap((target) =>
      sentPolicies(guardrails.policies, target.policies),
    );
    const corporate = network.segments.filter(({ connectivity }) => connectivity === 'corporate');
    const spokes = zone.accounts.filter(({ key, connectivity }) => connectivity !== 'none' && zone.addresses.has(key));
    const expected: Readonly<Record<string, number>> = {
      aws_organizations_organization: 1,
      aws_organizations_organizational_unit: owned.length,
      aws_organizations_account: zone.accounts.filter(({ vendedBy }) => vendedBy !== undefined).length,
      aws_organizations_policy_attachment: policies.length,
      aws_controltower_landing_zone: controlTower.manage === 'own' ? 1 : 0,
      aws_controltower_baseline: zone.units.filter(({ registered }) => registered).length,
      aws_controltower_control: guardrails.units.flatMap(({ controls }) => controls).length,
      aws_ssoadmin_permission_set: access.permissionSets.filter(({ manage }) => manage === 'own').length,
      aws_ssoadmin_account_assignment: access.assignments.length,
      aws_identitystore_group: access.groups.filter(({ manage }) => manage === 'own').length,
      aws_ec2_transit_gateway: 1,
      aws_ec2_transit_gateway_route_table: corporate.length,
      aws_vpc: spokes.length,
      aws_ec2_transit_gateway_vpc_attachment: spokes.filter(({ connectivity }) => connectivity === 'corporate').length,
      aws_servicecatalog_portfolio: portfolios.length,
      aws_servicecatalog_product: portfolios.flatMap(({ products }) => products).length,
      aws_iam_account_password_policy: zone.accounts.length - 1,
    };
    expect(Object.fromEntries(Object.keys(expected).map((type) => [type, all(type)]))).toEqual(expected);
    expect(all('aws_organizations_policy')).toBeGreaterThan(0);
  });

  describe.each(each)('%s', (id, { node, slice, template }) => {
    it('reads no other state and writes one output', () => {
      const text = JSON.stringify(template.json);
      expect(text).not.toContain('terraform_remote_state');
      expect(text).not.toContain('cross-stack-output-');
      expect(text).not.toMatch(/TfToken|\[object Object\]/);
      const { data } = template.json;
      expect(Object.keys(isJson(data) ? data : {}).filter((type) => !type.startsWith('aws_'))).toEqual([]);
      const { output } = template.json;
      expect(Object.keys(isJson(output) ? output : {})).toEqual(['assigned']);
      expect(Object.keys(template.output()).sort()).toEqual([...node.assigns].sort());
    });

    it('acts in its own account only, and so does its state', () => {
      const { accountId, backend } = slice.envelope;
      const own = providers(template.json).find(({ alias }) => alias === undefined);
      expect(own?.['allowed_account_ids']).toEqual([accountId]);
      expect(accountId).toBe(placeholder(fact.accountId(node.account)));
      const s3 = backendOf(template.json);
      expect(s3).toMatchObject({ allowed_account_ids: [accountId], key: id, use_lockfile: true, encrypt: true });
      expect(backend).toMatchObject({ kind: 's3', key: id });
      expect(s3['bucket']).toContain(accountId);
    });

    it('has a second provider only where a spoke attaches to the hub', () => {
      const others = providers(template.json).filter(({ alias }) => alias !== undefined);
      const spoke = spokeProviderOf(slice.content);
      expect(others.map(({ alias, allowed_account_ids }) => [alias, allowed_account_ids])).toEqual(
        spoke === undefined ? [] : [['network', [spoke.accountId]]],
      );
    });

    it('asks for the same facts, whichever of them are known', () => {
      const asked = (known: readonly FactKey[]): readonly FactKey[] => {
        const facts = new FactReader(new Map(known.map((key) => [key, placeholder(key)])));
        sliceOf(zone, node, facts);
        return facts.asked;
      };
      const all = asked([]);
      expect(asked(all)).toEqual(all);
      fc.assert(
        fc.property(fc.subarray([...all]), (known) => expect(asked(known)).toEqual(all)),
        { numRuns: 5 },
      );
    });
  });

  it('share the hub with no sandbox', () => {
    const sandboxes = zone.units.filter(({ id }) => isSandbox(zone, id)).map(({ id }) => placeholder(fact.unitId(id)));
    expect(sandboxes).not.toEqual([]);
    const shared = stacks.flatMap(({ template }) =>
      ['aws_ram_principal_association', 'aws_ram_resource_share'].flatMap((type) =>
        stringsOf(template.resources(type)),
      ),
    );
    expect(shared.some(({ text }) => text.includes(':ou/'))).toBe(true);
    for (const sandbox of sandboxes) expect(shared.filter(({ text }) => text.includes(sandbox))).toEqual([]);
    const everywhere = [placeholder(fact.rootId), placeholder(fact.organizationId)];
    expect(shared.filter(({ text }) => everywhere.some((id) => text.endsWith(id)))).toEqual([]);
  });
});

function count({ resource }: Json): number {
  return Object.values(isJson(resource) ? resource : {})
    .map((byName) => Object.keys(isJson(byName) ? byName : {}).length)
    .reduce((sum, one) => sum + one, 0);
}

function providers({ provider }: Json): readonly Json[] {
  const aws = isJson(provider) ? provider['aws'] : undefined;
  return Array.isArray(aws) ? aws.filter(isJson) : [];
}

function backendOf({ terraform }: Json): Json {
  const backend = isJson(terraform) ? terraform['backend'] : undefined;
  const s3 = isJson(backend) ? backend['s3'] : undefined;
  return isJson(s3) ? s3 : {};
}
