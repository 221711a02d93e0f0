import type { Codes } from './entry';

/** LF12xx to LF19xx: what a configuration that can be read says and must not say. */
export const modelCodes = {
  LF1201: {
    title: 'A name refers to nothing',
    explanation:
      'A unit, account, group, permission set, policy, control or segment is named that is described nowhere. Names of units are paths of keys, such as Workloads/Prod.',
  },
  LF1202: {
    title: 'A team has an account of an unknown stage',
    explanation:
      'Stages are described in accounts.yaml; they say into which unit an account goes. An account can name its unit itself instead.',
  },
  LF1203: {
    title: 'Two accounts have one root e-mail',
    explanation:
      'AWS wants each root e-mail once, whatever its case, and never takes one again after an account was closed. The key generation makes room for an account that is made again.',
  },
  LF1204: {
    title: 'Two keys are equal after lower-casing',
    explanation: 'Keys become ids of stacks and folders, which are lower-case.',
  },
  LF1205: {
    title: 'Two accounts have one name',
    explanation: 'AWS allows it; people and the account factory confuse them.',
  },
  LF1206: {
    title: 'Two units would have one stack',
    explanation: 'The path of a unit, joined by hyphens, is the id of its stack.',
  },
  LF1207: { title: 'Two groups have one name', explanation: 'Identity Center wants names of groups once.' },
  LF1208: {
    title: 'Two units below one parent have one name',
    explanation: 'AWS Organizations refuses it. In different places of the tree a name may repeat.',
  },
  LF1210: { title: 'A name is too long for AWS', explanation: 'The message says the limit, its source and its date.' },
  LF1211: { title: 'A unit lies too deep', explanation: 'AWS Organizations allows five levels below the root.' },
  LF1212: {
    title: 'An account name holds characters that AWS refuses',
    explanation: 'Names of accounts are printable ASCII.',
  },
  LF1213: {
    title: 'A permission set name holds characters that AWS refuses',
    explanation: 'Names of permission sets hold letters, digits and + = , . @ - _ only.',
  },
  LF1301: {
    title: 'An account has no owner',
    explanation: 'Every account has one team that answers for its cost, its security and its contents.',
  },
  LF1302: {
    title: 'An account has two owners',
    explanation:
      'Duties may be merged into one account only where the same team does them. As soon as two teams are there, two accounts are needed.',
  },
  LF1303: {
    title: 'An owner is not described',
    explanation: 'Owners of platform accounts stand in accounts.yaml with e-mail and cost center.',
  },
  LF1304: {
    title: 'Two accounts serve as the same',
    explanation: 'Other accounts rely on the one that does a duty. Lakes and sandboxes may be several.',
  },
  LF1305: {
    title: 'A required account is missing',
    explanation: 'Without log archive and security tooling there is no Control Tower, without network no hub.',
  },
  LF1306: {
    title: 'Log archive and security tooling lie in different units',
    explanation: 'Landing zone 4.0 wants its integration accounts below one parent.',
  },
  LF1310: {
    title: 'A sandbox account is corporate',
    explanation: 'Sandbox has synthetic data and no way to the corporate network.',
  },
  LF1311: {
    title: 'A corporate segment takes in the sandbox',
    explanation: 'The transit gateway is shared with the units of corporate segments, and never with the sandbox.',
  },
  LF1312: {
    title: 'An account that others rely on lies in the sandbox',
    explanation: 'Guardrails of the sandbox are loose, and production data is kept out of it.',
  },
  LF1320: {
    title: 'A thing that is only read has no id',
    explanation: 'manage: read means that it exists already and nobody writes it, so its id in AWS must be given.',
  },
  LF1321: {
    title: 'This version of Control Tower can only be adopted',
    explanation: 'Landing zone 3.3, made anew, would create units of its own beside those described.',
  },
  LF1330: {
    title: 'A unit would change its parent',
    explanation: 'AWS has no call for it. Make a unit with another key, move the accounts, remove the old unit later.',
  },
  LF1390: {
    title: 'A stack could never be applied',
    explanation: 'It waits for something that no other stack brings. Usually an account or unit is missing.',
  },
  LF1501: {
    title: 'An account with a network has no segment',
    explanation: 'Segments list the units they take in; the nearest unit above the account decides.',
  },
  LF1502: {
    title: 'Two pools overlap',
    explanation:
      'Corporate pools are routed together and must be apart. Isolated ones never meet, but an account may become corporate later.',
  },
  LF1503: { title: 'A range is unreadable', explanation: 'Ranges are IPv4 in CIDR notation.' },
  LF1504: { title: 'A pool is full', explanation: 'Widen the pool of the segment, or make VPCs smaller by vpcPrefix.' },
  LF1505: {
    title: 'A decided range lies outside the pool',
    explanation: 'The pool changed after the range was decided. Decided ranges never move.',
  },
  LF1506: {
    title: 'Two decided ranges overlap',
    explanation: 'lock/decisions.json was edited by hand or merged wrongly.',
  },
  LF1601: { title: 'A policy file is missing', explanation: 'Policies are files in policies/, JSON or YAML.' },
  LF1602: { title: 'A policy file is no policy', explanation: 'A policy is one JSON or YAML object.' },
  LF1603: {
    title: 'A policy is too large',
    explanation: 'AWS counts characters; Landfall sends policies without white space, and counts them so.',
  },
  LF1604: {
    title: 'A target would hold too many policies',
    explanation: 'AWS limits the policies of each type that are directly attached. FullAWSAccess is one of them.',
  },
  LF1605: { title: 'A policy sits nowhere', explanation: 'It is described, but no unit and no account has it.' },
  LF1701: {
    title: 'A portfolio has too many principal patterns',
    explanation: 'Service Catalog takes ten patterns for a portfolio.',
  },
  LF1702: { title: 'A product template is missing', explanation: 'Templates are files in products/.' },
  LF1703: { title: 'A product has no version', explanation: 'A product is offered in versions, each with a template.' },
  LF1901: {
    title: 'The home Region is not governed',
    explanation: 'Control Tower, Identity Center, SageMaker domains and states live in the home Region.',
  },
  LF1902: { title: 'A Region is written twice', explanation: 'Each governed Region is named once.' },
  LF1903: {
    title: 'Identity Center lies in another Region',
    explanation: 'SageMaker domains with single sign-on need Identity Center in their own Region.',
  },
} as const satisfies Codes;
