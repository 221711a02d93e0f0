"""The base of resource types that are made through the services' own APIs, and what they share."""

import json
from typing import Any, ClassVar

from moto.cloudformation.exceptions import UnformattedGetAttTemplateException
from moto.core.common_models import CloudFormationModel
from typing_extensions import Self

from ..core import AwsError, as_map
from ..internal import call

Properties = dict[str, Any]


class Made(CloudFormationModel):
    """A resource in a stack. Subclasses say how it is made, changed and deleted."""

    TYPE: ClassVar[str] = ""
    NAME: ClassVar[str] = ""
    PROPERTIES: ClassVar[frozenset[str]] = frozenset()
    ATTRIBUTES: ClassVar[frozenset[str]] = frozenset({"Arn"})

    def __init__(self, account: str, region: str, name: str, properties: Properties) -> None:
        self.account, self.region, self.name, self.properties = account, region, name, properties
        self.attributes: dict[str, str] = {}

    def ask(self, service: str, operation: str, **parameters: Any) -> Any:
        return call(service, operation, self.account, self.region, **parameters)

    def make(self) -> None:
        raise NotImplementedError

    def apply(self) -> None:
        """Brings all settings into the state of `properties`; after `make` and at every change."""

    def remove(self) -> None:
        raise NotImplementedError

    @property
    def physical_resource_id(self) -> str:
        return self.name

    def get_cfn_attribute(self, name: str) -> str:
        if name not in self.attributes:
            raise UnformattedGetAttTemplateException()
        return self.attributes[name]

    def is_created(self) -> bool:
        return True

    def delete(self, account: str, region: str) -> None:
        self.remove()

    @classmethod
    def cloudformation_name_type(cls) -> str:
        return cls.NAME

    @classmethod
    def cloudformation_type(cls) -> str:
        return cls.TYPE

    @classmethod
    def has_cfn_attr(cls, attr: str) -> bool:
        return attr in cls.ATTRIBUTES

    @classmethod
    def _properties(cls, template: Properties) -> Properties:
        properties: Properties = plain(template.get("Properties") or {})
        unknown = sorted(set(properties) - cls.PROPERTIES)
        if unknown:
            raise AwsError("ValidationError", f"{cls.TYPE}: properties not known to the emulator: {', '.join(unknown)}")
        return properties

    @classmethod
    def create_from_cloudformation_json(
        cls, resource_name: str, cloudformation_json: Properties, account_id: str, region_name: str, **_: Any
    ) -> Self:
        properties = cls._properties(cloudformation_json)
        made = cls(account_id, region_name, properties.get(cls.NAME) or resource_name, properties)
        made.make()
        try:
            made.apply()
        except Exception:
            # It isn't in the stack yet, so nobody else would take it back.
            made.remove()
            raise
        return made

    @classmethod
    def update_from_cloudformation_json(
        cls,
        original_resource: Self,
        new_resource_name: str,
        cloudformation_json: Properties,
        account_id: str,
        region_name: str,
    ) -> Self:
        properties = cls._properties(cloudformation_json)
        name = properties.get(cls.NAME)
        if name is not None and name != original_resource.properties.get(cls.NAME):
            made = cls.create_from_cloudformation_json(name, cloudformation_json, account_id, region_name)
            original_resource.remove()
            return made
        original_resource.properties = properties
        original_resource.apply()
        return original_resource

    @classmethod
    def delete_from_cloudformation_json(cls, *_: Any) -> None:
        raise AssertionError("resources delete themselves")


def plain(value: Any) -> Any:
    """Without AWS::NoValue, and with dates as text: YAML reads an unquoted policy version as a date."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items() if item is not None}
    if isinstance(value, list):
        return [plain(item) for item in value if item is not None]
    return value if isinstance(value, (str, int, float, bool)) else str(value)


def document(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value)


def flag(value: object) -> bool:
    return value is True or str(value).lower() == "true"


def pairs(tags: object) -> list[dict[str, str]]:
    return [{"Key": key, "Value": value} for key, value in sorted(as_map(tags).items())]
