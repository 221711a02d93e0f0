/** Where in the configuration an attribute of an imported object is written, by resource type. */
const places: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  aws_organizations_organization: { enabled_policy_types: 'policyTypes in organization.yaml' },
  aws_organizations_organizational_unit: {
    name: 'name of the unit in units.yaml',
    parent_id: 'its place in units.yaml',
  },
  aws_organizations_account: {
    name: 'name of the account',
    email: 'email of the account',
    parent_id: 'unit of the account',
  },
  aws_organizations_policy: {
    name: 'name of the policy in guardrails.yaml',
    description: 'description of the policy in guardrails.yaml',
    content: 'the file of the policy in policies/',
    type: 'type of the policy in guardrails.yaml',
  },
  aws_ssoadmin_permission_set: {
    name: 'the key of the permission set in access.yaml',
    description: 'description of the permission set in access.yaml',
    session_duration: 'sessionHours or sessionDuration of the permission set in access.yaml',
    relay_state: 'relayState of the permission set in access.yaml',
  },
  aws_ssoadmin_permission_set_inline_policy: { inline_policy: 'the file that inlinePolicy names' },
  aws_identitystore_group: { display_name: 'displayName of the group', description: 'description of the group' },
  aws_controltower_control: { parameters: 'parameters of the control in guardrails.yaml' },
  aws_controltower_landing_zone: {
    version: 'controlTower.version in organization.yaml',
    manifest_json: 'controlTower and regions in organization.yaml',
  },
  aws_ec2_transit_gateway: { amazon_side_asn: 'hub.asn in network.yaml' },
  aws_ram_resource_share: { name: 'hub.share.name in network.yaml' },
  aws_servicecatalog_portfolio: {
    name: 'name of the portfolio in portfolios.yaml',
    description: 'description of the portfolio in portfolios.yaml',
    provider_name: 'provider of the portfolio in portfolios.yaml',
  },
};

/** What to write in the YAML so that an attribute of an imported object stays as it is. */
export function mendedBy(type: string, attribute: string, there: string): string {
  if (attribute === 'tags') return 'Take this stack out of adoption.tags in organization.yaml';
  const place = places[type]?.[attribute];
  return place === undefined
    ? 'The configuration has no word for it: set manage: read again'
    : `Write ${there} as ${place}`;
}
