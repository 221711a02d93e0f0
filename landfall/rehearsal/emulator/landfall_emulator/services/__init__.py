"""The services that this package adds to moto or corrects in it, one module each."""

from importlib import import_module

# In the order in which they are installed: a module may rely on those before it. One line a module.
MODULES: tuple[str, ...] = (
    "iam",
    "organizations",
    "organizations_policies",
    "identitystore",
    "sso_admin",
    "sso_applications",
)


def install_all() -> None:
    """Installs every module; called once, before the first request."""
    for name in MODULES:
        import_module(f"{__name__}.{name}").install()
