/** What AWS makes by itself, or what nobody describes although it is there: no difference, each for a reason. */
interface MadeBeside {
  readonly what: 'account' | 'policy' | 'permission set' | 'control' | 'vpc' | 'portfolio' | 'tag';
  /** Of a name, a state or an identifier. */
  readonly pattern: RegExp;
  readonly because: string;
}

/**
 * Sources: AWS Control Tower controls reference, "Mandatory controls"; AWS Control Tower user guide, "How AWS Control
 * Tower works with guardrails", "Shared resources" and "AWS Control Tower and VPCs"; AWS Organizations user guide,
 * "Closing a member account", 2026-11.
 */
const madeBeside: readonly MadeBeside[] = [
  {
    what: 'account',
    pattern: /^(SUSPENDED|PENDING_CLOSURE|CLOSED)$/,
    because: 'a closed account stays in the organization for 90 days and can do nothing',
  },
  {
    what: 'policy',
    pattern: /^aws-guardrails-/,
    because: 'Control Tower makes it of the preventive controls of a unit',
  },
  {
    what: 'policy',
    pattern: /^(aws-controltower|AWSControlTower)/i,
    because: 'Control Tower makes it of resource control and declarative controls',
  },
  {
    what: 'permission set',
    pattern:
      /^AWS(AdministratorAccess|OrganizationsFullAccess|PowerUserAccess|ReadOnlyAccess|ServiceCatalogAdminFullAccess|ServiceCatalogEndUserAccess)$/,
    because: 'Control Tower makes it with access management, and assigns its own groups to it',
  },
  {
    what: 'control',
    pattern:
      /^AWS-GR_((CT_)?AUDIT_BUCKET_|CLOUDTRAIL_|CLOUDWATCH_EVENTS_CHANGE|CONFIG_|DETECT_CLOUDTRAIL_ENABLED_ON_SHARED|IAM_ROLE_CHANGE|LAMBDA_CHANGE|LOG_GROUP_POLICY|SNS_(SUBSCRIPTION_)?CHANGE)/,
    because: 'it is mandatory: Control Tower enables it on every unit and nobody can disable it',
  },
  { what: 'vpc', pattern: /^aws-controltower/i, because: 'the account factory makes it where it is told to' },
  {
    what: 'portfolio',
    pattern: /^AWS Control Tower Account Factory Portfolio$/,
    because: 'Control Tower makes it for its account factory',
  },
  { what: 'tag', pattern: /^aws:/, because: 'AWS writes it and nobody can change it' },
];

/** Whether something that nobody describes is no difference. */
export function isMadeBeside(what: MadeBeside['what'], name: string): boolean {
  return madeBeside.some((one) => one.what === what && one.pattern.test(name));
}
