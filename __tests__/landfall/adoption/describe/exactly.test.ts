import fc from 'fast-check';
import { describeAccess } from '../../../../landfall/adoption/describe/access';
import { describeDelegations } from '../../../../landfall/adoption/describe/delegations';
import { describeGuardrails } from '../../../../landfall/adoption/describe/guardrails';
import type { Inventory } from '../../../../landfall/adoption/inventory';
import { controlCatalogue } from '../../../../landfall/model/control-catalogue';
import { declaredFacts } from '../../../../landfall/model/plan';
import { fact } from '../../../../landfall/model/facts';
import { parseStrictly } from '../../../../landfall/model/policy-document';
import { policyTypeNames } from '../../../../landfall/model/policy-types';
import type { LandingZone } from '../../../../landfall/model/zone';
import { namesOf, zoneWith } from '../support/described';
import { foundCenter, foundGroup, foundSet } from '../support/identity-center';
import { foundAccount, foundInventory, foundPolicy, foundUnit } from '../support/inventory';

/** Names as AWS takes them, with everything that confuses files. */
const anyName = fc
  .string({ unit: 'binary', minLength: 1, maxLength: 20 })
  .filter((name) => /^[\p{L}\p{M}\p{S}\p{N}\p{P} ]+$/u.test(name) && name !== '__proto__')
  .map((name) => name.normalize());
const setName = fc.stringMatching(/^[\w+=,.@-]{1,32}$/).filter((name) => name !== '__proto__');
const json = fc.jsonValue().map((value) => JSON.stringify({ Version: '2012-10-17', Statement: value }));
const managed = fc.constantFrom(
  'arn:aws:iam::aws:policy/job-function/ViewOnlyAccess',
  'arn:aws:iam::aws:policy/A',
  'arn:x',
);
const customer = fc.record({
  name: fc.stringMatching(/^[\w+=,.@-]{1,9}$/),
  path: fc.constantFrom('/', '/a/', '/a/b/'),
});
const sets = fc.uniqueArray(
  fc
    .record({
      name: setName,
      sessionDuration: fc.constantFrom('PT1H', 'PT8H', 'PT12H', 'PT90M', 'PT1H30M', 'PT3600S'),
      description: fc.option(anyName, { nil: undefined }),
      relayState: fc.option(fc.webUrl(), { nil: undefined }),
      inlinePolicy: fc.option(json, { nil: undefined }),
      managedPolicies: fc.uniqueArray(managed),
      customerManagedPolicies: fc.uniqueArray(customer, { maxLength: 2 }),
      boundary: fc.option(
        fc.oneof(
          managed.map((managedPolicyArn) => ({ managedPolicyArn })),
          customer.map((customerManagedPolicy) => ({ customerManagedPolicy })),
        ),
        { nil: undefined },
      ),
    })
    .map(({ name, ...rest }) =>
      foundSet(name, Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined))),
    ),
  { selector: ({ name }) => name, minLength: 1, maxLength: 6 },
);
const controlIds = [
  ...Object.keys(controlCatalogue).map((key) => `arn:aws:controltower:eu-west-1::control/${key}`),
  ...Object.values(controlCatalogue).map(({ globalId }) => `arn:aws:controlcatalog:::control/${globalId ?? 'none'}`),
  'arn:aws:controltower:eu-west-1::control/AWS-GR_OF_NOBODY',
  'arn:aws:controltower:eu-west-1::control/ABCDEFGHIJKL',
  'arn:aws:controlcatalog:::control/abcdefghijklmnopqrstuvwxy',
];
const parameterValue = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.array(fc.string(), { maxLength: 3 }));

