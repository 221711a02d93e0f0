import { changed, first, gateway, portfolio, unitId, vpc, without, type Mutation } from './mutate';

export function network(): readonly Mutation[] {
  const file = 'network.yaml';
  const attachment = { resourceType: 'vpc', resourceId: 'vpc-x', state: 'available', tags: {} };
  return [
    {
      ...{ what: 'no transit gateway', code: 'LF6160', subject: /transit gateway/, file },
      change: (found) => ({ ...found, transitGateways: [] }),
    },
    {
      ...{ what: 'another number', code: 'LF6160', subject: /transit gateway/, file },
      change: gateway(() => ({ asn: 65000 })),
    },
    {
      ...{ what: 'a route table nobody wrote', code: 'LF6161', subject: /route table/, file },
      change: gateway(({ routeTables }) => ({
        routeTables: [...routeTables, { ...first(routeTables), id: 'tgw-rtb-x', associations: [], propagations: [] }],
      })),
    },
    {
      ...{ what: 'a VPC not attached', code: 'LF6162', subject: /fraud-prod/, file },
      change: gateway(() => ({ attachments: [] })),
    },
    {
      ...{ what: 'an association taken away', code: 'LF6163', subject: /fraud-prod/, file },
      change: gateway(({ routeTables }) => ({
        routeTables: routeTables.map((table) => ({ ...table, associations: [] })),
      })),
    },
    {
      ...{ what: 'a propagation nobody wrote', code: 'LF6163', subject: /fraud-prod/, file },
      change: gateway(({ routeTables }) => ({
        routeTables: routeTables.map((table) => ({ ...table, propagations: table.associations })),
      })),
    },
    {
      ...{ what: 'an attachment of an account nobody knows', code: 'LF6164', subject: /tgw-attach-x/, file },
      change: gateway(({ attachments }) => ({
        attachments: [...attachments, { ...attachment, id: 'tgw-attach-x', resourceOwnerId: '999999999999' }],
      })),
    },
    {
      ...{ what: 'a peering', code: 'LF6164', subject: /tgw-attach-x/, file },
      change: gateway(({ attachments }) => ({
        attachments: [...attachments, { ...attachment, id: 'tgw-attach-x', resourceType: 'peering' }],
      })),
    },
    {
      ...{ what: 'the gateway shared with somebody', code: 'LF6165', subject: /sharing/, file },
      change: (found) => ({
        ...found,
        resourceShares: changed(
          found.resourceShares,
          () => true,
          (share) => ({ ...share, principals: [...share.principals, '999999999999'] }),
        ),
      }),
    },
    {
      ...{ what: 'a VPC deleted', code: 'LF6166', subject: /fraud-dev/, file: 'teams/fraud.yaml' },
      change: (found) => ({ ...found, vpcs: without(found.vpcs, ({ id }) => id === 'vpc-fraud-dev') }),
    },
    { what: 'an unknown range', code: 'LF6167', subject: /vpc-other/, file, change: vpc(['192.168.0.0/16']) },
    { what: 'a range within a pool', code: 'LF6168', subject: /vpc-other/, file, change: vpc(['10.64.128.0/20']) },
    {
      ...{ what: 'a second range of a planned VPC', code: 'LF6167', subject: /fraud-dev/, file },
      change: (found) => ({
        ...found,
        vpcs: changed(
          found.vpcs,
          ({ id }) => id === 'vpc-fraud-dev',
          (one) => ({ ...one, cidrBlocks: [...one.cidrBlocks, '100.64.0.0/20'] }),
        ),
      }),
    },
  ];
}

export function catalog(): readonly Mutation[] {
  const file = 'portfolios.yaml';
  const product = { subject: /athena-workgroup/, file };
  return [
    {
      ...{ what: 'a portfolio deleted', code: 'LF6170', subject: /analytics/, file },
      change: (found) => ({ ...found, portfolios: [] }),
    },
    {
      ...{ what: 'a portfolio nobody wrote', code: 'LF6171', subject: /Stray/, file },
      change: (found) => ({
        ...found,
        portfolios: [...found.portfolios, { ...first(found.portfolios), id: 'port-x', name: 'Stray' }],
      }),
    },
    {
      ...{ what: 'another provider', code: 'LF6172', subject: /analytics/, file },
      change: portfolio(() => ({ provider: 'me' })),
    },
    {
      ...{ what: 'more who launch', code: 'LF6173', subject: /analytics/, file },
      change: portfolio(({ principals }) => ({ principals: [...principals, { arn: 'arn:role', type: 'IAM' }] })),
    },
    {
      ...{ what: 'fewer who launch', code: 'LF6173', subject: /analytics/, file },
      change: portfolio(({ principals }) => ({ principals: principals.slice(1) })),
    },
    {
      ...{ what: 'a share taken away', code: 'LF6174', subject: /analytics/, file },
      change: portfolio(() => ({ shares: [] })),
    },
    {
      ...{ what: 'a share nobody wrote', code: 'LF6174', subject: /analytics/, file },
      change: portfolio(({ shares }, facts) => ({
        shares: [...shares, { ...first(shares), principalId: unitId(facts, 'sandbox') }],
      })),
    },
    {
      ...{ what: 'a product nobody wrote', code: 'LF6175', subject: /prod-x/, file },
      change: portfolio(({ products }) => ({ products: [...products, 'prod-x'] })),
    },
    {
      ...{ ...product, what: 'a product taken out', code: 'LF6176' },
      change: portfolio(() => ({ products: [] })),
    },
    {
      ...{ ...product, what: 'a version nobody wrote', code: 'LF6177' },
      change: (found) => ({
        ...found,
        products: changed(
          found.products,
          () => true,
          (one) => ({ ...one, versions: [...one.versions, { id: 'pa-x', name: 'v9', active: true }] }),
        ),
      }),
    },
  ];
}
