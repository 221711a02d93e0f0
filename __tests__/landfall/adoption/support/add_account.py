"""Adds an account of the name that is given to the organization."""

import sys
import time

import boto3

organizations = boto3.client("organizations")
name = sys.argv[1]
status = organizations.create_account(AccountName=name, Email=f"{name.replace(' ', '.')}@example.com")
status = status["CreateAccountStatus"]
while status["State"] == "IN_PROGRESS":
    time.sleep(0.05)
    status = organizations.describe_create_account_status(CreateAccountRequestId=status["Id"])["CreateAccountStatus"]
