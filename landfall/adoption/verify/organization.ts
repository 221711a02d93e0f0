import type { SourceRef } from '../../config/configuration';
import { groupedBy } from '../../model/accounts-index';
import { fact, FactReader } from '../../model/facts';
import { organizationNode, policyTypesInUse } from '../../model/slices/organization';
import { trustedServicesOf } from '../../model/trusted-services';
import { isKnown } from '../inventory';
import { accountWords, type Comparison } from './comparison';
import { notCompared, notDeployed, putRight, some, teller, unless, type Difference } from './difference';
import { sameDocument } from './same-document';

const kind = 'organization';
const tell = teller(kind);
const file = 'organization.yaml';
const top: SourceRef = { file, path: [] };
const policyTypesAt: SourceRef = { file, path: ['policyTypes'] };
const trustedAt: SourceRef = { file, path: ['trustedServices'] };

/** What is switched on for the whole organization: all of it where Landfall writes it, otherwise what is written down. */
export function organizationDifferences(c: Comparison): readonly Difference[] {
  return [...policyTypes(c), ...trustedServices(c), ...rootAccess(c), ...resourcePolicy(c)];
}

function policyTypes({ inventory, zone }: Comparison): readonly Difference[] {
  if (!isKnown(inventory, 'units')) return [];
  const { manage, policyTypes: before } = zone.organization;
  const wanted = manage === 'own' ? policyTypesInUse(zone) : before;
  if (wanted === undefined) return [];
  const on = new Set(
    inventory.roots.flatMap((root) =>
      root.policyTypes.filter(({ status }) => status !== 'PENDING_DISABLE').map(({ type }) => type),
    ),
  );
  const told = { subject: 'policy types', at: policyTypesAt };
  return [
    ...wanted
      .filter((type) => !on.has(type))
      .map((type) =>
        tell({
          ...{ ...told, code: 'LF6136', found: `${type} is off`, described: 'on' },
          help: putRight(manage, 'organization'),
        }),
      ),
    ...[...on]
      .filter((type) => !wanted.includes(type))
      .map((type) =>
        tell({
          ...{ ...told, code: 'LF6136', severity: 'warning', found: `${type} is on`, described: 'off' },
          help: 'Name it under policyTypes, or switch it off in AWS.',
        }),
      ),
  ];
}

function trustedServices({ inventory, zone }: Comparison): readonly Difference[] {
  const subject = 'trusted access';
  if (!isKnown(inventory, 'trusted-services')) {
    return [notCompared(kind, subject, 'trusted services could not be read', trustedAt)];
  }
  const { manage, trustedServices: before } = zone.organization;
  if (manage === 'read' && before === undefined) return [];
  const possible = trustedServicesOf(zone);
  const wanted = manage === 'own' ? possible : (before ?? []);
  const on = new Set(inventory.trustedServices);
  return [
    ...wanted
      .filter((service) => !on.has(service))
      .map((service) =>
        tell({
          ...{ code: 'LF6137', subject, found: `${service} is not trusted`, described: 'trusted', at: trustedAt },
          help: 'Enable trusted access; `landfall bootstrap` does.',
        }),
      ),
    ...inventory.trustedServices
      .filter((service) => !possible.includes(service))
      .map((service) =>
        tell({
          ...{ code: 'LF6137', subject, found: `${service} is trusted`, described: 'not at all', at: trustedAt },
          help: 'Name it under trustedServices, or disable its access in AWS.',
        }),
      ),
  ];
}

function rootAccess(c: Comparison): readonly Difference[] {
  const content = organizationContent(c);
  if (content === undefined || content.rootAccessFeatures.length === 0) return [];
  const subject = 'central root access';
  const { rootAccessFeatures: on } = c.inventory;
  if (on === undefined || !isKnown(c.inventory, 'root-access')) {
    return [notCompared(kind, subject, 'its features could not be read', top)];
  }
  if (!c.isDeployed('organization')) return [notDeployed(kind, subject, top)];
  const missing = content.rootAccessFeatures.filter((feature) => !on.includes(feature));
  return unless(missing.length === 0, () =>
    tell({
      ...{ code: 'LF6138', subject, found: `${some(missing)} is off`, described: 'on', at: top },
      help: putRight('own', 'organization'),
    }),
  );
}

function resourcePolicy(c: Comparison): readonly Difference[] {
  const wanted = organizationContent(c)?.resourcePolicy;
  if (wanted === undefined) return [];
  const subject = 'resource policy of the organization';
  if (!isKnown(c.inventory, 'resource-policy')) {
    return [notCompared(kind, subject, 'it could not be read', top)];
  }
  if (!c.isDeployed('organization')) return [notDeployed(kind, subject, top)];
  const { resourcePolicy: there } = c.inventory;
  return unless(there !== undefined && sameDocument(there.content, wanted, true), () =>
    tell({
      ...{ code: 'LF6138', subject, described: 'lets the deployment account read the organization', at: top },
      found: there === undefined ? 'is not there' : 'says something else',
      help: putRight('own', 'organization'),
    }),
  );
}

function organizationContent({ ids, zone }: Comparison) {
  const content = organizationNode(zone).content(new FactReader(ids));
  return content.kind === 'organization' ? content : undefined;
}

/** Who administers which service for the organization. */
export function administratorDifferences(c: Comparison): readonly Difference[] {
  const { inventory, zone } = c;
  const kind = 'administrators';
  const subject = 'delegated administrators';
  const at: SourceRef = { file: 'security.yaml', path: ['delegations'] };
  if (!isKnown(inventory, 'delegated-administrators')) {
    return [notCompared(kind, subject, 'not all of them could be read', at)];
  }
  const found = inventory.delegatedAdministrators.flatMap(({ accountId, services }) =>
    services.map((service) => ({ accountId, service })),
  );
  const described = groupedBy(zone.security.delegations, ({ service }) => service);
  const services = [...new Set([...described.keys(), ...found.map(({ service }) => service)])];
  return services.flatMap((service) => {
    const rows = described.get(service) ?? [];
    const there = found.filter((each) => each.service === service).map(({ accountId }) => accountId);
    const wanted = rows.map(({ account }) => c.ids.get(fact.accountId(account)) ?? account);
    const [row] = rows;
    if (there.sort().join() === wanted.sort().join()) return [];
    const isDeployed = c.isDeployed('delegation') || rows.some(({ manage }) => manage === 'read');
    if (row !== undefined && there.length === 0 && !isDeployed) return [notDeployed(kind, service, row.source)];
    return [
      teller(kind)({
        ...{ code: 'LF6139', subject: service, at: row?.source ?? at },
        found: `is administered by ${there.length === 0 ? 'nobody' : some(there.map((id) => accountWords(c, id)))}`,
        described: rows.length === 0 ? 'by nobody' : `by ${some(rows.map(({ account }) => account))}`,
        help:
          row === undefined
            ? 'Name it under delegations with manage: read, or deregister it in AWS.'
            : putRight(row.manage, 'delegation'),
      }),
    ];
  });
}
