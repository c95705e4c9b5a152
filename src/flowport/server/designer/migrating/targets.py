"""Where the flows of an instance may go.

To other instances that the browser is signed in to, and to those that ``flowport.toml`` names.
The latter are written with the server's own rights, so they need a permission of the server that
no security profile gives: ``flowport user grant NAME targets``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from flowport.catalogue.families import FAMILIES
from flowport.errors import NotFoundError
from flowport.jobs.moving.resources import KINDS, QUALIFIERS
from flowport.places import configured
from flowport.store.instance import StoredInstance

if TYPE_CHECKING:
    from flowport.config import InstanceSettings
    from flowport.designer.schema.list_schema import PermissionsJSON
    from flowport.designer.schema.migration_schema import TargetJSON
    from flowport.ports import Instance
    from flowport.server.designer.page_sessions import Visit
    from flowport.store import Store

__all__ = ["MigrationTarget"]

_NAMED = "named:"
_ATTEMPTS = 1  # the pace tries again itself
_STEPS = ("View", "Create", "Edit", "Publish", "Delete")


@dataclass(frozen=True, slots=True, kw_only=True)
class MigrationTarget:
    """An instance that flows may go to.

    Attributes:
        name: What people call it.
        visit: The browser's session in it, where it is of the server's own database.
        settings: What ``flowport.toml`` says of it, where it is named there.
    """

    name: str
    visit: Visit | None = None
    settings: InstanceSettings | None = None

    @property
    def id(self) -> str:
        """What the page calls it."""
        return self.visit.instance.id if self.visit else f"{_NAMED}{self.name}"

    @property
    def kind(self) -> str:
        """``local``, ``folder`` or ``live``."""
        if self.settings is None or self.settings.local is not None:
            return "local"
        return "folder" if self.settings.folder is not None else "live"

    @property
    def arn(self) -> str:
        """Its ARN, where that is known without asking it."""
        if self.visit:
            return self.visit.instance.arn
        return (self.settings.arn if self.settings else None) or ""

    @property
    def address(self) -> str:
        """What the command line calls it."""
        return f"local:{self.visit.instance.id}" if self.visit else self.name

    @property
    def protected(self) -> bool:
        """Whether ``flowport.toml`` protects it, so that a person confirms its name."""
        return self.settings is not None and self.settings.protected

    def may(self, permission: str) -> bool:
        """Whether the user may do something in it."""
        return self.visit is None or self.visit.principal.may(permission)

    @property
    def readable(self) -> bool:
        """Whether the user may see its flows and modules, which planning compares with."""
        return all(self.may(f"{family.permission}.View") for family in FAMILIES.values())

    def open(self, store: Store) -> Instance:
        """The instance itself.

        Raises:
            FlowportError: It is not there, or can't be reached.
        """
        if self.visit is not None:
            return StoredInstance(store, self.visit.instance)
        if self.settings is None:
            raise NotFoundError(f"there is no instance {self.name!r}")
        return configured(self.name, self.settings, _ATTEMPTS)

    def _permissions(self) -> dict[str, dict[str, bool]]:
        return {
            kind: {step.lower(): self.may(f"{family.permission}.{step}") for step in _STEPS}
            for kind, family in FAMILIES.items()
        }

    def as_json(self) -> TargetJSON:
        """It, for the page."""
        return {
            "id": self.id,
            "name": self.name,
            "kind": self.kind,
            "arn": self.arn,
            "permissions": cast("PermissionsJSON", self._permissions()),
            "makes": list(KINDS | QUALIFIERS),
            "protected": self.protected,
            "allowed": self.readable,
            "reason": "" if self.readable else "You may not see its flows and modules.",
        }
