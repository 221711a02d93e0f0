"""The landing zone, controls and baselines."""

import copy
import json
import time
import urllib.error
import urllib.request
from typing import Any

import pytest
from botocore.exceptions import ClientError
from conftest import Organization

TRUST = json.dumps(
    {
        "Version": "2012-10-17",
        "Statement": [
            {"Effect": "Allow", "Principal": {"Service": "controltower.amazonaws.com"}, "Action": "sts:AssumeRole"}
        ],
    }
)
LOGS = {"loggingBucket": {"retentionDays": 365}, "accessLoggingBucket": {"retentionDays": 365}}
CONTROL = "arn:aws:controlcatalog:::control/497wrm2xnk1wxlf4obrdo7mej"


def refused(call: Any, **parameters: Any) -> str:
    with pytest.raises(ClientError) as caught:
        call(**parameters)
    return f"{caught.value.response['Error']['Code']}: {caught.value.response['Error']['Message']}"


class Place:
    """An organization in which a landing zone can be set up."""

    def __init__(self, organization: Organization) -> None:
        self.organization = organization
        self.client = organization.management.client("controltower")
        self.organizations = organization.management.client("organizations")
        self.security = organization.unit("Security")
        self.log_archive, self.audit = organization.account("log"), organization.account("audit")
        for account in (self.log_archive, self.audit):
            self.organizations.move_account(
                AccountId=account, SourceParentId=organization.root, DestinationParentId=self.security
            )
        iam = organization.management.client("iam")
        for name in ("AWSControlTowerAdmin", "AWSControlTowerStackSetRole", "AWSControlTowerCloudTrailRole"):
            iam.create_role(RoleName=name, Path="/service-role/", AssumeRolePolicyDocument=TRUST)
        self.manifest: dict[str, Any] = {
            "accessManagement": {"enabled": True},
            "backup": {"enabled": False},
            "centralizedLogging": {"accountId": self.log_archive, "enabled": True, "configurations": LOGS},
            "config": {"accountId": self.audit, "enabled": True, "configurations": LOGS},
            "governedRegions": ["eu-central-1", "eu-west-1"],
            "securityRoles": {"accountId": self.audit, "enabled": True},
        }

    def arn(self, unit: str) -> str:
        described = self.organizations.describe_organizational_unit(OrganizationalUnitId=unit)
        return str(described["OrganizationalUnit"]["Arn"])

    def create(self) -> str:
        made = self.client.create_landing_zone(version="4.0", manifest=self.manifest, tags={"k": "v"})
        assert self.wait(made["operationIdentifier"]) == "SUCCEEDED"
        return str(made["arn"])

    def wait(self, operation: str) -> str:
        while True:
            got = self.client.get_landing_zone_operation(operationIdentifier=operation)["operationDetails"]
            if got["status"] != "IN_PROGRESS":
                return str(got["status"])
            time.sleep(0.05)

    def wait_control(self, operation: str) -> dict[str, Any]:
        while True:
            got: dict[str, Any] = self.client.get_control_operation(operationIdentifier=operation)["controlOperation"]
            if got["status"] != "IN_PROGRESS":
                return got
            time.sleep(0.05)

    def wait_baseline(self, operation: str) -> str:
        while True:
            got = self.client.get_baseline_operation(operationIdentifier=operation)["baselineOperation"]
            if got["status"] != "IN_PROGRESS":
                return str(got["status"])
            time.sleep(0.05)


@pytest.fixture
def place(organization: Organization) -> Place:
    return Place(organization)


def test_a_landing_zone_is_set_up_in_a_while(place: Place) -> None:
    made = place.client.create_landing_zone(version="4.0", manifest=place.manifest, tags={"k": "v"})
    zone = place.client.get_landing_zone(landingZoneIdentifier=made["arn"])["landingZone"]
    assert (zone["status"], zone["manifest"]) == ("PROCESSING", place.manifest)
    assert refused(place.client.reset_landing_zone, landingZoneIdentifier=made["arn"]).startswith("ConflictException")
    place.wait(made["operationIdentifier"])
    assert place.client.get_landing_zone(landingZoneIdentifier=made["arn"])["landingZone"]["status"] == "ACTIVE"
    assert place.client.list_landing_zones()["landingZones"] == [{"arn": made["arn"]}]
    assert place.client.list_tags_for_resource(resourceArn=made["arn"])["tags"] == {"k": "v"}
    assert refused(place.client.create_landing_zone, version="4.0", manifest=place.manifest).startswith("Conflict")
    services = place.organizations.list_aws_service_access_for_organization()["EnabledServicePrincipals"]
    assert "controltower.amazonaws.com" in [one["ServicePrincipal"] for one in services]


