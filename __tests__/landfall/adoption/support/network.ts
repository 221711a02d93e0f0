import type {
  FoundAttachment,
  FoundResourceShare,
  FoundRouteTable,
  FoundTransitGateway,
  FoundVpc,
} from '../../../../landfall/adoption/inventory';

/** The account that owns what is found here. */
export const networkAccount = '111111111111';
const place = { accountId: networkAccount, region: 'eu-west-1' };

export function foundGateway(otherwise: Partial<FoundTransitGateway> = {}): FoundTransitGateway {
  const id = otherwise.id ?? 'tgw-1';
  return {
    ...place,
    id,
    arn: `arn:aws:ec2:eu-west-1:${networkAccount}:transit-gateway/${id}`,
    ownerId: networkAccount,
    asn: 64512,
    cidrBlocks: [],
    options: {},
    routeTables: [],
    attachments: [],
    tags: {},
    ...otherwise,
  };
}

/** A table with the ids of the attachments that are associated with it, and of those that it learns. */
export function foundTable(
  id: string,
  associated: readonly string[],
  learned: readonly string[] = [],
  otherwise: Partial<FoundRouteTable> = {},
): FoundRouteTable {
  const point = (attachmentId: string): FoundRouteTable['associations'][number] => ({ attachmentId, state: 'done' });
  return {
    id,
    defaultAssociation: false,
    defaultPropagation: false,
    associations: associated.map(point),
    propagations: learned.map(point),
    routes: [],
    prefixLists: [],
    tags: {},
    ...otherwise,
  };
}

/** The attachment of a VPC: `attach-x` is that of `vpc-x`. */
export function foundAttachment(
  name: string,
  owner: string,
  otherwise: Partial<FoundAttachment> = {},
): FoundAttachment {
  return {
    id: `attach-${name}`,
    resourceType: 'vpc',
    resourceId: `vpc-${name}`,
    resourceOwnerId: owner,
    state: 'available',
    tags: {},
    ...otherwise,
  };
}

export function foundVpc(
  name: string,
  accountId: string,
  cidrBlocks: readonly string[],
  otherwise: Partial<FoundVpc> = {},
): FoundVpc {
  return {
    ...{ accountId, region: 'eu-west-1', id: `vpc-${name}`, isDefault: false },
    ...{ cidrBlocks, ipv6CidrBlocks: [], tags: {} },
    ...otherwise,
  };
}

export function foundShare(name: string, otherwise: Partial<FoundResourceShare> = {}): FoundResourceShare {
  return {
    ...place,
    arn: `arn:aws:ram:eu-west-1:${networkAccount}:resource-share/${name}`,
    name,
    status: 'ACTIVE',
    allowExternalPrincipals: false,
    principals: [],
    resources: [foundGateway().arn],
    tags: {},
    ...otherwise,
  };
}
