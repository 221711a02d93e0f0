"""Access Analyzer: who may make an analyzer of the organization."""

import pytest
from conftest import Organization


def test_an_organization_analyzer_needs_delegation(organization: Organization) -> None:
    account = organization.account("security-tooling")
    analyzer = organization.member(account).client("accessanalyzer")
    with pytest.raises(analyzer.exceptions.ValidationException):
        analyzer.create_analyzer(analyzerName="org", type="ORGANIZATION")
    client = organization.management.client("organizations")
    client.enable_aws_service_access(ServicePrincipal="access-analyzer.amazonaws.com")
    client.register_delegated_administrator(AccountId=account, ServicePrincipal="access-analyzer.amazonaws.com")
    arn = analyzer.create_analyzer(analyzerName="org", type="ORGANIZATION", tags={"owner": "security"})["arn"]
    assert analyzer.get_analyzer(analyzerName="org")["analyzer"]["tags"] == {"owner": "security"}
    assert analyzer.list_tags_for_resource(resourceArn=arn)["tags"] == {"owner": "security"}
    with pytest.raises(analyzer.exceptions.ServiceQuotaExceededException):
        analyzer.create_analyzer(analyzerName="other", type="ORGANIZATION")


def test_archive_rules_go_with_their_analyzer(organization: Organization) -> None:
    analyzer = organization.management.client("accessanalyzer")
    analyzer.create_analyzer(analyzerName="a", type="ACCOUNT")
    rule = {"analyzerName": "a", "ruleName": "known", "filter": {"isPublic": {"eq": ["false"]}}}
    analyzer.create_archive_rule(**rule)
    assert [one["ruleName"] for one in analyzer.list_archive_rules(analyzerName="a")["archiveRules"]] == ["known"]
    analyzer.delete_analyzer(analyzerName="a")
    analyzer.create_analyzer(analyzerName="a", type="ACCOUNT")
    assert analyzer.list_archive_rules(analyzerName="a")["archiveRules"] == []
