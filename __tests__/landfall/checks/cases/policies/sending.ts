import { edit, file, type Case } from '../case';
import { condition, deny, serviceControl, text } from './statement';

const bundled = (key: string, bundle: string, type = 'service-control', name = `${key}.json`): string =>
  `  ${key}: { type: ${type}, file: ${name}, description: part, bundle: ${bundle} }\n`;
const policies = (lines: string): Case['edits'][number] =>
  edit('guardrails.yaml', 'policies:\n', `policies:\n${lines}`);
const onRoot = (keys: string): Case['edits'][number] =>
  edit('guardrails.yaml', '[protect-landfall,', `[${keys}, protect-landfall,`);

/** LF1603 and LF1816 to LF1821: what is sent to AWS, and what is not. */
export const sending: readonly Case[] = [
  {
    code: 'LF1816',
    title: 'a bundle of a type without statements',
    edits: [policies(bundled('more-tags', 'all', 'tag', 'tags.json')), onRoot('more-tags')],
    file: 'guardrails.yaml',
    line: '  more-tags:',
    message: /more-tags is of the type tag, which has no statements to bundle/,
    help: /Take the bundle away/,
  },
  {
    code: 'LF1816',
    title: 'a bundle with the name of a policy',
    edits: [
      file('policies/extra.json', text({ ...deny, Action: 's3:PutBucketAcl' })),
      policies(bundled('extra', 'deny-root-user')),
      onRoot('extra'),
    ],
    file: 'guardrails.yaml',
    line: '  extra:',
    message: /the bundle deny-root-user of extra has the name of a policy/,
    help: /name that no policy has/,
  },
  {
    code: 'LF1817',
    title: 'two statements of one name in a bundle',
    edits: [
      file('policies/one.json', text({ Sid: 'Same', ...deny, Action: 's3:PutBucketAcl' })),
      file(
        'policies/two.json',
        text({
          Sid: 'Same',
          ...deny,
          Action: 's3:PutBucketPolicy',
          ...condition('Bool', 'aws:SecureTransport', 'false'),
        }),
      ),
      policies(`${bundled('one', 'both')}${bundled('two', 'both')}`),
      onRoot('one, two'),
    ],
    file: 'policies/two.json',
    line: '"Sid"',
    message: /names a statement Same, which is the name of another statement of one in the same bundle/,
    help: /name of its own/,
  },
  {
    code: 'LF1603',
    title: 'a bundle that is too large',
    edits: [
      ...['one', 'two'].map((name) =>
        file(
          `policies/${name}.json`,
          text({
            ...deny,
            Sid: name,
            Resource: Array.from({ length: 120 }, (_, index) => `arn:aws:s3:::${name}-bucket-of-records-${index}/*`),
          }),
        ),
      ),
      policies(`${bundled('one', 'both')}${bundled('two', 'both')}`),
      onRoot('one, two'),
    ],
    file: 'guardrails.yaml',
    line: '[one, two,',
    message: /the bundle both of one, two has \d+ characters on root/,
    help: /Take parts of \d+ or more out of the bundle; its largest statements are/,
  },
  {
    code: 'LF1818',
    title: 'a type that older providers refuse',
    edits: [
      edit('organization.yaml', 'name:', "provider: { aws: '>= 6.20.0' }\nname:"),
      policies('  buckets: { type: s3, file: buckets.json, description: Block public access }\n'),
      file('policies/buckets.json', '{ "s3_attributes": {} }'),
      onRoot('buckets'),
    ],
    file: 'guardrails.yaml',
    line: '  buckets:',
    message:
      /buckets is of the type S3_POLICY, which the AWS provider takes from 6\.26\.0 on; ">= 6\.20\.0" allows older ones/,
    help: />= 6\.26\.0/,
  },
  {
    code: 'LF1819',
    title: 'a type that an organization which is only read has not enabled',
    edits: [
      edit(
        'organization.yaml',
        'name:',
        `manage: read
id: o-a1b2c3d4e5
policyTypes:
  - AISERVICES_OPT_OUT_POLICY
  - BACKUP_POLICY
  - CHATBOT_POLICY
  - DECLARATIVE_POLICY_EC2
  - SERVICE_CONTROL_POLICY
  - TAG_POLICY
name:`,
      ),
    ],
    file: 'guardrails.yaml',
    line: 'type: resource-control',
    message: /organization-only is of the type RESOURCE_CONTROL_POLICY, which is not enabled in the organization/,
    help: /Enable the type on the root/,
  },
  {
    code: 'LF1820',
    title: 'a policy file that nothing names',
    severity: 'warning',
    edits: [file('policies/forgotten.json', text(deny))],
    file: 'policies/forgotten.json',
    line: 1,
    message: /nothing names policies\/forgotten\.json/,
    help: /Describe it/,
  },
  {
    code: 'LF1821',
    title: 'a policy that waits for an account that waits for it',
    edits: [
      file(
        serviceControl,
        text({
          ...deny,
          Action: 's3:PutBucketAcl',
          ...condition('StringEquals', 'aws:ResourceAccount', '${account.network}'),
        }),
      ),
    ],
    file: serviceControl,
    line: 'account.network',
    message: /uses the variable account\.network, but network is made only after the units have their policies/,
    help: /unit\.path/,
  },
];
