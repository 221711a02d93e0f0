import type { FoundAccount, FoundPolicy, FoundUnit, Inventory } from '../../../../landfall/adoption/inventory';
import { sortInventory } from '../../../../landfall/adoption/inventory/order';
import { fact, FactReader, placeholder, type FactValues } from '../../../../landfall/model/facts';
import type { FactsLock } from '../../../../landfall/model/lock';
import { unitArn } from '../../../../landfall/model/names';
import { knownFacts, sliceOf, zoneGraph } from '../../../../landfall/model/plan';
import { policiesOf, type PolicyContent } from '../../../../landfall/model/slices/attached-policies';
import { groupContent, permissionSetContent } from '../../../../landfall/model/slices/identity-center';
import type { StackContent } from '../../../../landfall/model/slices';
import type { StackSlice } from '../../../../landfall/model/stack';
import { managementKey, type LandingZone } from '../../../../landfall/model/zone';
import { perfectNetwork } from './perfect-network';

/** What a deployment leaves: the organization, and the lock that remembers it. */
export interface Perfect {
  readonly inventory: Inventory;
  readonly lock: FactsLock;
}

type ContentOf<Kind extends StackContent['kind']> = Extract<StackContent, { readonly kind: Kind }>;
interface Deployed<Kind extends StackContent['kind']> {
  readonly content: ContentOf<Kind>;
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * The organization as a deployment without any fault would leave it, made of what the stacks render, and of what the
 * configuration says is there already.
 */
export function perfectDeployment(zone: LandingZone): Perfect {
  const { lock, slices } = deployed(zone);
  const facts = new FactReader(knownFacts(zone, lock.facts));
  const of = <Kind extends StackContent['kind']>(kind: Kind): readonly Deployed<Kind>[] =>
    slices.flatMap(({ content, envelope }) => (isOf(content, kind) ? [{ content, tags: envelope.defaultTags }] : []));
  const [organization] = of('organization');
  const management = facts.get(fact.accountId(managementKey));
  const rootId = facts.get(fact.rootId);
  const organizationId = facts.get(fact.organizationId);
  const { policyTypes = zone.organization.policyTypes, trustedServices = zone.organization.trustedServices } =
    organization?.content.organization ?? {};
  const policies = [...of('unit'), ...of('vending')].flatMap(({ content }) => policiesIn(content, facts));
  const accounts = accountsOf(zone, facts, of('vending'));
  return {
    lock,
    inventory: sortInventory({
      schema: 1,
      reading: {
        homeRegion: zone.regions.home,
        regions: zone.regions.governed,
        accounts: accounts.map(({ id }) => id),
      },
      gaps: [],
      organization: {
        ...{ id: organizationId, managementAccountId: management, featureSet: 'ALL' },
        arn: `arn:aws:organizations::${management}:organization/${organizationId}`,
        managementAccountEmail: zone.accounts.find(({ key }) => key === managementKey)?.email ?? '',
      },
      roots: [
        {
          ...{ id: rootId, name: 'Root', tags: {} },
          arn: unitArn(management, organizationId, rootId),
          policyTypes: (policyTypes ?? []).map((type) => ({ type, status: 'ENABLED' })),
        },
      ],
      units: unitsOf(zone, facts, organization?.tags ?? {}),
      accounts,
      policies: merged([...policies, ...policiesThatWere(zone, facts)]),
      trustedServices: trustedServices ?? [],
      delegatedAdministrators: zone.security.delegations.map(({ account, service }) => ({
        accountId: facts.get(fact.accountId(account)),
        services: [service],
      })),
      ...(organization?.content.resourcePolicy === undefined
        ? {}
        : { resourcePolicy: { id: 'rp-1', arn: 'arn:rp', content: organization.content.resourcePolicy, tags: {} } }),
      rootAccessFeatures: organization?.content.rootAccessFeatures ?? [],
      controlTower: controlTowerOf(zone, facts, of('control-tower'), of('unit')),
      identityCenter: identityCenterOf(zone, facts, of('identity-center')[0]?.tags ?? {}),
      ...perfectNetwork(zone, facts, of('portfolio')),
      ...{ provisionedProducts: [], stackSets: [], configRecorders: [], deliveryChannels: [] },
    }),
  };
}

function isOf<Kind extends StackContent['kind']>(content: StackContent, kind: Kind): content is ContentOf<Kind> {
  return content.kind === kind;
}

/** Every fact has an id, and every stack was applied. */
function deployed(zone: LandingZone): { readonly lock: FactsLock; readonly slices: readonly StackSlice[] } {
  const graph = zoneGraph(zone);
  const preview = new FactReader(knownFacts(zone, new Map()));
  for (const { stack } of graph.nodes) sliceOf(zone, stack, preview);
  const promised = graph.nodes.flatMap(({ stack: { assigns, reveals } }) => [...assigns, ...reveals]);
  const facts: FactValues = new Map([...preview.asked, ...promised].map((key) => [key, placeholder(key)]));
  const known = knownFacts(zone, facts);
  const slices = graph.nodes.map(({ stack }) => sliceOf(zone, stack, new FactReader(known)));
  const applied = { account: '', accountId: '', slice: 'unfinished', needs: [], assigns: [], guarded: false } as const;
  const state = { bucket: 'b', key: 'k', region: zone.regions.home };
  const stacks = slices.map(({ envelope }) => [envelope.id, { ...applied, state, network: undefined }] as const);
  return { slices, lock: { organization: known.get(fact.organizationId), facts, stacks: new Map(stacks) } };
}

function unitsOf(zone: LandingZone, facts: FactReader, tags: Readonly<Record<string, string>>): readonly FoundUnit[] {
  return zone.units
    .filter(({ id }) => id !== 'root')
    .map(({ id: key, manage, name, parent }) => {
      const id = facts.get(fact.unitId(key));
      const arn = unitArn(facts.get(fact.accountId(managementKey)), facts.get(fact.organizationId), id);
      return { id, arn, name, parentId: facts.get(fact.unitId(parent ?? 'root')), tags: manage === 'own' ? tags : {} };
    });
}

function accountsOf(
  zone: LandingZone,
  facts: FactReader,
  vending: readonly Deployed<'vending'>[],
): readonly FoundAccount[] {
  const vended = new Map(
    vending.flatMap(({ content, tags }) => content.accounts.map((one) => [one.key, { one, tags }] as const)),
  );
  return zone.accounts.map(({ email, key, name, unit }): FoundAccount => {
    const id = facts.get(fact.accountId(key));
    const { one, tags } = vended.get(key) ?? {};
    const contact = (wanted: string): FoundAccount['alternateContacts']['billing'] => {
      const { type, ...rest } = one?.contacts.find((each) => each.type === wanted) ?? { type: undefined };
      return type === undefined ? undefined : { name: '', title: '', email: '', phone: '', ...rest };
    };
    return {
      ...{ id, name: one?.name ?? name, email: one?.email ?? email, state: 'ACTIVE', joinedMethod: 'CREATED' },
      arn: `arn:aws:organizations::account/${id}`,
      parentId: one?.parentId ?? facts.get(fact.unitId(unit)),
      tags: { ...tags, ...one?.tags },
      alternateContacts: {
        billing: contact('BILLING'),
        operations: contact('OPERATIONS'),
        security: contact('SECURITY'),
      },
    };
  });
}

function policiesIn(content: ContentOf<'unit'> | ContentOf<'vending'>, facts: FactReader): readonly FoundPolicy[] {
  if (content.kind === 'unit') {
    return [
      ...content.policies.map((policy) => foundPolicy(policy, [content.targetId])),
      ...(content.adoptedPolicies ?? []).map((policy) => foundPolicy(policy, [])),
    ];
  }
  return content.policies.flatMap(({ account, policies }) =>
    policies.map((policy) => foundPolicy(policy, [facts.get(fact.accountId(account))])),
  );
}

function foundPolicy({ content, description, name, policyId, type }: PolicyContent, targets: readonly string[]) {
  const id = policyId ?? `p-${name}`;
  return { id, arn: `arn:${id}`, name, description, type, awsManaged: false, content, targets, tags: {} };
}

/** Those that nobody writes any more lie where the configuration says. */
function policiesThatWere(zone: LandingZone, facts: FactReader): readonly FoundPolicy[] {
  const read = zone.guardrails.policies.filter(({ manage }) => manage === 'read').map(({ key }) => key);
  return [
    ...zone.guardrails.units.map(({ policies, unit }) => ({ policies, id: facts.get(fact.unitId(unit)) })),
    ...zone.guardrails.accounts.map(({ account, policies }) => ({
      policies,
      id: facts.get(fact.accountId(account)),
    })),
  ].flatMap(({ id, policies }) => {
    const keys = policies.filter((key) => read.includes(key));
    return policiesOf(zone, 'there', keys, facts).map((policy) => foundPolicy(policy, [id]));
  });
}

/** One policy that is told of by each of its targets. */
function merged(policies: readonly FoundPolicy[]): readonly FoundPolicy[] {
  const byId = new Map<string, FoundPolicy>();
  for (const policy of policies) {
    const known = byId.get(policy.id);
    byId.set(policy.id, { ...policy, targets: [...(known?.targets ?? []), ...policy.targets] });
  }
  return [...byId.values()];
}

function controlTowerOf(
  zone: LandingZone,
  facts: FactReader,
  [tower]: readonly Deployed<'control-tower'>[],
  units: readonly Deployed<'unit'>[],
): Inventory['controlTower'] {
  const settings = tower?.content.landingZone;
  const manifest: unknown =
    settings === undefined ? { governedRegions: zone.regions.governed } : JSON.parse(settings.manifest);
  const version = settings?.version ?? zone.controlTower.version;
  const common = { status: 'SUCCEEDED', drift: 'IN_SYNC' };
  return {
    landingZone: {
      ...{ arn: facts.get(fact.landingZoneArn), version, manifest, remediationTypes: [], tags: {} },
      ...{ status: 'ACTIVE', drift: 'IN_SYNC' },
    },
    controls: units.flatMap(({ content }) =>
      content.controls.map(({ id, identifier, parameters }) => ({
        ...{ ...common, arn: `arn:${content.unit}:${id}`, controlIdentifier: identifier },
        targetIdentifier: content.targetArn,
        parameters: parameters.map(({ key, value }) => {
          const parsed: unknown = JSON.parse(value);
          return { key, value: parsed };
        }),
      })),
    ),
    baselines: units.flatMap(({ content: { baseline, targetArn } }) =>
      baseline === undefined
        ? []
        : [
            {
              ...{ ...common, arn: `arn:${targetArn}`, baselineIdentifier: baseline.identifier },
              ...{ name: 'AWSControlTowerBaseline', version: baseline.version, targetIdentifier: targetArn },
              ...{ parameters: baseline.parameters, tags: {} },
            },
          ],
    ),
  };
}

function identityCenterOf(
  zone: LandingZone,
  facts: FactReader,
  tags: Readonly<Record<string, string>>,
): Inventory['identityCenter'] {
  const { access } = zone;
  return {
    ...{ region: zone.regions.home, instanceArn: facts.get(fact.instanceArn), scim: access.source === 'external' },
    identityStoreId: facts.get(fact.identityStoreId),
    permissionSets: access.permissionSets.map((set) => {
      const { boundaryArn, boundaryPolicy, customerManagedPolicies, description, inlinePolicy, name } =
        permissionSetContent(set);
      return {
        ...{ arn: facts.get(fact.permissionSetArn(name)), name, description, inlinePolicy, customerManagedPolicies },
        ...{ sessionDuration: set.sessionDuration, managedPolicies: set.managedPolicyArns, provisionedAccounts: [] },
        ...(boundaryArn === undefined ? {} : { boundary: { managedPolicyArn: boundaryArn } }),
        ...(boundaryPolicy === undefined ? {} : { boundary: { customerManagedPolicy: boundaryPolicy } }),
        tags: set.manage === 'own' ? tags : {},
      };
    }),
    assignments: access.assignments.map(({ account, group, permissionSet }) => ({
      permissionSetArn: facts.get(fact.permissionSetArn(permissionSet)),
      accountId: facts.get(fact.accountId(account)),
      principalType: 'GROUP',
      principalId: facts.get(fact.groupId(group)),
    })),
    groups: access.groups.map((group) => ({
      ...{ id: facts.get(fact.groupId(group.displayName)), displayName: group.displayName, externalIds: [] },
      description: groupContent(group).description,
    })),
    users: [],
  };
}
