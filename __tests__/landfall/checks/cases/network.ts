import { noDecisions, type Decisions } from '../../../../landfall/model/lock';
import { edit, type Case } from './case';

const decided = (addresses: Readonly<Record<string, string>>): Decisions => ({
  ...noDecisions,
  addresses: new Map(Object.entries(addresses)),
});
const segments = Array.from(
  { length: 20 },
  (_, index) => `  s${index}: { connectivity: corporate, pool: 172.16.${index}.0/24, units: [Deployments] }\n`,
).join('');

/** LF15xx and LF19xx: network and Regions. */
export const networkCases: readonly Case[] = [
  {
    title: 'an account without segment',
    edits: [edit('network.yaml', 'units: [Workloads/Dev]', 'units: [Deployments]')],
    code: 'LF1501',
    file: 'teams/fraud.yaml',
    line: 'dev: isolated',
    message: /fraud-dev is isolated, but no isolated segment takes in the unit Workloads\/Dev/,
    help: /Add the unit, or one above it, to a segment/,
  },
  {
    title: 'pools that overlap and are routed',
    edits: [
      edit('network.yaml', 'connectivity: isolated', 'connectivity: corporate'),
      edit('network.yaml', 'pool: 10.128.0.0/12', 'pool: 10.65.0.0/16'),
      edit('teams/fraud.yaml', 'dev: isolated', 'dev: corporate'),
    ],
    code: 'LF1502',
    file: 'network.yaml',
    line: 'pool: 10.65.0.0/16',
    message: /the pool 10\.65\.0\.0\/16 of development overlaps 10\.64\.0\.0\/12 of production/,
    help: /another range/,
  },
  {
    title: 'pools that overlap and never meet',
    edits: [edit('network.yaml', 'pool: 10.128.0.0/12', 'pool: 10.64.0.0/16')],
    code: 'LF1502',
    severity: 'warning',
    file: 'network.yaml',
    line: 'pool: 10.64.0.0/16',
    message: /overlaps 10\.64\.0\.0\/12 of production/,
    help: /changes its connectivity later/,
  },
  {
    title: 'a pool that is no range',
    edits: [edit('network.yaml', 'pool: 10.128.0.0/12', 'pool: 10.128.0.0/40')],
    code: 'LF1503',
    file: 'network.yaml',
    line: '10.128.0.0/40',
    message: /10\.128\.0\.0\/40 is not an IPv4 range/,
    help: /Write it as 10\.64\.0\.0\/12/,
  },
  {
    title: 'a pool without room',
    edits: [edit('network.yaml', 'pool: 10.128.0.0/12', 'pool: 10.128.0.0/24')],
    code: 'LF1504',
    file: 'teams/fraud.yaml',
    line: 'dev: isolated',
    message: /the pool 10\.128\.0\.0\/24 of development has no room left for fraud-dev/,
    help: /a wider pool, or smaller VPCs/,
  },
  {
    title: 'a decided range outside its pool',
    edits: [],
    decisions: decided({ 'fraud-dev': '10.200.0.0/22' }),
    code: 'LF1505',
    severity: 'warning',
    file: 'teams/fraud.yaml',
    line: 'dev: isolated',
    message: /fraud-dev has 10\.200\.0\.0\/22, which lies outside the pool 10\.128\.0\.0\/12/,
    help: /a decided range never moves/,
  },
  {
    title: 'decided ranges that overlap',
    edits: [],
    decisions: decided({ 'fraud-dev': '10.128.0.0/22', gone: '10.128.2.0/24' }),
    code: 'LF1506',
    file: 'network.yaml',
    line: 'segments:',
    message: /gone has 10\.128\.2\.0\/24, which overlaps fraud-dev/,
    help: /take back the committed one/,
  },
  {
    title: 'too many corporate segments',
    edits: [edit('network.yaml', 'segments:\n', `segments:\n${segments}`)],
    code: 'LF1510',
    file: 'network.yaml',
    line: 'segments:',
    message: /21 corporate segments, a route table each; 20 \(Amazon VPC transit gateways guide/,
    help: /Merge segments/,
  },
  {
    title: 'a home Region that is not governed',
    edits: [edit('organization.yaml', 'governed: [eu-west-1]', 'governed: [eu-central-1]')],
    code: 'LF1901',
    file: 'organization.yaml',
    line: 'home: eu-west-1',
    message: /the home Region eu-west-1 is not among the governed ones: eu-central-1/,
    help: /Add it to governed/,
    also: ['LF1611'],
  },
  {
    title: 'a Region written twice',
    edits: [edit('organization.yaml', 'governed: [eu-west-1]', 'governed: [eu-west-1, eu-west-1]')],
    code: 'LF1902',
    file: 'organization.yaml',
    line: 'governed:',
    message: /eu-west-1 is written twice/,
    help: /Take one away/,
  },
  {
    title: 'Identity Center in another Region',
    edits: [
      edit(
        'access.yaml',
        'permissionSets:\n',
        'identityCenter: { instanceArn: "arn:aws:sso:us-east-1::instance/ssoins-1" }\npermissionSets:\n',
      ),
    ],
    code: 'LF1903',
    file: 'access.yaml',
    line: 'identityCenter:',
    message: /Identity Center is in us-east-1, the home Region is eu-west-1/,
    help: /the home Region/,
  },
];
