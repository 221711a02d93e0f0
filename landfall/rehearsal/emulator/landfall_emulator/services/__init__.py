"""The services that this package adds to moto or corrects in it, one module each."""

from importlib import import_module

# In the order in which they are installed: a module may rely on those before it. One line a module.
MODULES: tuple[str, ...] = (
    "iam",
    "sts",
    "account",
    "s3",
    "kms",
    "backup",
    "organizations",
    "organizations_policies",
    "cloudformation_resources",
    "cloudformation",
    "stack_sets_api",
    "identitystore",
    "sso_admin",
    "sso_assignments",
    "sso_applications",
    "controltower",
    "controltower_baselines",
    "controltower_controls",
    "ram",
    "ram_settings",
    "transit_gateway",
    "transit_gateway_routes",
    "transit_gateway_peering",
    "ec2_settings",
    "flow_logs",
    "servicecatalog",
    "servicecatalog_constraints",
    "servicecatalog_shares",
    "servicecatalog_provisioning",
    "servicecatalog_account_factory",
    "sagemaker",
    "budgets",
    "cost_explorer",
    "accessanalyzer",
    "organization_admins",
    "guardduty",
    "securityhub",
    "macie2",
    "detective",
    "oam",
    "cloudtrail",
    "s3_configurations",
    "route53",
    "route53resolver",
    "route53resolver_firewall",
    "route53profiles",
    "lakeformation",
    "ipam",
)


def install_all() -> None:
    """Installs every module; called once, before the first request."""
    for name in MODULES:
        import_module(f"{__name__}.{name}").install()
