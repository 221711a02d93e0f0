"""Builds an organization as it is found in the field, in habits other than Landfall's own.

Usage: python foreign_organization, with the environment that leads boto3 to the emulator. It asks nothing of Landfall
and shares no code with it. Names are fixed; ids are those that the emulator gives. Prints ids as JSON: of the
organization, the root, the management account and the transit gateway, units by path and accounts by name.
"""

import json
import time

import boto3

import catalog
import governance
import network
import people
import policies
import services
import tree
from aws import wait_while


def main() -> None:
    organizations = boto3.client("organizations")
    made = organizations.create_organization(FeatureSet="ALL")["Organization"]
    root = str(organizations.list_roots()["Roots"][0]["Id"])
    accounts = tree.create_accounts()
    services.trust_services()
    governance.create_landing_zone(accounts)
    units = {**tree.create_units(root), **tree.find_units_of_control_tower(root)}
    tree.place_accounts(accounts, units)
    governance.register_units(units)
    governance.enable_controls(units)
    policies.create_policies(made["Id"], units, accounts)
    services.delegate(accounts)
    people.set_up_people(made["MasterAccountId"], accounts)
    hub = network.create_hub(accounts, [tree.arn_of_unit(units[path]) for path in network.SHARED_WITH])
    network.connect(hub, accounts)
    network.create_lonely_vpcs(accounts)
    catalog.create_portfolios(accounts, units)
    services.create_stack_sets(units)
    for number, name in enumerate(("Acme ERP", "Acme Intranet")):
        services.create_recorder(accounts[name], number)
    services.write_contacts(accounts)
    organizations.close_account(AccountId=accounts[tree.CLOSED])
    settle()
    about = {"organization": made["Id"], "root": root, "management": made["MasterAccountId"]}
    print(json.dumps({**about, "units": units, "accounts": accounts, "gateway": hub.gateway}))


def settle() -> None:
    """Stack sets go on for a moment."""
    formation = boto3.client("cloudformation")

    def busy() -> bool:
        names = [one["StackSetName"] for one in formation.list_stack_sets(Status="ACTIVE")["Summaries"]]
        operations = [
            one for name in names for one in formation.list_stack_set_operations(StackSetName=name)["Summaries"]
        ]
        return any(one["Status"] in ("RUNNING", "QUEUED") for one in operations)

    wait_while(busy)
    time.sleep(1)


main()
