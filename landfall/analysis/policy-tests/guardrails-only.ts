import { fact, FactReader, type FactValues } from '../../model/facts';
import { homeRoles, networkAttachRole } from '../../model/names';
import { policyText, policyVariables, unitPath } from '../../model/policy-text';
import { managementKey, type LandingZone, type Unit } from '../../model/zone';
import type { NamedDocument, PolicyLevel, Principal } from '../evaluator/types';
import type { AccessRequest } from '../zone-access/types';
import type { Prepare } from './asking';
import { knownPlaces } from './places';

/**
 * Questions about what the guardrails of a zone leave, whoever asks: policies of permission sets and roles are not looked
 * at, everybody is taken to have every permission.
 */
export function guardrailsOnly(zone: LandingZone, known: FactValues): Prepare {
  const facts = new FactReader(known);
  const variables = policyVariables(zone, facts);
  const levelsOf = levels(zone, facts);
  return (request) => {
    const place = placeOf(zone, facts, request.in);
    const owner = request.resourceIn === undefined ? place : placeOf(zone, facts, request.resourceIn);
    if (place === undefined || owner === undefined) {
      const name = place === undefined ? request.in : (request.resourceIn ?? '');
      return { kind: 'unanswerable', findings: [{ kind: 'unknown-place', name, known: knownPlaces(zone) }] };
    }
    const principal = principalOf(zone, request.as, place);
    if (principal === undefined) {
      const finding = { kind: 'unknown-principal', name: request.as, known: knownPrincipals(zone) } as const;
      return { kind: 'unanswerable', findings: [finding] };
    }
    const unknown = new Set<string>();
    const fill = (text: string): string =>
      text.replace(/\$\{([A-Za-z][^}:]*)\}/g, (written, name: string) => {
        const own = name === 'account' ? place.id : name === 'resource.account' ? owner.id : variables(name);
        if (typeof own === 'string') return own;
        unknown.add(name);
        return written;
      });
    const context = contextOf(zone, facts, request, { principal, place, owner });
    const question = {
      principal,
      action: request.action,
      resource: fill(request.resource ?? '*'),
      resourceAccount: owner.id,
      context: new Map([...context].map(([key, values]) => [key, values.map(fill)])),
    };
    const identity = hasPolicies(principal) ? [everything(request.as)] : [];
    if (unknown.size > 0) {
      const findings = [...unknown].map((name) => ({ kind: 'unknown-variable', name }) as const);
      return { kind: 'unanswerable', findings };
    }
    return {
      kind: 'ready',
      question,
      policies: {
        scpLevels: principal.account === place.id ? levelsOf(place, 'service-control') : undefined,
        rcpLevels: levelsOf(owner, 'resource-control'),
        identity,
        resource: resourceOf(request, principal),
        ...(request.sessionPolicy === undefined ? {} : { session: [{ name: 'session', text: request.sessionPolicy }] }),
      },
      notes: hasPolicies(principal)
        ? ['Every permission set and role has every permission that the guardrails leave']
        : [],
    };
  };
}

function hasPolicies({ kind }: Principal): boolean {
  return kind === 'role' || kind === 'service-linked-role';
}

interface Place {
  /** Twelve digits. */
  readonly id: string;
  /** None for an account outside the organization. */
  readonly unit: Unit | undefined;
  readonly account: string | undefined;
}

function placeOf(zone: LandingZone, facts: FactReader, word: string): Place | undefined {
  if (word === 'outside') return { id: '999999999999', unit: undefined, account: undefined };
  const name = word.toLowerCase();
  const account = zone.accounts.find(({ key }) => key === name);
  const unit = zone.units.find(({ id }) => id === (account?.unit ?? name));
  if (unit === undefined) return undefined;
  const id = account === undefined ? '111111111111' : facts.get(fact.accountId(account.key));
  return { id, unit, account: account?.key };
}

type Kind = 'service-control' | 'resource-control';

const everythingText =
  '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}';

function everything(name: string): NamedDocument {
  return { name, text: everythingText.replace('"Principal":"*",', '') };
}

const ofAws: Readonly<Record<Kind, NamedDocument>> = {
  'service-control': everything('FullAWSAccess'),
  'resource-control': { name: 'RCPFullAWSAccess', text: everythingText },
};

function levels(
  zone: LandingZone,
  facts: FactReader,
): (place: Place, kind: Kind) => readonly PolicyLevel[] | undefined {
  const variables = policyVariables(zone, facts);
  const documents = new Map(
    zone.guardrails.policies.map(({ key, text, type }) => [
      key,
      { type, document: { name: key, text: policyText(text, variables).content } },
    ]),
  );
  const made = new Map<string, readonly PolicyLevel[]>();
  const levelOf = (name: string, keys: readonly string[], kind: Kind): PolicyLevel => ({
    name,
    documents: [
      ofAws[kind],
      ...keys.flatMap((key) => {
        const found = documents.get(key);
        return found?.type === kind ? [found.document] : [];
      }),
    ],
  });
  return ({ account, unit }, kind) => {
    if (unit === undefined || account === managementKey) return undefined;
    const id = JSON.stringify([unit.id, account, kind]);
    const known = made.get(id);
    if (known !== undefined) return known;
    const own = zone.guardrails.accounts.find((each) => each.account === account)?.policies ?? [];
    const all = [
      ...chainOf(zone, unit).map((each) =>
        levelOf(each.label, zone.guardrails.units.find((held) => held.unit === each.id)?.policies ?? [], kind),
      ),
      levelOf(account ?? 'the account', own, kind),
    ];
    made.set(id, all);
    return all;
  };
}