def test_groups_are_made_once(place: Place) -> None:
    arn = place.create()
    place.wait(place.client.reset_landing_zone(landingZoneIdentifier=arn)["operationIdentifier"])
    management = place.organization.management
    store = management.client("sso-admin").list_instances()["Instances"][0]["IdentityStoreId"]
    groups = management.client("identitystore").list_groups(IdentityStoreId=store)["Groups"]
    names = [group["DisplayName"] for group in groups]
    assert len(names) == len(set(names)) == 8
    assert "AWSControlTowerAdmins" in names


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"organizationStructure": {}}, "not recognized: organizationStructure"),
        ({"config.extra": 1}, "not recognized: config.extra"),
        ({"backup": None}, "missing some required fields: backup.enabled"),
        ({"config.accountId": None}, "config.accountId"),
        ({"governedRegions": ["eu-central-1"]}, "home Region"),
        ({"config.enabled": False}, "without config"),
        ({"config.accountId": "999999999999"}, "not an active member"),
        ({"centralizedLogging.accountId": "123456789012"}, "not an active member"),
        ({"config.configurations.loggingBucket.retentionDays": 0}, "1 or more"),
        ({"config.configurations.loggingBucket.retentionDays": "365"}, "must be a number"),
    ],
)
def test_manifests_are_checked(place: Place, change: dict[str, Any], message: str) -> None:
    manifest = copy.deepcopy(place.manifest)
    for path, value in change.items():
        *parents, last = path.split(".")
        where = manifest
        for parent in parents:
            where = where[parent]
        if value is None:
            where.pop(last)
        else:
            where[last] = value
    answer = refused(place.client.create_landing_zone, version="4.0", manifest=manifest)
    assert answer.startswith("ValidationException")
    assert message in answer


def test_what_must_be_there_before(place: Place) -> None:
    def create() -> str:
        return refused(place.client.create_landing_zone, version="4.0", manifest=place.manifest)

    place.organizations.move_account(
        AccountId=place.audit, SourceParentId=place.security, DestinationParentId=place.organization.root
    )
    assert "same organizational unit" in create()
    place.organizations.move_account(
        AccountId=place.audit, SourceParentId=place.organization.root, DestinationParentId=place.security
    )
    config = place.organization.member(place.log_archive).client("config")
    config.put_configuration_recorder(
        ConfigurationRecorder={"name": "r", "roleARN": f"arn:aws:iam::{place.log_archive}:role/r"}
    )
    assert "AWS Config resources" in create()
    config.delete_configuration_recorder(ConfigurationRecorderName="r")
    place.organization.management.client("iam").delete_role(RoleName="AWSControlTowerAdmin")
    assert "AWSControlTowerAdmin" in create()
    member = place.organization.member(place.audit).client("controltower")
    assert refused(member.list_landing_zones).startswith("AccessDenied")


def test_version_3_3_makes_its_units_and_is_upgraded(place: Place) -> None:
    old = {
        "accessManagement": {"enabled": True},
        "centralizedLogging": {"accountId": place.log_archive, "enabled": True, "configurations": LOGS},
        "governedRegions": ["eu-west-1"],
        "organizationStructure": {"security": {"name": "Core"}, "sandbox": {"name": "Sandbox"}},
        "securityRoles": {"accountId": place.audit},
    }
    made = place.client.create_landing_zone(version="3.3", manifest=old)
    place.wait(made["operationIdentifier"])
    units = place.organizations.list_organizational_units_for_parent(ParentId=place.organization.root)
    assert [unit["Name"] for unit in units["OrganizationalUnits"]] == ["Security", "Core", "Sandbox"]
    update = place.client.update_landing_zone
    without = {**place.manifest, "accessManagement": {"enabled": False}}
    assert "same step" in refused(update, landingZoneIdentifier=made["arn"], version="4.0", manifest=without)
    done = update(landingZoneIdentifier=made["arn"], version="4.0", manifest=place.manifest)
    assert place.wait(done["operationIdentifier"]) == "SUCCEEDED"
    assert "go back" in refused(update, landingZoneIdentifier=made["arn"], version="3.3", manifest=old)


def test_deletion(place: Place) -> None:
    arn = place.create()
    assert place.wait(place.client.delete_landing_zone(landingZoneIdentifier=arn)["operationIdentifier"]) == "SUCCEEDED"
    assert refused(place.client.get_landing_zone, landingZoneIdentifier=arn).startswith("ResourceNotFound")
    assert place.client.list_landing_zones()["landingZones"] == []


