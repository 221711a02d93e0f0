"""The parts service modules build on."""

from typing import Any

import pytest
from botocore.exceptions import ClientError
from conftest import Session

from landfall_emulator import operations, state
from landfall_emulator.core import AwsError, Call, Store, as_map, operation, tag_operations


@pytest.fixture
def handlers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Declarations made in a test end with it."""
    monkeypatch.setattr(operations, "_HANDLERS", dict(operations._HANDLERS))
    return


def test_an_operation_of_ours_is_asked_before_moto(management: Session, handlers: None) -> None:
    seen: list[Call] = []

    @operation("sts", "GetCallerIdentity")
    def identity(call: Call) -> dict[str, Any]:
        seen.append(call)
        return {**call.forward(), "UserId": "changed"}

    answer = management.client("sts").get_caller_identity()
    assert answer["UserId"] == "changed"
    assert answer["Account"] == "123456789012"
    assert seen[0].region == "eu-west-1"


def test_errors_reach_the_client_by_code(management: Session, handlers: None) -> None:
    @operation("account", "GetContactInformation")
    def contact(call: Call) -> None:
        raise AwsError("ResourceNotFoundException", "no contact")

    with pytest.raises(management.client("account").exceptions.ResourceNotFoundException):
        management.client("account").get_contact_information()


def test_refusals_of_moto_pass_through_forward(management: Session, handlers: None) -> None:
    @operation("iam", "GetRole")
    def role(call: Call) -> dict[str, Any]:
        return call.forward()

    with pytest.raises(management.client("iam").exceptions.NoSuchEntityException, match="nosuch"):
        management.client("iam").get_role(RoleName="nosuch")


@pytest.mark.parametrize(
    ("service", "arn"),
    [
        ("accessanalyzer", "arn:aws:access-analyzer:eu-west-1:123456789012:analyzer/x"),
        ("sso-admin", "arn:aws:sso:::permissionSet/ssoins-1/ps-1"),
        ("servicecatalog-appregistry", "arn:aws:servicecatalog:eu-west-1:123456789012:/applications/x"),
    ],
)
def test_tags_in_every_shape(management: Session, handlers: None, service: str, arn: str) -> None:
    tag_operations(service)
    client = management.client(service)
    name = next(key for key in ("resourceArn", "ResourceArn") if key in _members(client, "TagResource"))
    tags_name = "tags" if name[0] == "r" else "Tags"
    listed = client.list_tags_for_resource(**{name: arn})[tags_name]
    assert as_map(listed) == {}
    given: object = (
        {"a": "1", "b": "2"} if isinstance(listed, dict) else [{"Key": "a", "Value": "1"}, {"Key": "b", "Value": "2"}]
    )
    client.tag_resource(**{name: arn, tags_name: given})
    keys_name = next(key for key in _members(client, "UntagResource") if "eys" in key)
    client.untag_resource(**{name: arn, keys_name: ["a"]})
    assert as_map(client.list_tags_for_resource(**{name: arn})[tags_name]) == {"b": "2"}


def _members(client: Any, operation_name: str) -> list[str]:
    return list(client.meta.service_model.operation_model(operation_name).input_shape.members)


def test_an_operation_that_botocore_does_not_know_is_an_error_at_once() -> None:
    with pytest.raises(ValueError, match="no operation GetCalerIdentity"):
        operation("sts", "GetCalerIdentity")(lambda call: None)


@pytest.mark.parametrize(
    ("service", "method"),
    [("fis", "list_experiments"), ("gamelift", "list_fleets"), ("organizations", "list_handshakes_for_account")],
)
def test_what_is_not_emulated_is_said_and_not_worth_a_retry(management: Session, service: str, method: str) -> None:
    with pytest.raises(ClientError, match="not emulated") as caught:
        getattr(management.client(service), method)()
    assert caught.value.response["ResponseMetadata"]["HTTPStatusCode"] == 400


def test_stores_are_per_account_and_region_and_emptied(management: Session) -> None:
    store: Store[list[int]] = Store(list)
    store.of("111111111111", "eu-west-1").append(1)
    assert store.of("111111111111", "us-east-1") == []
    assert [account for account, _, _ in store.items()] == ["111111111111", "111111111111"]
    state.reset()
    assert list(store.items()) == []


def test_due_work_is_done_in_order_and_may_ask_for_more() -> None:
    done: list[str] = []
    state.later(0, lambda: (done.append("a"), state.later(0, lambda: done.append("c")))[0])
    state.later(0, lambda: done.append("b"))
    state.later(60, lambda: done.append("never"))
    state.run_due()
    state.reset()
    assert done == ["a", "b", "c"]


def test_ids_are_repeatable() -> None:
    state.seed(7)
    first = (state.random_id("tgw-"), state.random_uuid())
    state.seed(7)
    assert (state.random_id("tgw-"), state.random_uuid()) == first
