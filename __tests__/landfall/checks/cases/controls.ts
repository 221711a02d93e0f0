import { edit, type Case } from './case';

const regionDeny = "{ control: CT.MULTISERVICE.PV.1, parameters: { AllowedRegions: '${regions.governed}' } }";
const withParameters = (parameters: string): string => `{ control: CT.MULTISERVICE.PV.1, parameters: ${parameters} }`;
const root = 'Workloads:\n    controls:\n';

/** A parameter of a control, and what is wrong with it. */
const parameter = (title: string, parameters: string, message: RegExp, help: RegExp): Case => ({
  title,
  edits: [edit('guardrails.yaml', regionDeny, withParameters(parameters))],
  code: 'LF1641',
  file: 'guardrails.yaml',
  line: 'CT.MULTISERVICE.PV.1, parameters',
  message,
  help,
});

/** LF164x: controls and the catalogue. */
export const controlCases: readonly Case[] = [
  {
    title: 'a control that is called by a name that Control Tower does not know',
    edits: [
      edit('guardrails.yaml', '    identifier: arn:aws:controlcatalog:::control/ka8e3pkqefnjsxuyc26ji580\n', ''),
      edit('guardrails.yaml', '  CT.MULTISERVICE.PV.1:\n', '  CT.EC2.PV.99:\n'),
      edit('guardrails.yaml', 'control: CT.MULTISERVICE.PV.1', 'control: CT.EC2.PV.99'),
    ],
    code: 'LF1640',
    file: 'guardrails.yaml',
    line: '  CT.EC2.PV.99:',
    message: /Control Tower of eu-west-1 does not know CT\.EC2\.PV\.99 by its name/,
    help: /arn:aws:controlcatalog:::control/,
  },
  parameter(
    'a control without the parameter that it needs',
    '{}',
    /CT\.MULTISERVICE\.PV\.1 needs the parameter AllowedRegions, a list of Regions/,
    /ou-region-deny/,
  ),
  parameter(
    'a parameter that a control does not take',
    "{ AllowedRegions: '${regions.governed}', ExemptedPrincipals: ['arn:aws:iam::*:role/x'] }",
    /CT\.MULTISERVICE\.PV\.1 takes no parameter ExemptedPrincipals/,
    /Did you mean ExemptedPrincipalArns\?/,
  ),
  parameter(
    'a parameter of another kind',
    "{ AllowedRegions: '${regions.governed}', ExemptedActions: true }",
    /ExemptedActions of CT\.MULTISERVICE\.PV\.1 is true; it takes a list of actions/,
    /ou-region-deny/,
  ),
  parameter(
    'an ARN that is none of a principal',
    "{ AllowedRegions: '${regions.governed}', ExemptedPrincipalArns: [ReadOnly] }",
    /is a list with "ReadOnly"; it takes a list of ARNs of principals/,
    /ou-region-deny/,
  ),
  {
    title: 'a control of the catalogue that takes no parameters',
    edits: [
      edit(
        'guardrails.yaml',
        root,
        `${root}      - { control: AWS-GR_RESTRICTED_SSH, parameters: { AllowedRegions: [eu-west-1] } }\n`,
      ),
    ],
    code: 'LF1641',
    file: 'guardrails.yaml',
    line: 'AWS-GR_RESTRICTED_SSH',
    message: /AWS-GR_RESTRICTED_SSH takes no parameters, but gets AllowedRegions/,
    help: /Take it away/,
  },
  {
    title: 'a switch of a control that is set to false',
    edits: [
      edit(
        'guardrails.yaml',
        root,
        `${root}      - { control: AWS-GR_RESTRICT_ROOT_USER, parameters: { ExemptAssumeRoot: false } }\n`,
      ),
    ],
    code: 'LF1641',
    file: 'guardrails.yaml',
    line: 'AWS-GR_RESTRICT_ROOT_USER, parameters',
    message: /ExemptAssumeRoot of AWS-GR_RESTRICT_ROOT_USER is false; it takes true, and is left out otherwise/,
    help: /strongly-recommended-preventive-controls/,
  },
  {
    title: 'a control of the catalogue that is described otherwise',
    edits: [
      edit(
        'guardrails.yaml',
        '    behavior: detective\n    description: Buckets that the public can read',
        '    behavior: preventive # otherwise\n    description: Buckets that the public can read',
      ),
    ],
    code: 'LF1642',
    file: 'guardrails.yaml',
    line: '# otherwise',
    message: /AWS-GR_S3_BUCKET_PUBLIC_READ_PROHIBITED is described as preventive; AWS documents it as detective/,
    help: /Landfall's catalogue/,
  },
  {
    title: 'a proactive control whose rule our own stacks are not held to',
    edits: [
      edit(
        'guardrails.yaml',
        '  CT.S3.PR.1:\n',
        `  CT.LAMBDA.PR.2:
    identifier: arn:aws:controltower:eu-west-1::control/ABCDEFGHIJKL
    behavior: proactive
    description: Functions that are not public
    documentation: https://docs.aws.amazon.com/controltower/latest/controlreference/lambda-rules.html
  CT.S3.PR.1:
`,
      ),
      edit(
        'guardrails.yaml',
        'CT.S3.PR.1, CT.CLOUDFORMATION.PR.1]',
        'CT.S3.PR.1, CT.CLOUDFORMATION.PR.1, CT.LAMBDA.PR.2]',
      ),
    ],
    code: 'LF1609',
    severity: 'warning',
    file: 'guardrails.yaml',
    line: 'CT.CLOUDFORMATION.PR.1, CT.LAMBDA.PR.2]',
    message: /on Workloads\/Prod see only what CloudFormation makes, .* nothing stands in for CT\.LAMBDA\.PR\.2/,
    help: /a preventive or a detective control/,
  },
  {
    title: 'a Region deny that leaves a governed Region out',
    edits: [
      edit('organization.yaml', 'governed: [eu-west-1]', 'governed: [eu-west-1, eu-central-1]'),
      edit('guardrails.yaml', "'${regions.governed}'", '[eu-west-1]'),
    ],
    code: 'LF1611',
    file: 'guardrails.yaml',
    line: '[eu-west-1]',
    message: /allows eu-west-1, but not eu-central-1, which Control Tower governs/,
    help: /out of the governed ones/,
  },
];
