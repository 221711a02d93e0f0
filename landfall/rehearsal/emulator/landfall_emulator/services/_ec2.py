"""What EC2's operations share: filters of describe calls, and tags, which moto keeps per account and Region."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from moto.ec2.models import ec2_backends

from ..core import AwsError, Call


def keep_tags(call: Call, resource_id: str) -> None:
    """Stores the tags of a create call's TagSpecifications where CreateTags and DescribeTags of moto see them."""
    given = {tag["Key"]: tag["Value"] for spec in call.params.get("TagSpecifications", []) for tag in spec["Tags"]}
    if given:
        ec2_backends[call.account][call.region].create_tags([resource_id], given)


def tags_of_id(account: str, region: str, resource_id: str) -> list[dict[str, str]]:
    """Tags as this account sees them: those of an owner aren't seen by others."""
    tags = ec2_backends[account][region].tags.get(resource_id, {})
    return [{"Key": key, "Value": value} for key, value in sorted(tags.items())]


def _pattern(value: str) -> re.Pattern[str]:
    """* and ? are wildcards in filters."""
    return re.compile(re.escape(value).replace(r"\*", ".*").replace(r"\?", "."))


def _text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def filtered(
    call: Call, items: Iterable[dict[str, Any]], names: Mapping[str, str], ids: str, identifier: str
) -> list[dict[str, Any]]:
    """Those items that a describe call asks for.

    `names`: filter name -> path in the item ("Options.DnsSupport"). `ids`: the parameter that lists ids, `identifier`:
    the member that holds an item's id.
    """
    wanted = call.params.get(ids)
    kept = [item for item in items if not wanted or item[identifier] in wanted]
    for one in call.params.get("Filters", []):
        values = [_pattern(value) for value in one.get("Values", [])]
        kept = [item for item in kept if any(p.fullmatch(v) for p in values for v in _values(one["Name"], item, names))]
    return kept


def _values(name: str, item: Mapping[str, Any], names: Mapping[str, str]) -> list[str]:
    tags = {tag["Key"]: tag["Value"] for tag in item.get("Tags", [])}
    if name.startswith("tag:"):
        return [tags[name[4:]]] if name[4:] in tags else []
    if name == "tag-key":
        return list(tags)
    if name not in names:
        raise AwsError("InvalidParameterValue", f"The filter '{name}' is invalid")
    value: Any = item
    for part in names[name].split("."):
        value = value.get(part) if isinstance(value, Mapping) else None
    if isinstance(value, (list, tuple)):
        return [_text(one) for one in value]
    return [] if value is None else [_text(value)]
