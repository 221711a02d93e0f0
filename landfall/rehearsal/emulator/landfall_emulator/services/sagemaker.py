"""SageMaker AI: domains, user profiles, spaces, the portfolio switch, lifecycle configurations, model package groups.

moto's domain has no id in its answer, and the rest is missing. A domain in SSO mode becomes an application of the
organization's Identity Center, which must be in the same Region; its users must be in the identity store.
"""

import time
from typing import Any

from moto.ec2.models import ec2_backends
from moto.iam.models import iam_backends
from moto.sagemaker.models import sagemaker_backends

from ..core import AwsError, Call, Store, as_map, forget_tags, operation, random_id, tag, tags_of, untag
from .identitystore import directory
from .sso_admin import home_instance
from .sso_applications import make_application, remove_application

Item = dict[str, Any]

_domains: Store[dict[str, Item]] = Store(dict)
_profiles: Store[dict[tuple[str, str], Item]] = Store(dict)
_spaces: Store[dict[tuple[str, str], Item]] = Store(dict)
_configurations: Store[dict[str, Item]] = Store(dict)
_policies: Store[dict[str, str]] = Store(dict)
_portfolio: Store[list[str]] = Store(list)
# Their tags are kept here, those of everything else by moto.
_OURS = ("domain", "user-profile", "space", "studio-lifecycle-config")


def _arn(call: Call, kind: str, name: str) -> str:
    return f"arn:aws:sagemaker:{call.region}:{call.account}:{kind}/{name}"


def _not_found(arn: str) -> AwsError:
    return AwsError("ResourceNotFound", f"Unable to describe/delete {arn}: RecordNotFound.")


def _invalid(message: str) -> AwsError:
    return AwsError("ValidationException", message)


def _merge(into: Item, changes: Item) -> None:
    """Settings that are given replace those of the same name, nested ones too; others stay."""
    for name, value in changes.items():
        if isinstance(value, dict) and isinstance(into.get(name), dict):
            _merge(into[name], value)
        else:
            into[name] = value


def _stamp(item: Item) -> Item:
    item.setdefault("CreationTime", time.time())
    item.update(LastModifiedTime=time.time(), Status="InService")
    return item


def _check_role(call: Call, settings: Item) -> None:
    arn = settings.get("ExecutionRole")
    if arn is not None and not any(role.arn == arn for role in iam_backends[call.account]["aws"].roles.values()):
        raise _invalid(f"The execution role {arn} does not exist in account {call.account}")


def _check_network(call: Call) -> None:
    ec2, vpc = ec2_backends[call.account][call.region], call.params.get("VpcId")
    if vpc is None:
        return
    if vpc not in ec2.vpcs:
        raise _invalid(f"The VPC {vpc} does not exist")
    known = {identifier: subnet for zone in ec2.subnets.values() for identifier, subnet in zone.items()}
    wrong = [s for s in call.params.get("SubnetIds", []) if s not in known or known[s].vpc_id != vpc]
    if wrong:
        raise _invalid(f"The subnets {', '.join(wrong)} do not exist in {vpc}")


# Domains


def _domain(call: Call) -> Item:
    identifier = call.params["DomainId"]
    known = _domains.of(call.account, call.region)
    if identifier not in known:
        raise _not_found(_arn(call, "domain", identifier))
    return known[identifier]