def test_controls(place: Place) -> None:
    target = place.arn(place.organization.unit("Workloads"))
    enable = place.client.enable_control
    assert "no landing zone" in refused(enable, controlIdentifier=CONTROL, targetIdentifier=target)
    place.create()
    absent = target[:-1] + ("0" if target[-1] != "0" else "1")
    assert refused(enable, controlIdentifier=CONTROL, targetIdentifier=absent).startswith("ResourceNotFound")
    nonsense = "arn:aws:iam::aws:policy/Nonsense"
    assert refused(enable, controlIdentifier=nonsense, targetIdentifier=target).startswith("Validation")
    parameters = [{"key": "AllowedRegions", "value": ["eu-west-1", "us-east-1"]}, {"key": "x", "value": "text"}]
    made = enable(controlIdentifier=CONTROL, targetIdentifier=target, parameters=parameters, tags={"k": "v"})
    assert refused(place.client.disable_control, enabledControlIdentifier=made["arn"]).startswith("Conflict")
    done = place.wait_control(made["operationIdentifier"])
    assert (done["status"], done["enabledControlIdentifier"]) == ("SUCCEEDED", made["arn"])
    got = place.client.get_enabled_control(enabledControlIdentifier=made["arn"])["enabledControlDetails"]
    assert got["parameters"] == parameters
    assert refused(enable, controlIdentifier=CONTROL, targetIdentifier=target).startswith("Conflict")
    changed = [{"key": "x", "value": "other"}]
    updated = place.client.update_enabled_control(enabledControlIdentifier=made["arn"], parameters=changed)
    place.wait_control(updated["operationIdentifier"])
    listed = place.client.list_enabled_controls(targetIdentifier=target)["enabledControls"]
    assert [one["statusSummary"]["status"] for one in listed] == ["SUCCEEDED"]
    gone = place.client.disable_control(controlIdentifier=CONTROL, targetIdentifier=target)
    place.wait_control(gone["operationIdentifier"])
    assert place.client.list_enabled_controls(targetIdentifier=target)["enabledControls"] == []


HOOKS_PROTECTED = "arn:aws:controltower:eu-west-1::control/XLSIRLRDKWVQ"
BUCKETS = "arn:aws:controltower:eu-west-1::control/INPHVGNNYWHE"
REGION_DENY = "arn:aws:controlcatalog:::control/ka8e3pkqefnjsxuyc26ji580"


def test_proactive_controls_need_their_hooks_protected_first(place: Place) -> None:
    place.create()
    target = place.arn(place.organization.unit("Workloads"))
    other = place.arn(place.organization.unit("Sandbox"))
    enable = place.client.enable_control
    assert "CT.CLOUDFORMATION.PR.1" in refused(enable, controlIdentifier=BUCKETS, targetIdentifier=target)
    begun = enable(controlIdentifier=HOOKS_PROTECTED, targetIdentifier=target)
    # Begun is not done.
    assert "CT.CLOUDFORMATION.PR.1" in refused(enable, controlIdentifier=BUCKETS, targetIdentifier=target)
    place.wait_control(begun["operationIdentifier"])
    place.wait_control(enable(controlIdentifier=BUCKETS, targetIdentifier=target)["operationIdentifier"])
    assert "CT.CLOUDFORMATION.PR.1" in refused(enable, controlIdentifier=BUCKETS, targetIdentifier=other)


@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        ([], "needs the parameter AllowedRegions"),
        ([{"key": "AllowedRegions", "value": []}], "needs the parameter AllowedRegions"),
        ([{"key": "AllowedRegions", "value": "eu-west-1"}], "AllowedRegions are no lists"),
        (
            [{"key": "AllowedRegions", "value": ["eu-west-1"]}, {"key": "ExemptedPrincipalARNs", "value": ["x"]}],
            "does not take the parameters ExemptedPrincipalARNs",
        ),
    ],
)
def test_parameters_of_the_region_deny_are_checked(
    place: Place, parameters: list[dict[str, Any]], message: str
) -> None:
    place.create()
    target = place.arn(place.organization.unit("Workloads"))
    answer = refused(
        place.client.enable_control, controlIdentifier=REGION_DENY, targetIdentifier=target, parameters=parameters
    )
    assert answer.startswith("Validation")
    assert message in answer


