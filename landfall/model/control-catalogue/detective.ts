import { asOf, controlReference, type CataloguedControl, type ControlEntries } from './entry';

/** Description and global id by name. */
type Rules = Readonly<Record<string, readonly [description: string, globalId: string]>>;

const stronglyRecommended: Rules = {
  'AWS-GR_ENCRYPTED_VOLUMES': ['Attached volumes without encryption', '503uicglhjkokaajywfpt6ros'],
  'AWS-GR_RDS_INSTANCE_PUBLIC_ACCESS_CHECK': ['Databases that the public can reach', '4jc77cq1lcr7g64xywwypykv8'],
  'AWS-GR_RDS_SNAPSHOTS_PUBLIC_PROHIBITED': [
    'Snapshots of databases that the public can copy',
    '1h4eyqyyonp19dlrreqf1i3w0',
  ],
  'AWS-GR_RDS_STORAGE_ENCRYPTED': ['Databases without encryption', 'e34kieahgkm0lggs5g0s412jt'],
  'AWS-GR_RESTRICTED_COMMON_PORTS': ['Other well-known ports open to everybody', 'df2ta5ytg2zatj1q7y5e09u32'],
  'AWS-GR_RESTRICTED_SSH': ['SSH open to everybody', '6rilu41n0gb9w6mxrkyewoer4'],
  'AWS-GR_ROOT_ACCOUNT_MFA_ENABLED': ['Root users without a second factor', '24izmu4k16gv9tvd7sexnyrfy'],
  'AWS-GR_S3_BUCKET_PUBLIC_READ_PROHIBITED': ['Buckets that the public can read', '8sw3pbid15t9cbww8d2w2qwgf'],
  'AWS-GR_S3_BUCKET_PUBLIC_WRITE_PROHIBITED': ['Buckets that the public can write', '9j9nwxj789d82sypnukhyyowy'],
};

const dataResidency: Rules = {
  'AWS-GR_AUTOSCALING_LAUNCH_CONFIG_PUBLIC_IP_DISABLED': [
    'Groups of machines that launch with a public address',
    'aemn4s3hxv9erree434pvjboi',
  ],
  'AWS-GR_DMS_REPLICATION_NOT_PUBLIC': ['Replication instances that the public can reach', 'dekrrxbiux86m6jdowdsbamze'],
  'AWS-GR_EBS_SNAPSHOT_PUBLIC_RESTORABLE_CHECK': [
    'Snapshots of volumes that the public can restore',
    '87qo8rsoettjrxjevmjqcw1tu',
  ],
  'AWS-GR_EC2_INSTANCE_NO_PUBLIC_IP': ['Instances with a public address', '4v7xtm83uvvyulk1wwpm4qm3s'],
  'AWS-GR_EKS_ENDPOINT_NO_PUBLIC_ACCESS': [
    'Kubernetes clusters that the public can reach',
    'aeellyghb27pbehyzua1nyena',
  ],
  'AWS-GR_ELASTICSEARCH_IN_VPC_ONLY': ['Search domains outside of VPCs', '2civrte1w8tqff4vbtzdl4abq'],
  'AWS-GR_EMR_MASTER_NO_PUBLIC_IP': ['EMR clusters with a public address', '5cnql6so7p7bs0khdjodjr9e2'],
  'AWS-GR_LAMBDA_FUNCTION_PUBLIC_ACCESS_PROHIBITED': [
    'Functions that the public can call',
    'b2gzofz99eb7nsuj5g8wcimse',
  ],
  'AWS-GR_NO_UNRESTRICTED_ROUTE_TO_IGW': ['Routes from everywhere to an internet gateway', 'b8pjfqosgkgknznstduvel4rh'],
  'AWS-GR_REDSHIFT_CLUSTER_PUBLIC_ACCESS_CHECK': [
    'Redshift clusters that the public can reach',
    '1oxkwnc4hwhi2ndv6ekwy7np7',
  ],
  'AWS-GR_S3_ACCOUNT_LEVEL_PUBLIC_ACCESS_BLOCKS_PERIODIC': [
    'Accounts that do not block public buckets as a whole',
    '6wmutsohbkwhfw6sf7cbt5e81',
  ],
  'AWS-GR_SAGEMAKER_NOTEBOOK_NO_DIRECT_INTERNET_ACCESS': [
    'Notebooks with an internet path of their own',
    '66gfl06uj1v999z53szvu0exa',
  ],
  'AWS-GR_SSM_DOCUMENT_NOT_PUBLIC': [
    'Documents of Systems Manager that the public can read',
    'dfanrd8y5p7oj8fjyugqnakfr',
  ],
  'AWS-GR_SUBNET_AUTO_ASSIGN_PUBLIC_IP_DISABLED': [
    'Subnets that give out public addresses',
    '50z1ot237wl8u1lv5ufau6qqo',
  ],
};

/**
 * Controls that find: rules of AWS Config, none with parameters. They act on the accounts directly in their unit.
 * Sources: AWS Control Tower controls reference guide, "Strongly recommended controls with detective behavior" and
 * "Controls that enhance data residency protection"; identifiers from the examples of the AWS prescriptive guidance
 * pattern that deploys controls with Terraform; 2026-11.
 */
export const detectiveControls: ControlEntries = {
  ...entries(stronglyRecommended, `${controlReference}/strongly-recommended-detective-controls.html`),
  ...entries(dataResidency, `${controlReference}/data-residency-controls.html`),
};

function entries(rules: Rules, documentation: string): ControlEntries {
  const entry = ([description, globalId]: Rules[string]): CataloguedControl => ({
    behavior: 'detective',
    implementation: 'Config rule',
    description,
    globalId,
    parameters: {},
    requires: [],
    regions: 'governed',
    documentation,
    asOf,
  });
  return Object.fromEntries(Object.entries(rules).map(([key, rule]) => [key, entry(rule)]));
}
