/**
 * Services that get trusted access to the organization. Bootstrap switches on what is missing and never switches
 * anything off; Terraform ignores changes of the list, because a shorter list would cut off Control Tower, Identity
 * Center or RAM. Source: AWS Organizations user guide, "AWS services that you can use with AWS Organizations", 2026-11.
 */
export const trustedServices: readonly string[] = [
  'access-analyzer.amazonaws.com',
  'account.amazonaws.com',
  'cloudtrail.amazonaws.com',
  'config-multiaccountsetup.amazonaws.com',
  'config.amazonaws.com',
  'controltower.amazonaws.com',
  'iam.amazonaws.com',
  'member.org.stacksets.cloudformation.amazonaws.com',
  'ram.amazonaws.com',
  'servicecatalog.amazonaws.com',
  'sso.amazonaws.com',
  'tagpolicies.tag.amazonaws.com',
];
