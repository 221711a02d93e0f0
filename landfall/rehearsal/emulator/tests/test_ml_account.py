"""What an ML account is made of, as one root of the real provider: most of it is moto's, the rest corrected here."""

from pathlib import Path

import pytest
from conftest import Organization
from terraform_root import Root, needs_terraform

ROOT = """
data "aws_caller_identity" "me" {}
data "aws_region" "here" {}
resource "aws_kms_key" "k" {
  description         = "data"
  enable_key_rotation = true
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect = "Allow", Principal = { AWS = "arn:aws:iam::${data.aws_caller_identity.me.account_id}:root" }
      Action = "kms:*", Resource = "*"
    }]
  })
}
resource "aws_kms_alias" "k" {
  name          = "alias/data"
  target_key_id = aws_kms_key.k.key_id
}
resource "aws_s3_bucket" "b" {
  bucket              = "ml-artifacts-of-team-a"
  object_lock_enabled = true
}
resource "aws_s3_bucket_versioning" "b" {
  bucket = aws_s3_bucket.b.id
  versioning_configuration { status = "Enabled" }
}
resource "aws_s3_bucket_server_side_encryption_configuration" "b" {
  bucket = aws_s3_bucket.b.id
  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = aws_kms_key.k.arn
    }
    bucket_key_enabled = true
  }
}
resource "aws_s3_bucket_public_access_block" "b" {
  bucket                  = aws_s3_bucket.b.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}
resource "aws_s3_bucket_ownership_controls" "b" {
  bucket = aws_s3_bucket.b.id
  rule { object_ownership = "BucketOwnerEnforced" }
}
resource "aws_s3_bucket_policy" "b" {
  bucket = aws_s3_bucket.b.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect = "Deny", Principal = "*", Action = "s3:*", Resource = [aws_s3_bucket.b.arn, "${aws_s3_bucket.b.arn}/*"]
      Condition = { StringNotEqualsIfExists = { "aws:PrincipalOrgID" = "ORGANIZATION" } }
    }]
  })
}
resource "aws_s3_bucket_lifecycle_configuration" "b" {
  bucket = aws_s3_bucket.b.id
  rule {
    id     = "old"
    status = "Enabled"
    filter { prefix = "" }
    noncurrent_version_expiration { noncurrent_days = 30 }
    abort_incomplete_multipart_upload { days_after_initiation = 7 }
  }
}
# Needs versioning both ways: destroying versioning first leaves a lock that can't be taken off any more.
resource "aws_s3_bucket_object_lock_configuration" "b" {
  depends_on = [aws_s3_bucket_versioning.b]
  bucket     = aws_s3_bucket.b.id
  rule {
    default_retention {
      mode = "GOVERNANCE"
      days = 1
    }
  }
}
resource "aws_s3_bucket_notification" "b" {
  bucket      = aws_s3_bucket.b.id
  eventbridge = true
}
resource "aws_s3_account_public_access_block" "a" {
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}
resource "aws_iam_role" "r" {
  name                 = "data-scientist"
  path                 = "/mlops/"
  max_session_duration = 7200
  assume_role_policy   = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "sagemaker.amazonaws.com" }, Action = "sts:AssumeRole" }]
  })
}
resource "aws_iam_role_policy" "r" {
  name   = "deny"
  role   = aws_iam_role.r.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Deny", Action = "sagemaker:CreateProject", Resource = "*" }]
  })
}
resource "aws_iam_role_policy_attachment" "r" {
  role       = aws_iam_role.r.name
  policy_arn = "arn:aws:iam::aws:policy/AmazonSageMakerFullAccess"
}
resource "aws_iam_account_password_policy" "p" { minimum_password_length = 14 }
resource "aws_ssm_parameter" "p" {
  name  = "/mlops/role/data-scientist"
  type  = "String"
  value = aws_iam_role.r.arn
}
resource "aws_ssm_parameter" "list" {
  name  = "/vpc/subnets/private/ids"
  type  = "StringList"
  value = "subnet-1,subnet-2"
  tier  = "Standard"
}
resource "aws_cloudwatch_log_group" "l" {
  name              = "/landfall/ml"
  retention_in_days = 30
  kms_key_id        = aws_kms_key.k.arn
}
resource "aws_cloudwatch_event_bus" "e" { name = "ml" }
resource "aws_cloudwatch_event_bus_policy" "e" {
  event_bus_name = aws_cloudwatch_event_bus.e.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid = "organization", Effect = "Allow", Principal = "*", Action = "events:PutEvents"
      Resource = aws_cloudwatch_event_bus.e.arn
      Condition = { "ForAnyValue:StringLike" = { "aws:PrincipalOrgPaths" = "ORGANIZATION/*" } }
    }]
  })
}
resource "aws_cloudwatch_event_rule" "e" {
  name          = "approved-models"
  event_pattern = jsonencode({ source = ["aws.sagemaker"] })
}
resource "aws_cloudwatch_event_target" "e" {
  rule     = aws_cloudwatch_event_rule.e.name
  arn      = aws_cloudwatch_event_bus.e.arn
  role_arn = aws_iam_role.r.arn
}
resource "aws_cloudwatch_metric_alarm" "a" {
  alarm_name          = "drift"
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods  = 1
  metric_name         = "feature_baseline_drift"
  namespace           = "aws/sagemaker"
  period              = 300
  statistic           = "Maximum"
  threshold           = 0.1
}
resource "aws_sns_topic" "t" { name = "ml" }
resource "aws_ecr_repository" "r" {
  name                 = "ml"
  image_tag_mutability = "IMMUTABLE"
  image_scanning_configuration { scan_on_push = true }
  encryption_configuration {
    encryption_type = "KMS"
    kms_key         = aws_kms_key.k.arn
  }
}
resource "aws_ecr_repository_policy" "r" {
  repository = aws_ecr_repository.r.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid = "pull", Effect = "Allow", Principal = "*", Action = ["ecr:BatchGetImage"]
      Condition = { StringEquals = { "aws:PrincipalOrgID" = "ORGANIZATION" } }
    }]
  })
}
resource "aws_ecr_lifecycle_policy" "r" {
  repository = aws_ecr_repository.r.name
  policy = jsonencode({ rules = [{
    rulePriority = 1, description = "few", action = { type = "expire" }
    selection = { tagStatus = "untagged", countType = "imageCountMoreThan", countNumber = 10 }
  }] })
}
resource "aws_glue_catalog_database" "d" { name = "team_a" }
resource "aws_athena_workgroup" "w" {
  name          = "team-a"
  force_destroy = true
  configuration {
    enforce_workgroup_configuration    = true
    publish_cloudwatch_metrics_enabled = true
    result_configuration {
      output_location = "s3://${aws_s3_bucket.b.bucket}/athena/"
      encryption_configuration {
        encryption_option = "SSE_KMS"
        kms_key_arn       = aws_kms_key.k.arn
      }
    }
  }
}
resource "aws_lakeformation_data_lake_settings" "l" { admins = [aws_iam_role.r.arn] }
resource "aws_lakeformation_lf_tag" "t" {
  key    = "domain"
  values = ["team-a"]
}
resource "aws_lakeformation_resource" "b" {
  arn      = aws_s3_bucket.b.arn
  role_arn = aws_iam_role.r.arn
}
resource "aws_lakeformation_permissions" "d" {
  principal   = aws_iam_role.r.arn
  permissions = ["DESCRIBE"]
  database { name = aws_glue_catalog_database.d.name }
}
resource "aws_secretsmanager_secret" "s" { name = "token" }
resource "aws_dynamodb_table" "t" {
  name         = "features"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"
  attribute {
    name = "id"
    type = "S"
  }
}
resource "aws_accessanalyzer_analyzer" "a" {
  analyzer_name = "account"
  type          = "ACCOUNT"
}
resource "aws_accessanalyzer_archive_rule" "a" {
  analyzer_name = aws_accessanalyzer_analyzer.a.analyzer_name
  rule_name     = "known"
  filter {
    criteria = "isPublic"
    eq       = ["false"]
  }
}
"""


@pytest.mark.terraform
@needs_terraform
def test_the_provider_makes_all_of_it(organization: Organization, tmp_path: Path) -> None:
    account = organization.account("team-a-dev")
    role = f"arn:aws:iam::{account}:role/OrganizationAccountAccessRole"
    root = Root(tmp_path, organization.management.endpoint)
    root.write(ROOT.replace("ORGANIZATION", organization.id))
    text = (tmp_path / "main.tf").read_text(encoding="utf-8")
    text = text.replace('provider "aws" {', f'provider "aws" {{\n  assume_role {{ role_arn = "{role}" }}', 1)
    (tmp_path / "main.tf").write_text(text, encoding="utf-8")
    root.prove()