@operation("sagemaker", "CreateDomain")
def create_domain(call: Call) -> Item:
    given, known = call.params, _domains.of(call.account, call.region)
    if any(domain["DomainName"] == given["DomainName"] for domain in known.values()):
        raise AwsError("ResourceInUse", f"There is a domain named {given['DomainName']}")
    _check_role(call, given["DefaultUserSettings"])
    _check_network(call)
    identifier = random_id("d-", 12, "abcdefghijklmnopqrstuvwxyz0123456789")
    domain: Item = {
        "AppNetworkAccessType": "PublicInternetOnly",
        "TagPropagation": "DISABLED",
        **{name: value for name, value in given.items() if name != "Tags"},
        "DomainArn": _arn(call, "domain", identifier),
        "DomainId": identifier,
        "HomeEfsFileSystemId": random_id("fs-"),
        "SecurityGroupIdForDomainBoundary": random_id("sg-"),
        "Url": f"https://{identifier}.studio.{call.region}.sagemaker.aws",
    }
    if given["AuthMode"] == "SSO":
        instance = home_instance(call.region)
        if instance.region != call.region:
            raise _invalid(f"IAM Identity Center is in {instance.region}, a domain in SSO mode must be there too")
        provider = "arn:aws:sso::aws:applicationProvider/sagemaker"
        domain["SingleSignOnApplicationArn"] = make_application(
            call.account, call.region, provider, given["DomainName"]
        )
        domain["SingleSignOnManagedApplicationInstanceId"] = random_id("ins-", 16)
    known[identifier] = _stamp(domain)
    tag(domain["DomainArn"], given.get("Tags"))
    return {name: domain[name] for name in ("DomainArn", "DomainId", "Url")}


@operation("sagemaker", "DescribeDomain")
def describe_domain(call: Call) -> Item:
    return _domain(call)


@operation("sagemaker", "UpdateDomain")
def update_domain(call: Call) -> Item:
    domain = _domain(call)
    _check_role(call, call.params.get("DefaultUserSettings", {}))
    settings = call.params.pop("DomainSettingsForUpdate", None)
    _merge(domain, call.params)
    if settings is not None:
        _merge(domain, {"DomainSettings": settings})
    _stamp(domain)
    return {"DomainArn": domain["DomainArn"]}


@operation("sagemaker", "DeleteDomain")
def delete_domain(call: Call) -> None:
    domain = _domain(call)
    identifier = domain["DomainId"]
    for store, what in ((_profiles, "user profiles"), (_spaces, "spaces")):
        if any(key[0] == identifier for key in store.of(call.account, call.region)):
            raise AwsError("ResourceInUse", f"Unable to delete domain {identifier} because it has {what}")
    remove_application(domain.get("SingleSignOnApplicationArn", ""))
    forget_tags(domain["DomainArn"])
    del _domains.of(call.account, call.region)[identifier]


@operation("sagemaker", "ListDomains")
def list_domains(call: Call) -> Item:
    return {"Domains": list(_domains.of(call.account, call.region).values())}


# User profiles and spaces: both belong to a domain and are named in it


def _check_user(call: Call, domain: Item) -> None:
    user = call.params.get("SingleSignOnUserValue")
    if domain["AuthMode"] != "SSO":
        if user is not None:
            raise _invalid("The domain is in IAM mode, a user of Identity Center can't be named")
        return
    if call.params.get("SingleSignOnUserIdentifier") != "UserName" or user is None:
        raise _invalid("The domain is in SSO mode: SingleSignOnUserIdentifier (UserName) and -Value are required")
    users = directory(home_instance(call.region).store_id).users.values()
    if not any(known["UserName"] == user for known in users):
        raise _invalid(f"There is no user {user} in IAM Identity Center")


def _create(call: Call, store: Store[dict[tuple[str, str], Item]], kind: str, title: str) -> Item:
    domain, name = _domain(call), call.params[f"{title}Name"]
    known, key = store.of(call.account, call.region), (domain["DomainId"], name)
    if key in known:
        raise AwsError("ResourceInUse", f"There is a {kind} named {name} in {domain['DomainId']}")
    item: Item = {n: value for n, value in call.params.items() if n != "Tags"}
    item[f"{title}Arn"] = _arn(call, kind, f"{domain['DomainId']}/{name}")
    known[key] = _stamp(item)
    tag(item[f"{title}Arn"], {**_propagated(domain), **as_map(call.params.get("Tags"))})
    return item