function chainOf(zone: LandingZone, unit: Unit): readonly Unit[] {
  const parent = zone.units.find(({ id }) => id === unit.parent);
  return parent === undefined ? [unit] : [...chainOf(zone, parent), unit];
}

const roles: readonly string[] = [
  ...Object.values(homeRoles),
  networkAttachRole,
  'AWSControlTowerExecution',
  'landfall-break-glass',
];

function knownPrincipals(zone: LandingZone): readonly string[] {
  return [
    ...zone.access.permissionSets.map(({ name }) => name),
    ...zone.access.groups.map(({ displayName }) => displayName),
    ...roles,
    ...['administrator', 'root', 'service-linked', 'anonymous'],
  ];
}

/** Roles with these beginnings are made by stack sets, products, blueprints and Identity Center. */
const madeRoles = /^(stacksets-exec-|LandfallLaunch|sagemaker-|aws-reserved\/)/;

function principalOf(zone: LandingZone, as: string, place: Place): Principal | undefined {
  const role = (name: string): Principal => ({
    kind: 'role',
    arn: `arn:aws:iam::${place.id}:role/${name}`,
    account: place.id,
  });
  if (as === 'root') return { kind: 'root', arn: `arn:aws:iam::${place.id}:root`, account: place.id };
  if (as === 'anonymous') return { kind: 'anonymous', arn: '*', account: '' };
  if (as === 'service-linked')
    return { ...role('aws-service-role/aws.internal/AWSServiceRole'), kind: 'service-linked-role' };
  if (as.endsWith('.amazonaws.com')) return { kind: 'service', arn: as, account: '' };
  const arn = /^arn:aws:iam::(\d{12}):role\/.+$/.exec(as);
  if (arn !== null) return { kind: 'role', arn: as, account: arn[1] ?? '' };
  if (zone.access.permissionSets.some(({ name }) => name === as)) {
    return role(`aws-reserved/sso.amazonaws.com/${zone.regions.home}/AWSReservedSSO_${as}_0123456789abcdef`);
  }
  return as === 'administrator' || roles.includes(as) || madeRoles.test(as) || looksAlike(as) ? role(as) : undefined;
}

/** Names that are no misspelling but were made to look like ours: they end or begin with one `x`. */
function looksAlike(name: string): boolean {
  return roles.includes(name.replace(/x$/, '')) || /^xstacksets-exec-/.test(name);
}

function resourceOf({ resourcePolicy }: AccessRequest, principal: Principal): NamedDocument | 'delegates' {
  if (resourcePolicy !== undefined) return { name: 'the policy of the resource', text: resourcePolicy };
  return principal.kind === 'service'
    ? { name: 'the policy of the resource, taken to let the service in', text: everythingText }
    : 'delegates';
}

interface Sides {
  readonly principal: Principal;
  readonly place: Place;
  readonly owner: Place;
}

function contextOf(
  zone: LandingZone,
  facts: FactReader,
  { context = {} }: AccessRequest,
  { owner, place, principal }: Sides,
): ReadonlyMap<string, readonly string[]> {
  const organization = facts.get(fact.organizationId);
  const paths = ({ unit }: Place): readonly string[] =>
    unit === undefined ? [] : [`${unitPath(zone, unit.id, facts) ?? ''}/`];
  const inside = principal.account === place.id && place.unit !== undefined;
  const stranger = place.unit === undefined && principal.account !== '';
  const usual: readonly (readonly [string, readonly string[]])[] = [
    ['aws:RequestedRegion', [zone.regions.home]],
    ['aws:SecureTransport', ['true']],
    ['aws:ViaAWSService', ['false']],
    ...(inside
      ? ([
          ['aws:PrincipalOrgID', [organization]],
          ['aws:PrincipalOrgPaths', paths(place)],
        ] as const)
      : []),
    ...(stranger ? ([['aws:PrincipalOrgID', ['o-stranger00']]] as const) : []),
    ...(principal.kind === 'service'
      ? ([
          ['aws:SourceOrgID', [organization]],
          ['aws:SourceAccount', [place.id]],
        ] as const)
      : []),
    ...(owner.unit === undefined
      ? []
      : ([
          ['aws:ResourceOrgID', [organization]],
          ['aws:ResourceOrgPaths', paths(owner)],
        ] as const)),
  ];
  const given = Object.entries(context).map(([key, values]) => [key, [values].flat()] as const);
  return new Map([...usual, ...given].map(([key, values]) => [key.toLowerCase(), values]));
}
