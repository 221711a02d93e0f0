"""Faults on demand, through the server."""

import json
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import ClientError, ConnectionClosedError
from conftest import Session

from landfall_emulator.faults import BadRule, parse_spec, read_file


def admin(management: Session, method: str, path: str, value: Any = None) -> Any:
    data = None if value is None else json.dumps(value).encode()
    request = urllib.request.Request(f"{management.endpoint}/landfall/{path}", data=data, method=method)
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)


@pytest.fixture
def session(management: Session) -> Iterator[Session]:
    yield management
    admin(management, "DELETE", "faults")


def outcomes(call: Any, times: int, **parameters: Any) -> list[str]:
    found: list[str] = []
    for _ in range(times):
        try:
            call(**parameters)
            found.append("ok")
        except ClientError as error:
            found.append(error.response["Error"]["Code"])
        except ConnectionClosedError:
            found.append("closed")
    return found


def test_throttling_every_nth_call_in_each_protocol(session: Session) -> None:
    admin(session, "POST", "faults", [{"action": "throttle", "every": 2}])
    assert outcomes(session.client("sts").get_caller_identity, 4) == ["ok", "ThrottlingException"] * 2
    admin(session, "POST", "faults", [{"action": "throttle"}])
    assert outcomes(session.client("s3").list_buckets, 1) == ["SlowDown"]
    assert outcomes(session.client("ec2").describe_vpcs, 1) == ["RequestLimitExceeded"]
    assert outcomes(session.client("controltower").list_landing_zones, 1) == ["ThrottlingException"]
    assert outcomes(session.client("kms").list_keys, 1) == ["ThrottlingException"]


def test_the_first_calls_of_one_operation_fail_with_a_chosen_error(session: Session) -> None:
    rule = {"service": "organizations", "operation": "CreateOrganization", "action": "error", "first": 1}
    rule |= {"code": "ConcurrentModificationException", "status": 400}
    admin(session, "POST", "faults", [rule])
    client = session.client("organizations")
    assert outcomes(client.describe_organization, 1) == ["AWSOrganizationsNotInUseException"]
    assert outcomes(client.create_organization, 2) == ["ConcurrentModificationException", "ok"]
    assert admin(session, "GET", "faults")[0]["hits"] == 1


def test_a_lost_answer_is_not_a_lost_request(session: Session) -> None:
    client = session.client("ssm")
    admin(session, "POST", "faults", [{"service": "ssm", "operation": "PutParameter", "action": "drop", "first": 1}])
    assert outcomes(client.put_parameter, 1, Name="dropped", Value="v", Type="String") == ["closed"]
    admin(session, "POST", "faults", [{"service": "ssm", "operation": "PutParameter", "action": "lose", "first": 1}])
    assert outcomes(client.put_parameter, 1, Name="lost", Value="v", Type="String") == ["closed"]
    names = [one["Name"] for one in client.describe_parameters()["Parameters"]]
    assert names == ["lost"]


def test_delays_and_repeatable_chance(session: Session) -> None:
    admin(session, "POST", "faults", [{"action": "delay", "seconds": 0.2}])
    before = time.monotonic()
    session.client("sts").get_caller_identity()
    assert time.monotonic() - before >= 0.2
    rules = [{"action": "error", "probability": 0.5, "seed": 3}]
    admin(session, "POST", "faults", rules)
    first = outcomes(session.client("sts").get_caller_identity, 20)
    admin(session, "POST", "faults", rules)
    assert outcomes(session.client("sts").get_caller_identity, 20) == first
    assert set(first) == {"ok", "InternalFailure"}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("sts:AssumeRole", "expected service:operation=action"),
        ("sts=explode", "allowed are throttle"),
        ("nosuch=drop", "no service 'nosuch'"),
        ("*=drop,every=2,first=1", "one of every"),
        ("*=drop,when=now", "unknown: when"),
        ("*=drop,every=x", "invalid literal"),
    ],
)
def test_bad_rules_say_why(text: str, reason: str) -> None:
    with pytest.raises(BadRule, match=reason):
        parse_spec(text)


def test_rules_from_text_and_file(tmp_path: Path) -> None:
    rule = parse_spec("organizations:CreatePolicy=error,status=503,every=3")
    assert (rule.service, rule.operation, rule.status, rule.every) == ("organizations", "CreatePolicy", 503, 3)
    (tmp_path / "faults.json").write_text('[{"action": "throttle", "first": 2}]')
    assert read_file(tmp_path / "faults.json")[0].first == 2


def test_a_bad_rule_at_run_time_is_refused(session: Session) -> None:
    with pytest.raises(urllib.error.HTTPError) as caught:
        admin(session, "POST", "faults", [{"action": "explode"}])
    assert "allowed are" in json.load(caught.value)["error"]