const organization: fc.Arbitrary<Inventory> = fc
  .record({
    parents: fc.array(fc.nat({ max: 5 }), { maxLength: 6 }),
    accounts: fc.array(fc.nat({ max: 6 }), { minLength: 1, maxLength: 7 }),
    policies: fc.array(fc.record({ name: anyName, type: fc.constantFrom(...Object.values(policyTypeNames)), json })),
    sets,
    groups: fc.uniqueArray(anyName, { minLength: 1, maxLength: 5, selector: (name) => name.toLowerCase() }),
    scim: fc.boolean(),
    users: fc.uniqueArray(anyName, { minLength: 1, maxLength: 2 }),
    assigned: fc.array(fc.tuple(fc.nat(), fc.nat(), fc.nat(), fc.boolean()), { maxLength: 40 }),
    attached: fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 30 }),
    enabled: fc.array(
      fc.tuple(
        fc.constantFrom(...controlIds),
        fc.nat(),
        fc.dictionary(fc.stringMatching(/^[A-Z][A-Za-z]+$/), parameterValue),
      ),
      { maxLength: 12 },
    ),
    delegated: fc.array(fc.tuple(fc.constantFrom('config', 'sso', 'guardduty'), fc.nat()), { maxLength: 6 }),
  })
  .map((drawn) => {
    const units = drawn.parents.map((parent, index) =>
      foundUnit(`ou-${index}`, `Unit ${index}`, parent < index ? `ou-${parent}` : 'r-root'),
    );
    const accounts = drawn.accounts.map((parent, index) =>
      foundAccount(`00000000000${index}`, `Account ${index}`, parent < units.length ? `ou-${parent}` : 'r-root'),
    );
    const pick = <Item>(items: readonly Item[], index: number): Item => items[index % items.length]!;
    const targets = ['r-root', ...units.map(({ id }) => id), ...accounts.map(({ id }) => id)];
    const unique = <Item>(items: readonly Item[]): readonly Item[] => [
      ...new Map(items.map((item) => [JSON.stringify(item), item])).values(),
    ];
    const controls = units.length === 0 ? [] : drawn.enabled;
    const services = new Map<string, Set<string>>();
    for (const [service, index] of drawn.delegated) {
      const { id } = pick(accounts, index);
      services.set(id, (services.get(id) ?? new Set<string>()).add(`${service}.amazonaws.com`));
    }
    return foundInventory({
      organization: { ...foundInventory().organization, managementAccountId: '000000000000' },
      units,
      accounts,
      policies: drawn.policies.map(({ json: content, name, type }, index) => ({
        ...foundPolicy(`p-${index}`, []),
        ...{ name, type, content },
        targets: [
          ...new Set(
            drawn.attached.filter(([one]) => one % drawn.policies.length === index).map(([, at]) => pick(targets, at)),
          ),
        ],
      })),
      delegatedAdministrators: [...services].map(([accountId, found]) => ({ accountId, services: [...found] })),
      controlTower: {
        baselines: [],
        controls: [
          ...new Map(
            controls.map(([controlIdentifier, index, parameters]) => {
              const target = pick(units, index);
              const values = Object.entries(parameters).map(([key, value]) => ({ key, value }));
              return [
                `${controlIdentifier} ${target.id}`,
                { arn: 'arn', controlIdentifier, targetIdentifier: target.arn, parameters: values },
              ];
            }),
          ).values(),
        ],
      },
      identityCenter: foundCenter({
        scim: drawn.scim,
        permissionSets: drawn.sets,
        groups: drawn.groups.map((name, index) => foundGroup(`g-${index}`, name)),
        users: drawn.users.map((userName, index) => ({ id: `u-${index}`, userName, externalIds: [] })),
        assignments: unique(
          drawn.assigned.map(([set, account, principal, isUser]) => ({
            permissionSetArn: pick(drawn.sets, set).arn,
            accountId: pick(accounts, account).id,
            principalType: isUser ? ('USER' as const) : ('GROUP' as const),
            principalId: isUser ? `u-${principal % drawn.users.length}` : `g-${principal % drawn.groups.length}`,
          })),
        ),
      }),
    });
  });