def test_the_number_of_control_operations_is_limited(place: Place) -> None:
    place.create()
    target = place.arn(place.organization.unit("Workloads"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LANDFALL_EMULATOR_CONTROL_SECONDS", "30")
        for number in range(100):
            place.client.enable_control(
                controlIdentifier=f"arn:aws:controlcatalog:::control/c{number}", targetIdentifier=target
            )
        answer = refused(place.client.enable_control, controlIdentifier=CONTROL, targetIdentifier=target)
    assert answer.startswith("ServiceQuotaExceededException")


def test_baselines_one_after_the_other_parents_first(place: Place) -> None:
    place.create()
    outer = place.organization.unit("Workloads")
    inner = place.organization.unit("Prod", outer)
    listed = {one["name"]: one["arn"] for one in place.client.list_baselines()["baselines"]}
    center = place.client.list_enabled_baselines(filter={"baselineIdentifiers": [listed["IdentityCenterBaseline"]]})
    parameters = [{"key": "IdentityCenterEnabledBaselineArn", "value": center["enabledBaselines"][0]["arn"]}]
    common = {"baselineIdentifier": listed["AWSControlTowerBaseline"], "baselineVersion": "5.0"}
    enable = place.client.enable_baseline
    full = {**common, "parameters": parameters}
    assert "must be registered first" in refused(enable, **full, targetIdentifier=place.arn(inner))
    assert "IdentityCenterEnabledBaselineArn" in refused(enable, **common, targetIdentifier=place.arn(outer))
    assert "integrations' accounts" in refused(enable, **full, targetIdentifier=place.arn(place.security))
    made = enable(**full, targetIdentifier=place.arn(outer))
    assert refused(enable, **full, targetIdentifier=place.arn(inner)).startswith("Conflict")
    assert place.wait_baseline(made["operationIdentifier"]) == "SUCCEEDED"
    got = place.client.get_enabled_baseline(enabledBaselineIdentifier=made["arn"])["enabledBaselineDetails"]
    assert (got["baselineVersion"], got["parameters"]) == ("5.0", parameters)
    # Now that a unit is registered, controls want that of theirs.
    assert "not registered" in refused(
        place.client.enable_control, controlIdentifier=CONTROL, targetIdentifier=place.arn(inner)
    )
    reset = place.client.reset_enabled_baseline(enabledBaselineIdentifier=made["arn"])
    place.wait_baseline(reset["operationIdentifier"])
    place.wait_baseline(enable(**full, targetIdentifier=place.arn(inner))["operationIdentifier"])
    assert len(place.client.list_enabled_baselines()["enabledBaselines"]) == 3


def test_drift_is_told_until_the_next_operation_mends_it(place: Place) -> None:
    zone = place.create()
    target = place.arn(place.organization.unit("Workloads"))
    made = place.client.enable_control(controlIdentifier=CONTROL, targetIdentifier=target)
    place.wait_control(made["operationIdentifier"])
    [center] = place.client.list_enabled_baselines()["enabledBaselines"]

    def drift() -> list[str]:
        [control] = place.client.list_enabled_controls()["enabledControls"]
        [baseline] = place.client.list_enabled_baselines()["enabledBaselines"]
        described = place.client.get_landing_zone(landingZoneIdentifier=zone)["landingZone"]
        return [
            control["driftStatusSummary"]["driftStatus"],
            baseline["driftStatusSummary"]["types"]["inheritance"]["status"],
            described["driftStatus"]["status"],
        ]

    def post(wanted: Any) -> int:
        url = f"{place.organization.management.endpoint}/landfall/drift"
        request = urllib.request.Request(url, json.dumps(wanted).encode(), method="POST")
        try:
            with urllib.request.urlopen(request) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as error:
            return error.code

    assert drift() == ["IN_SYNC", "IN_SYNC", "IN_SYNC"]
    assert (post({made["arn"]: "LOST"}), post([]), post({"arn:nobody": "DRIFTED"})) == (400, 400, 404)
    assert post({made["arn"]: "DRIFTED"}) == 200
    assert drift() == ["DRIFTED", "IN_SYNC", "IN_SYNC"]
    assert post({made["arn"]: "IN_SYNC", center["arn"]: "DRIFTED", zone: "DRIFTED"}) == 200
    assert drift() == ["IN_SYNC", "DRIFTED", "DRIFTED"]
    place.wait(place.client.reset_landing_zone(landingZoneIdentifier=zone)["operationIdentifier"])
    place.wait_baseline(
        place.client.reset_enabled_baseline(enabledBaselineIdentifier=center["arn"])["operationIdentifier"]
    )
    post({made["arn"]: "DRIFTED"})
    place.wait_control(place.client.reset_enabled_control(enabledControlIdentifier=made["arn"])["operationIdentifier"])
    assert drift() == ["IN_SYNC", "IN_SYNC", "IN_SYNC"]
