"""Lake Formation: a revocation of what was not granted is an error, which moto forgets. Terraform waits for it."""

from typing import Any

from moto.lakeformation.models import lakeformation_backends

from ..core import AwsError, Call, operation


def _grants(call: Call, catalog: str) -> list[str]:
    known = lakeformation_backends[call.account][call.region].grants
    return sorted(repr(vars(one)) for one in known[catalog].permissions) if catalog in known else []


@operation("lakeformation", "RevokePermissions")
def revoke(call: Call) -> dict[str, Any]:
    catalog = call.params.get("CatalogId", call.account)
    before = _grants(call, catalog)
    answer = call.forward()
    if _grants(call, catalog) == before:
        raise AwsError("InvalidInputException", "No permissions revoked. Grantee has no permissions on the resource.")
    return answer


def install() -> None:
    """The operations are declared when the module is imported."""
