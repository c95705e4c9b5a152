"""Where the flows of an instance may go.

To other instances that the browser is signed in to, and to those that ``flowport.toml`` names.
The latter are written with the server's own rights, so they need a permission of the server that
no security profile gives: ``flowport user grant NAME targets``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flowport.catalogue.families import FAMILIES
from flowport.errors import NotFoundError
from flowport.jobs.moving.resources import KINDS, QUALIFIERS
from flowport.places import configured
from flowport.server.designer.marks import configured_instances, is_of_database
from flowport.server.designer.refusals import Refusal
from flowport.store import access, instances
from flowport.store.instance import StoredInstance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.config import InstanceSettings
    from flowport.jobs.moving.plan import Plan
    from flowport.ports import Instance
    from flowport.server.designer.ask import Ask
    from flowport.server.designer.page_sessions import Visit
    from flowport.store import Store

__all__ = ["MigrationTarget", "of_plan", "one", "targets"]

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

    def as_json(self) -> dict[str, Any]:
        """It, for the page."""
        return {
            "id": self.id,
            "name": self.name,
            "kind": self.kind,
            "arn": self.arn,
            "permissions": {
                kind: {step.lower(): self.may(f"{family.permission}.{step}") for step in _STEPS}
                for kind, family in FAMILIES.items()
            },
            "makes": list(KINDS | QUALIFIERS),
            "protected": self.protected,
            "allowed": self.readable,
            "reason": "" if self.readable else "You may not see its flows and modules.",
        }


def targets(ask: Ask) -> list[MigrationTarget]:
    """All of them, those of the database first."""
    here = ask.instance.id
    found = [
        MigrationTarget(name=visit.instance.alias or visit.instance.id, visit=visit)
        for visit in ask.visitor.visits
        if visit.instance.id != here
    ]
    if access.TARGETS in access.granted(ask.connection, here, ask.visit.user.id):
        found += _configured(ask)
    return found


def _configured(ask: Ask) -> Iterator[MigrationTarget]:
    """What ``flowport.toml`` names, but for instances of this database: one signs in to those."""
    own = {instance.arn for instance in instances.every(ask.connection)}
    for name, settings in configured_instances(ask.app).items():
        if settings.arn in own or is_of_database(ask.app, settings):
            continue
        yield MigrationTarget(name=name, settings=settings)


def one(ask: Ask, target_id: str) -> MigrationTarget:
    """The target of an id.

    Raises:
        Refusal: There is none, or the user may not see its flows.
    """
    found = next((each for each in targets(ask) if each.id == target_id), None)
    if found is None:
        raise Refusal("not-found", "There is no such target; sign in to it, or look again.")
    if not found.readable:
        raise Refusal("forbidden", f"You may not see the flows of {found.name}.")
    return found


def of_plan(ask: Ask, plan: Plan) -> MigrationTarget | None:
    """The target that a plan is for, if the user reaches it."""
    return next(
        (
            each
            for each in targets(ask)
            if plan.target.arn == each.arn or (not each.arn and plan.target.address == each.name)
        ),
        None,
    )