describe('what is described and read again', () => {
  const described = (inventory: Inventory): LandingZone => {
    const names = namesOf(inventory);
    return zoneWith(
      inventory,
      describeAccess(inventory, names),
      describeGuardrails(inventory, names),
      describeDelegations(inventory, names),
    );
  };
  /** Ids by keys; the management account has the one of the inventory. */
  const idsOf = (zone: LandingZone): ((key: string) => string) => {
    const facts = new Map([
      ...declaredFacts(zone),
      [fact.rootId, 'r-root'],
      [fact.accountId('management'), '000000000000'],
    ]);
    return (key) => facts.get(key) ?? `nothing called ${key}`;
  };

  test('are the same assignments, attachments, controls and administrators, and no others', () => {
    fc.assert(
      fc.property(organization, (inventory) => {
        const zone = described(inventory);
        const idOf = idsOf(zone);
        const center = inventory.identityCenter!;
        const { access, guardrails, security } = zone;
        const inModel = {
          ofGroups: access.assignments.map(({ account, group, manage, permissionSet }) =>
            [manage, fact.groupId(group), fact.permissionSetArn(permissionSet), fact.accountId(account)].map(
              (key, index) => (index === 0 ? key : idOf(key ?? '')),
            ),
          ),
          ofUsers: (access.userAssignments ?? []).map(({ account, permissionSet, userId }) => [
            ...[userId, idOf(fact.permissionSetArn(permissionSet)), idOf(fact.accountId(account))],
          ]),
          attachments: [
            ...guardrails.units.map(({ policies, unit }) => ({ policies, target: idOf(fact.unitId(unit)) })),
            ...guardrails.accounts.map(({ account, policies }) => ({
              policies,
              target: idOf(fact.accountId(account)),
            })),
          ].flatMap(({ policies, target }) =>
            policies.map((key) => [guardrails.policies.find((policy) => policy.key === key)?.awsId, target]),
          ),
          controls: guardrails.units.flatMap(({ controls, unit }) =>
            controls.map(({ control, manage, parameters }) => [
              ...[manage, guardrails.controls.find(({ key }) => key === control)?.identifier],
              ...[idOf(fact.unitId(unit)), parameters],
            ]),
          ),
          administrators: security.delegations.map(({ account, manage, service }) => [
            ...[manage, service, idOf(fact.accountId(account))],
          ]),
        };
        const inAws = {
          ofGroups: center.assignments
            .filter(({ principalType }) => principalType === 'GROUP')
            .map((each) => ['read', each.principalId, each.permissionSetArn, each.accountId]),
          ofUsers: center.assignments
            .filter(({ principalType }) => principalType === 'USER')
            .map((each) => [each.principalId, each.permissionSetArn, each.accountId]),
          attachments: inventory.policies.flatMap(({ id, targets }) => targets.map((target) => [id, target])),
          controls: inventory.controlTower.controls.map(({ controlIdentifier, parameters, targetIdentifier }) => [
            ...['read', controlIdentifier, targetIdentifier.split('/').at(-1)],
            Object.fromEntries(parameters.map(({ key, value }) => [key, value])),
          ]),
          administrators: inventory.delegatedAdministrators.flatMap(({ accountId, services }) =>
            services.map((service) => ['read', service, accountId]),
          ),
        };
        expect(eachSorted(inModel)).toEqual(eachSorted(inAws));
      }),
      { numRuns: 40 },
    );
  });

  test('are the same policies and permission sets', () => {
    fc.assert(
      fc.property(organization, (inventory) => {
        const { access, guardrails } = described(inventory);
        const center = inventory.identityCenter!;
        expect(
          sorted(
            guardrails.policies.map((policy) => [
              ...[policy.awsId, policy.awsName ?? policy.key, policyTypeNames[policy.type], policy.description],
              ...[policy.manage, parseStrictly(policy.text)],
            ]),
          ),
        ).toEqual(
          sorted(
            inventory.policies.map(({ content, description, id, name, type }) => [
              ...[id, name, type, description, 'read', parseStrictly(content)],
            ]),
          ),
        );
        expect(
          access.permissionSets.map((set) => ({ ...set, source: undefined, inlinePolicy: set.inlinePolicy })),
        ).toEqual(
          [...center.permissionSets]
            .sort((a, b) => (a.name < b.name ? -1 : 1))
            .map((set) => ({
              ...{ name: set.name, arn: set.arn, manage: 'read', description: set.description ?? '' },
              ...{ sessionDuration: set.sessionDuration, managedPolicyArns: set.managedPolicies },
              ...(set.relayState === undefined ? {} : { relayState: set.relayState }),
              customerManagedPolicies: set.customerManagedPolicies.map(({ name, path }) => `${path.slice(1)}${name}`),
              inlinePolicy:
                set.inlinePolicy === undefined ? undefined : JSON.stringify(parseStrictly(set.inlinePolicy)),
              boundaryArn: undefined,
              ...(set.boundary === undefined ? {} : boundaryOf(set.boundary)),
              source: undefined,
            })),
        );
      }),
      { numRuns: 40 },
    );
  });
});

function boundaryOf(boundary: NonNullable<ReturnType<typeof foundSet>['boundary']>): object {
  if ('managedPolicyArn' in boundary) return { boundaryArn: boundary.managedPolicyArn };
  const { name, path } = boundary.customerManagedPolicy;
  return { boundaryPolicy: `${path.slice(1)}${name}` };
}

type Rows = readonly (readonly unknown[])[];

/** As sets: what comes twice would be seen. */
function sorted(rows: Rows): readonly string[] {
  return rows.map((row) => JSON.stringify(row)).sort();
}

function eachSorted(tables: Readonly<Record<string, Rows>>): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(Object.entries(tables).map(([name, rows]) => [name, sorted(rows)]));
}
