"""One emulator for all tests, served on a free port of the loopback interface, emptied before each test."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import boto3
import pytest
from botocore.config import Config

from landfall_emulator import state
from landfall_emulator.app import Emulator
from landfall_emulator.server import HOST, Handler, Server

REGION = "eu-west-1"


@dataclass(frozen=True)
class Session:
    """Clients of one principal. The default is the management account's administrator."""

    endpoint: str
    access_key: str = "AKIAMANAGEMENT000000"
    secret: str = "rehearsal"
    token: str | None = None

    def client(self, service: str, region: str = REGION) -> Any:
        return boto3.client(
            service,
            endpoint_url=self.endpoint,
            region_name=region,
            aws_access_key_id=self.access_key,
            aws_secret_access_key=self.secret,
            aws_session_token=self.token,
            config=Config(retries={"total_max_attempts": 1}, inject_host_prefix=False),
        )

    def assume(self, role_arn: str, **more: Any) -> "Session":
        credentials = self.client("sts").assume_role(RoleArn=role_arn, RoleSessionName="test", **more)["Credentials"]
        return Session(
            self.endpoint, credentials["AccessKeyId"], credentials["SecretAccessKey"], credentials["SessionToken"]
        )


@dataclass(frozen=True)
class Organization:
    """An organization with all features."""

    management: Session
    id: str
    root: str

    def unit(self, name: str, parent: str | None = None) -> str:
        client = self.management.client("organizations")
        unit: str = client.create_organizational_unit(ParentId=parent or self.root, Name=name)["OrganizationalUnit"][
            "Id"
        ]
        return unit

    def account(self, name: str) -> str:
        """Makes a member account, waits for it, returns its id."""
        client = self.management.client("organizations")
        status = client.create_account(AccountName=name, Email=f"{name}@example.com")["CreateAccountStatus"]
        while status["State"] == "IN_PROGRESS":
            status = client.describe_create_account_status(CreateAccountRequestId=status["Id"])["CreateAccountStatus"]
        account: str = status["AccountId"]
        return account

    def member(self, account: str) -> Session:
        """The administrator of a member account."""
        return self.management.assume(f"arn:aws:iam::{account}:role/OrganizationAccountAccessRole")


@pytest.fixture(scope="session")
def emulator() -> Iterator[tuple[Emulator, str]]:
    app = Emulator()
    server = Server(HOST, 0, app, handler=Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    yield app, f"http://{HOST}:{server.port}"
    server.shutdown()
    thread.join()


@pytest.fixture
def management(emulator: tuple[Emulator, str], monkeypatch: pytest.MonkeyPatch) -> Session:
    """The management account's administrator in an empty emulator."""
    for name in ("AWS_PROFILE", "AWS_CA_BUNDLE", "AWS_ENDPOINT_URL", "HTTP_PROXY", "http_proxy"):
        monkeypatch.delenv(name, raising=False)
    app, endpoint = emulator
    app.reset()
    state.seed(1)
    return Session(endpoint)


@pytest.fixture
def organization(management: Session) -> Organization:
    client = management.client("organizations")
    identifier = client.create_organization(FeatureSet="ALL")["Organization"]["Id"]
    return Organization(management, identifier, client.list_roots()["Roots"][0]["Id"])
