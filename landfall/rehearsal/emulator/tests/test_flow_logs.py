"""Flow logs: where they may be delivered to."""

import json

from conftest import Organization, Session


def bucket(session: Session, name: str) -> None:
    session.client("s3").create_bucket(Bucket=name, CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})


def refusals(session: Session, destination: str) -> list[str]:
    ec2 = session.client("ec2")
    vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    answer = ec2.create_flow_logs(
        ResourceIds=[vpc],
        ResourceType="VPC",
        TrafficType="ALL",
        LogDestinationType="s3",
        LogDestination=destination,
    )
    return [one["Error"]["Message"] for one in answer["Unsuccessful"]]


def test_another_accounts_bucket_must_let_logs_in(organization: Organization) -> None:
    archive, team = (organization.member(organization.account(name)) for name in ("log-archive", "team"))
    destination = "arn:aws:s3:::flow-logs-archive/vpc/"
    assert "does not exist" in refusals(team, destination)[0]
    bucket(archive, "flow-logs-archive")
    assert "Access Denied" in refusals(team, destination)[0]
    statement = {
        "Effect": "Allow",
        "Principal": {"Service": "delivery.logs.amazonaws.com"},
        "Action": "s3:PutObject",
        "Resource": "arn:aws:s3:::flow-logs-archive/*",
    }
    archive.client("s3").put_bucket_policy(
        Bucket="flow-logs-archive", Policy=json.dumps({"Version": "2012-10-17", "Statement": [statement]})
    )
    assert refusals(team, destination) == []


def test_found_by_filter_and_deleted(organization: Organization) -> None:
    management = organization.management
    bucket(management, "own-flow-logs")
    assert refusals(management, "arn:aws:s3:::own-flow-logs") == []
    ec2 = management.client("ec2")
    (log,) = ec2.describe_flow_logs(Filter=[{"Name": "log-destination-type", "Values": ["s3"]}])["FlowLogs"]
    assert ec2.describe_flow_logs(Filter=[{"Name": "log-group-name", "Values": ["x"]}])["FlowLogs"] == []
    ec2.delete_flow_logs(FlowLogIds=[log["FlowLogId"]])
    assert ec2.describe_flow_logs()["FlowLogs"] == []
