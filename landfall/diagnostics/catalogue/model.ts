import type { Codes } from './entry';

/** LF12xx to LF19xx: what a configuration that can be read says and must not say. */
export const modelCodes = {
  LF1201: {
    title: 'A name refers to nothing',
    explanation:
      'A unit, account, group, permission set, policy, control, segment or product is named that is described nowhere. Names of units are paths of keys, such as Workloads/Prod.',
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
  LF1214: {
    title: 'A root e-mail is too short for AWS',
    explanation: 'AWS Organizations takes root e-mails of 6 to 64 characters.',
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
    title: 'Accounts of Control Tower lie in different units',
    explanation: 'Landing zone 4.0 wants its integration accounts below one parent.',
  },
  LF1307: {
    title: 'AWS Backup is integrated without its accounts',
    explanation:
      'Control Tower wants one account that administers AWS Backup and another one that holds the central vault. The duties are called backup-admin and central-backup.',
  },
  LF1308: {
    title: 'One account does both duties of AWS Backup',
    explanation: 'Control Tower takes two different accounts for the administration and for the central vault.',
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
  LF1315: {
    title: 'The description of a team is long',
    explanation:
      'A team answers one question for each account: which connectivity. What several teams need alike is written once, at a stage or in the access tables.',
  },
  LF1320: {
    title: 'A thing that is only read has no id',
    explanation: 'manage: read means that it exists already and nobody writes it, so its id in AWS must be given.',
  },
  LF1321: {
    title: 'This version of Control Tower can only be adopted',
    explanation: 'Landing zone 3.3, made anew, would create units of its own beside those described.',
  },
  LF1322: {
    title: 'More accounts than AWS allows at first',
    explanation:
      'A new organization may hold ten accounts. The quota is raised on request, which takes some days; bootstrap asks for it too.',
  },
  LF1323: { title: 'Too many units', explanation: 'AWS Organizations allows 2,000 units in an organization.' },
  LF1330: {
    title: 'A unit would change its parent',
    explanation: 'AWS has no call for it. Make a unit with another key, move the accounts, remove the old unit later.',
  },
  LF1390: {
    title: 'A stack could never be applied',
    explanation: 'It waits for something that no other stack brings. Usually an account or unit is missing.',
  },
  LF1401: {
    title: 'A permission set has too many managed policies',
    explanation:
      'Identity Center allows twenty, of AWS and customer managed ones together. Each becomes a policy of a role, whose own quota is ten until it is raised in every account.',
  },
  LF1402: {
    title: 'An inline policy is no policy',
    explanation: 'The inline policy of a permission set is a file in policies/ with Version and Statement.',
  },
  LF1403: {
    title: 'An inline policy is too large',
    explanation: 'Identity Center counts the characters that are not white space.',
  },
  LF1404: {
    title: 'A permission set that is only read has no ARN',
    explanation: 'manage: read means that it exists already and nobody writes it, so assignments need its ARN.',
  },
  LF1405: {
    title: 'Nothing makes a customer managed policy',
    explanation:
      'A permission set names customer managed policies, which must be in every account before it is assigned there. Built-in blueprints make none.',
  },
  LF1406: {
    title: 'A group cannot be written',
    explanation:
      'With an external identity provider groups come by SCIM, and Identity Center takes no others. Landfall looks them up by name.',
  },
  LF1408: {
    title: 'Assignments are written for an account that is only read',
    explanation:
      'They lie in the management account, so they can be written. But what the account has already would be made a second time, which AWS refuses.',
  },
  LF1409: {
    title: 'A group gets into no SageMaker domain',
    explanation:
      'sageMakerDomain assigns a group to the domain of the account. Only some blueprints make one: ml-workload from version 2, in accounts with a VPC.',
  },
  LF1410: {
    title: 'A quota of Identity Center would be exceeded',
    explanation:
      'The message says which one, its source and its date. Permission sets are meant to be shared by teams.',
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
  LF1507: {
    title: 'A decided range is reserved for someone else',
    explanation:
      'reserved: in network.yaml names ranges that are in use otherwise, and nothing is cut from them. This range was decided before; two networks with the same addresses never reach each other.',
  },
  LF1510: {
    title: 'A quota of the transit gateway would be exceeded',
    explanation:
      'Each corporate segment has a route table and each corporate account an attachment. The message says the limit, its source and its date.',
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
  LF1606: {
    title: 'A policy uses an unknown variable',
    explanation:
      'Variables of Landfall have a name without a colon. Those of IAM hold a colon, such as ${aws:username}, and stay as they are. A variable that stands for a list must fill a whole string.',
  },
  LF1607: {
    title: 'A policy has statements that AWS refuses',
    explanation:
      'Service control policies name no principal. Resource control policies deny only, for the principal "*" and for named services.',
  },
  LF1608: {
    title: 'A control lacks another one',
    explanation:
      'Control Tower enables some controls only after others on the same unit, such as proactive ones after the control that protects their hooks.',
  },
  LF1609: {
    title: 'Proactive controls see only CloudFormation',
    explanation:
      'They are hooks of CloudFormation. What Terraform makes passes them by, and so do people in the console; they guard the products that teams launch.',
  },
  LF1610: {
    title: 'A control sits on the root',
    explanation: 'Control Tower enables controls on registered units. For everything at once there are policies.',
  },
  LF1611: {
    title: 'A Region that is needed would be denied',
    explanation:
      'Control Tower, Identity Center, states and SageMaker domains live in the home Region, so nothing works any more where it is denied. A control that denies a Region which Control Tower governs contradicts the landing zone.',
  },
  LF1612: {
    title: 'A detective control sits where nothing records',
    explanation: 'Detective controls are rules of AWS Config, which records only in units with a baseline.',
  },
  LF1701: {
    title: 'A portfolio has too many principal patterns',
    explanation: 'Service Catalog takes ten patterns for a portfolio.',
  },
  LF1702: { title: 'A product template is missing', explanation: 'Templates are files in products/.' },
  LF1703: { title: 'A product has no version', explanation: 'A product is offered in versions, each with a template.' },
  LF1704: {
    title: 'A portfolio lies in an account that is only read',
    explanation:
      'Its templates need a bucket and its products launch roles, which the stack of the account makes; an account that is only read has none.',
  },
  LF1705: {
    title: 'A portfolio reaches the sandbox',
    explanation: 'Sandboxes have synthetic data and loose guardrails; products for real data do not belong there.',
  },
  LF1706: {
    title: 'A first version cannot be deprecated',
    explanation:
      'A product is made together with its first version, and the provider has no way to change that one. Later versions can be deprecated and disabled.',
  },
  LF1710: {
    title: 'A blueprint does not exist',
    explanation:
      'Blueprints are named with a version, such as ml-workload@1. Your own are registered in custom/index.ts.',
  },
  LF1711: {
    title: 'A stack of your own does not exist',
    explanation: 'Stacks of your own are registered in custom/index.ts, under the name that the configuration uses.',
  },
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