def _propagated(domain: Item) -> dict[str, str]:
    return tags_of(domain["DomainArn"]) if domain["TagPropagation"] == "ENABLED" else {}


def _find(call: Call, store: Store[dict[tuple[str, str], Item]], kind: str, title: str) -> Item:
    key = (call.params["DomainId"], call.params[f"{title}Name"])
    known = store.of(call.account, call.region)
    if key not in known:
        raise _not_found(_arn(call, kind, "/".join(key)))
    return known[key]


@operation("sagemaker", "CreateUserProfile")
def create_user_profile(call: Call) -> Item:
    _check_role(call, call.params.get("UserSettings", {}))
    _check_user(call, _domain(call))
    profile = _create(call, _profiles, "user-profile", "UserProfile")
    profile["HomeEfsFileSystemUid"] = "200005"
    return {"UserProfileArn": profile["UserProfileArn"]}


@operation("sagemaker", "DescribeUserProfile")
def describe_user_profile(call: Call) -> Item:
    return _find(call, _profiles, "user-profile", "UserProfile")


@operation("sagemaker", "UpdateUserProfile")
def update_user_profile(call: Call) -> Item:
    _check_role(call, call.params.get("UserSettings", {}))
    profile = _find(call, _profiles, "user-profile", "UserProfile")
    _merge(profile, call.params)
    return {"UserProfileArn": _stamp(profile)["UserProfileArn"]}


@operation("sagemaker", "DeleteUserProfile")
def delete_user_profile(call: Call) -> None:
    profile = _find(call, _profiles, "user-profile", "UserProfile")
    forget_tags(profile["UserProfileArn"])
    del _profiles.of(call.account, call.region)[(profile["DomainId"], profile["UserProfileName"])]


def _in_domain(call: Call, store: Store[dict[tuple[str, str], Item]]) -> list[Item]:
    wanted = call.params.get("DomainIdEquals")
    return [item for item in store.of(call.account, call.region).values() if wanted in (None, item["DomainId"])]


@operation("sagemaker", "ListUserProfiles")
def list_user_profiles(call: Call) -> Item:
    return {"UserProfiles": _in_domain(call, _profiles)}


@operation("sagemaker", "CreateSpace")
def create_space(call: Call) -> Item:
    return {"SpaceArn": _create(call, _spaces, "space", "Space")["SpaceArn"]}


@operation("sagemaker", "DescribeSpace")
def describe_space(call: Call) -> Item:
    return _find(call, _spaces, "space", "Space")


@operation("sagemaker", "UpdateSpace")
def update_space(call: Call) -> Item:
    space = _find(call, _spaces, "space", "Space")
    _merge(space, call.params)
    return {"SpaceArn": _stamp(space)["SpaceArn"]}


@operation("sagemaker", "DeleteSpace")
def delete_space(call: Call) -> None:
    space = _find(call, _spaces, "space", "Space")
    forget_tags(space["SpaceArn"])
    del _spaces.of(call.account, call.region)[(space["DomainId"], space["SpaceName"])]


@operation("sagemaker", "ListSpaces")
def list_spaces(call: Call) -> Item:
    return {"Spaces": _in_domain(call, _spaces)}


# Lifecycle configurations of Studio


@operation("sagemaker", "CreateStudioLifecycleConfig")
def create_lifecycle_configuration(call: Call) -> Item:
    name, known = call.params["StudioLifecycleConfigName"], _configurations.of(call.account, call.region)
    if name in known:
        raise AwsError("ResourceInUse", f"There is a Studio lifecycle configuration named {name}")
    item = {n: value for n, value in call.params.items() if n != "Tags"}
    item["StudioLifecycleConfigArn"] = _arn(call, "studio-lifecycle-config", name)
    known[name] = _stamp(item)
    tag(item["StudioLifecycleConfigArn"], call.params.get("Tags"))
    return {"StudioLifecycleConfigArn": item["StudioLifecycleConfigArn"]}


