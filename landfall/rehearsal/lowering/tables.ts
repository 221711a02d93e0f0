/**
 * What a provider's schema doesn't say, but lowering must know. Read from the documentation of hashicorp/aws 6.25 and
 * the schema and messages of 5.100.0, 2026-11-24.
 */

/** Major version whose arguments Landfall writes; a provider of this major is never lowered to. */
export const WRITTEN_MAJOR = 6;

/** Address of a type as the tables name it: data sources carry the prefix `data.`. */
export type TypeName = string;

/**
 * Version 6 gave these arguments other names, because `region` there means where the call goes:
 * type → name in version 6 → name in version 5.
 */
export const RENAMED_ARGUMENTS: Readonly<Record<TypeName, Readonly<Record<string, string>>>> = {
  aws_cloudformation_stack_set_instance: { stack_set_instance_region: 'region' },
  aws_config_aggregate_authorization: { authorized_aws_region: 'region' },
  aws_servicequotas_template: { aws_region: 'region' },
  'data.aws_servicequotas_templates': { aws_region: 'region' },
  'data.aws_region': { region: 'name' },
};

/** Types whose `region` names what is looked up, not where the call goes, in both versions. */
export const REGION_IS_AN_ARGUMENT: ReadonlySet<TypeName> = new Set([
  'data.aws_apprunner_hosted_zone_id',
  'data.aws_cloudfront_log_delivery_canonical_user_id',
  'data.aws_cloudtrail_service_account',
  'data.aws_elastic_beanstalk_hosted_zone',
  'data.aws_elb_hosted_zone_id',
  'data.aws_elb_service_account',
  'data.aws_lb_hosted_zone_id',
  'data.aws_region',
  'data.aws_sagemaker_prebuilt_ecr_image',
  'data.aws_service',
  'data.aws_service_principal',
]);

const POLICY_TYPES = [
  'AISERVICES_OPT_OUT_POLICY',
  'BACKUP_POLICY',
  'CHATBOT_POLICY',
  'DECLARATIVE_POLICY_EC2',
  'RESOURCE_CONTROL_POLICY',
  'SERVICE_CONTROL_POLICY',
  'TAG_POLICY',
];

/** Arguments of which version 5 knows only these values: type → path of the argument → values. */
export const KNOWN_VALUES: Readonly<Record<TypeName, Readonly<Record<string, readonly string[]>>>> = {
  aws_organizations_organization: { enabled_policy_types: POLICY_TYPES },
  aws_organizations_policy: { type: POLICY_TYPES },
};

/** Arguments Terraform itself reads; no provider's schema names them. */
export const META_ARGUMENTS: ReadonlySet<string> = new Set([
  'connection',
  'count',
  'depends_on',
  'for_each',
  'lifecycle',
  'provider',
  'provisioner',
]);
