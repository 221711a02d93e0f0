"""Inventory, missing operations, the process itself."""

import contextlib
import json
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import ClientError
from conftest import Organization, Session


def get(session: Session, path: str) -> Any:
    with urllib.request.urlopen(f"{session.endpoint}/landfall/{path}") as answer:
        return json.load(answer)


def test_the_inventory_tells_accounts_apart(organization: Organization) -> None:
    first, second = organization.account("a"), organization.account("b")
    location = {"LocationConstraint": "eu-west-1"}
    s3 = organization.member(first).client("s3")
    s3.create_bucket(Bucket="state-a", CreateBucketConfiguration=location)
    s3.put_object(Bucket="state-a", Key="stack", Body=b"{}")
    member = organization.member(second)
    vpc = member.client("ec2").create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    gateway = member.client("ec2").create_transit_gateway()["TransitGateway"]["TransitGatewayId"]
    member.client("ssm").put_parameter(Name="/landfall/x", Value="v", Type="String")
    accounts = get(organization.management, "inventory")["accounts"]
    assert accounts[first]["buckets"] == {"state-a": ["stack"]}
    assert accounts[first]["roles"] == ["OrganizationAccountAccessRole"]
    assert accounts[second]["vpcs"] == {"eu-west-1": [vpc]}
    assert accounts[second]["transitGateways"] == {"eu-west-1": [gateway]}
    assert accounts[second]["parameters"] == {"eu-west-1": ["/landfall/x"]}
    assert (accounts[second]["name"], accounts[second]["state"]) == ("b", "ACTIVE")
    assert "buckets" not in accounts[second]
    assert list(get(organization.management, f"inventory?account={first}")["accounts"]) == [first]


def test_what_is_missing_is_counted(management: Session) -> None:
    with contextlib.suppress(ClientError):
        management.client("fis").list_experiments()
    assert list(get(management, "missing").values()) == [1]


def start(tmp_path: Path, *more: str) -> tuple["subprocess.Popen[bytes]", int]:
    ready = tmp_path / "ready.json"
    process = subprocess.Popen(
        [sys.executable, "-m", "landfall_emulator", "--ready-file", str(ready), *more],
        stdin=subprocess.PIPE,
        cwd=Path(__file__).parent.parent,
    )
    while not ready.exists():
        assert process.poll() is None
        time.sleep(0.05)
    return process, int(json.loads(ready.read_text())["port"])


@pytest.mark.parametrize("how", ["signal", "stdin"])
def test_the_process_says_where_it_listens_and_ends(tmp_path: Path, how: str) -> None:
    process, port = start(tmp_path, *(["--exit-with-stdin"] if how == "stdin" else []))
    session = Session(f"http://127.0.0.1:{port}")
    assert get(session, "health") == {"status": "ok"}
    assert process.stdin is not None
    if how == "signal":
        process.send_signal(signal.SIGTERM)
    else:
        process.stdin.close()
    assert process.wait(timeout=10) == 0
    assert not (tmp_path / "ready.json").exists()
    if how == "signal":
        process.stdin.close()


def test_rules_at_the_start_and_as_its_own_proxy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    process, port = start(tmp_path, "--fault", "sts:GetCallerIdentity=throttle,first=1")
    with pytest.raises(ClientError, match="Rate exceeded"):
        Session(f"http://127.0.0.1:{port}").client("sts").get_caller_identity()
    monkeypatch.setenv("HTTP_PROXY", f"http://127.0.0.1:{port}")
    identity = Session("http://aws.test").client("sts").get_caller_identity()
    assert identity["Account"] == "123456789012"
    process.terminate()
    process.wait(timeout=10)
    if process.stdin is not None:
        process.stdin.close()