def _configuration(call: Call) -> Item:
    name, known = call.params["StudioLifecycleConfigName"], _configurations.of(call.account, call.region)
    if name not in known:
        raise _not_found(_arn(call, "studio-lifecycle-config", name))
    return known[name]


@operation("sagemaker", "DescribeStudioLifecycleConfig")
def describe_lifecycle_configuration(call: Call) -> Item:
    return _configuration(call)


@operation("sagemaker", "DeleteStudioLifecycleConfig")
def delete_lifecycle_configuration(call: Call) -> None:
    _configuration(call)
    del _configurations.of(call.account, call.region)[call.params["StudioLifecycleConfigName"]]


# Projects: the switch that lets them use Service Catalog


@operation("sagemaker", "EnableSagemakerServicecatalogPortfolio", "DisableSagemakerServicecatalogPortfolio")
def switch_portfolio(call: Call) -> None:
    _portfolio.of(call.account, call.region)[:] = ["on"] if call.operation.startswith("Enable") else []


@operation("sagemaker", "GetSagemakerServicecatalogPortfolioStatus")
def get_portfolio_status(call: Call) -> Item:
    return {"Status": "Enabled" if _portfolio.of(call.account, call.region) else "Disabled"}


# Model package groups: moto has them, but neither their policy nor their end


def _group(call: Call) -> str:
    name: str = call.params["ModelPackageGroupName"]
    if name not in sagemaker_backends[call.account][call.region].model_package_groups:
        raise _invalid(f"ModelPackageGroup {_arn(call, 'model-package-group', name)} does not exist.")
    return name


@operation("sagemaker", "DescribeModelPackageGroup")
def describe_model_package_group(call: Call) -> Item:
    _group(call)
    return call.forward()


@operation("sagemaker", "DeleteModelPackageGroup")
def delete_model_package_group(call: Call) -> None:
    backend, name = sagemaker_backends[call.account][call.region], _group(call)
    if any(package.model_package_group_name == name for package in backend.model_packages.values()):
        raise AwsError("ConflictException", f"{name} still has model packages")
    del backend.model_package_groups[name]
    _policies.of(call.account, call.region).pop(name, None)


@operation("sagemaker", "PutModelPackageGroupPolicy")
def put_policy(call: Call) -> Item:
    _policies.of(call.account, call.region)[_group(call)] = call.params["ResourcePolicy"]
    return {"ModelPackageGroupArn": _arn(call, "model-package-group", call.params["ModelPackageGroupName"])}


@operation("sagemaker", "GetModelPackageGroupPolicy", "DeleteModelPackageGroupPolicy")
def get_or_delete_policy(call: Call) -> Item:
    name, known = _group(call), _policies.of(call.account, call.region)
    if name not in known:
        raise _invalid(f"Cannot find resource policy for: {_arn(call, 'model-package-group', name)}")
    return {"ResourcePolicy": known[name] if call.operation.startswith("Get") else known.pop(name)}


# Tags


def _is_ours(call: Call) -> bool:
    resource: str = call.params["ResourceArn"].split(":", 5)[5]
    return resource.split("/", 1)[0] in _OURS


def _tags(call: Call) -> Item:
    tags = tags_of(call.params["ResourceArn"])
    return {"Tags": [{"Key": key, "Value": value} for key, value in sorted(tags.items())]}


@operation("sagemaker", "ListTags")
def list_tags(call: Call) -> Item:
    return _tags(call) if _is_ours(call) else call.forward()


@operation("sagemaker", "AddTags")
def add_tags(call: Call) -> Item:
    if not _is_ours(call):
        return call.forward()
    tag(call.params["ResourceArn"], call.params["Tags"])
    return _tags(call)


@operation("sagemaker", "DeleteTags")
def delete_tags(call: Call) -> Item | None:
    if not _is_ours(call):
        return call.forward()
    untag(call.params["ResourceArn"], call.params["TagKeys"])
    return None


def install() -> None:
    """The operations are declared when the module is imported."""
