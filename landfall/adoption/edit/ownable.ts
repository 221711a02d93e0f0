import type { SourceRef } from '../../config/configuration';
import { neverImported } from '../../model/imports/ids';
import { staysRead } from '../../model/slices/delegation';
import { managementKey, type LandingZone, type Manage } from '../../model/zone';
import type { KeyChange } from './set-keys';

export const ownableKinds = [
  'unit',
  'account',
  'policy',
  'control',
  'permission-set',
  'group',
  'assignment',
  'delegation',
  'hub',
  'portfolio',
] as const;
export type OwnableKind = (typeof ownableKinds)[number];

/** Something that exists in AWS and whose `manage:` can be changed. */
export interface Ownable {
  readonly kind: OwnableKind;
  /** As people name it on the command line. */
  readonly name: string;
  readonly manage: Manage;
  /** The map in the configuration that holds `manage:`. */
  readonly at: SourceRef;
  /** What else is written when Landfall begins to own it. */
  readonly whenOwned: readonly KeyChange[];
  /** Why it has to stay as it is. */
  readonly stays?: string;
}

const exists: KeyChange = { key: 'exists', value: 'true' };

/** Everything that was there before Landfall, in the order of the configuration. */
export function ownables(zone: LandingZone): readonly Ownable[] {
  return [...places(zone), ...guardrails(zone), ...identities(zone), ...services(zone)];
}

function places({ accounts, units }: LandingZone): readonly Ownable[] {
  return [
    ...units
      .filter(({ awsId, id }) => awsId !== undefined && id !== 'root')
      .map(({ label, manage, source }) => ({ kind: 'unit' as const, name: label, manage, at: source, whenOwned: [] })),
    ...accounts
      .filter(({ awsId, key }) => awsId !== undefined && key !== managementKey)
      .map(({ key, manage, source }) => ({
        ...{ kind: 'account' as const, name: key, manage, at: source },
        // An account that is taken over is written itself; what is deployed into it is another decision.
        whenOwned: [{ key: 'blueprint', value: 'none', ifMissing: true as const }],
      })),
  ];
}

function guardrails({ guardrails: { accounts, policies, units }, units: tree }: LandingZone): readonly Ownable[] {
  const labels = new Map(tree.map(({ id, label }) => [id, label]));
  return [
    ...policies
      .filter(({ awsId }) => awsId !== undefined)
      .map(({ key, manage = 'own', source }) => {
        const on = units.filter((entry) => entry.policies.includes(key)).map(({ unit }) => labels.get(unit) ?? unit);
        const also = accounts.filter((entry) => entry.policies.includes(key)).map(({ account }) => account);
        const value = `{ units: [${on.join(', ')}], accounts: [${also.join(', ')}] }`;
        return { kind: 'policy' as const, name: key, manage, at: source, whenOwned: [{ key: 'attached', value }] };
      }),
    ...units.flatMap(({ controls, source, unit }) =>
      controls.flatMap(({ exists: was, manage }, index) =>
        manage === 'read' || was === true
          ? [
              {
                ...{ kind: 'control' as const, name: labels.get(unit) ?? unit, manage: manage ?? 'own' },
                ...{ at: { ...source, path: [...source.path, 'controls', index] }, whenOwned: [exists] },
              },
            ]
          : [],
      ),
    ),
  ];
}

function identities({ access }: LandingZone): readonly Ownable[] {
  const rows = new Map<string, Ownable>();
  for (const { exists: was, group, manage, source } of access.assignments) {
    if (manage !== 'read' && was !== true) continue;
    const place = JSON.stringify(source);
    const row = { kind: 'assignment' as const, name: group, manage: manage ?? 'own', at: source, whenOwned: [exists] };
    if (!rows.has(place)) rows.set(place, row);
  }
  return [
    ...access.permissionSets
      .filter(({ arn }) => arn !== undefined)
      .map(({ manage, name, source }) => ({
        kind: 'permission-set' as const,
        name,
        manage,
        at: source,
        whenOwned: [],
      })),
    ...access.groups
      .filter(({ awsId }) => awsId !== undefined)
      .map(({ key, manage, source }) => ({
        ...{ kind: 'group' as const, name: key, manage, at: source, whenOwned: [] },
        ...(access.source === 'external' ? { stays: 'the identity provider writes it (SCIM)' } : {}),
      })),
    ...rows.values(),
  ];
}

function services({ network: { hub }, portfolios, security }: LandingZone): readonly Ownable[] {
  const hubAt: SourceRef = { file: 'network.yaml', path: ['hub'] };
  return [
    // A service that several accounts administer is one row of the file.
    ...[...new Map(security.delegations.map((each) => [each.service, each])).values()]
      .filter(({ exists: was, manage }) => manage === 'read' || was === true)
      .map((each) => ({
        ...{ kind: 'delegation' as const, name: each.service, manage: each.manage ?? 'own', at: each.source },
        whenOwned: [exists],
        ...(staysRead({ ...each, exists: true })
          ? { stays: 'its service keeps a list of its own, Region by Region' }
          : {}),
      })),
    ...(hub.transitGatewayId === undefined
      ? []
      : [{ kind: 'hub' as const, name: 'hub', manage: hub.manage, at: hubAt, whenOwned: [] }]),
    ...portfolios
      .filter(({ awsId }) => awsId !== undefined)
      .map(({ key, manage = 'own', source }) => ({
        ...{ kind: 'portfolio' as const, name: key, manage, at: source, whenOwned: [] },
      })),
  ];
}

/** Products of portfolios that stay as they are, and why. */
export function productsThatStay({
  portfolios,
}: LandingZone): readonly { readonly name: string; readonly why: string }[] {
  const why = neverImported['aws_servicecatalog_product'] ?? '';
  return portfolios.flatMap(({ key, products }) =>
    products.filter(({ manage }) => manage === 'read').map((product) => ({ name: `${key}/${product.key}`, why })),
  );
}
