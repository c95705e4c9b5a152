"""A target's directory with what a migration will have made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.catalogue.families import FAMILIES
from flowport.refs.resource import Resource

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from flowport.refs.outcome import Outcome
    from flowport.refs.resource import Directory

__all__ = ["FLOW_KINDS", "Coming", "awaited", "awaits", "waits"]

_PREFIX = "awaited:"

#: The reference kinds of flows and modules, by the kind of either.
FLOW_KINDS = {kind: family.reference for kind, family in FAMILIES.items()}


def awaited(kind: str, name: str, type_: str = "") -> Resource:
    """What represents something that is not there yet; its ARN is one that no instance has.

    Args:
        kind: Its reference kind.
        name: Its name.
        type_: A flow's type.
    """
    label = f"{_PREFIX}{_word(kind)}:{name}"
    return Resource(kind, name, label, label, type_)


def _word(kind: str) -> str:
    return next((word for word, known in FLOW_KINDS.items() if known == kind), kind)


def awaits(value: str) -> str | None:
    """The label of what an ARN or id waits for; None where it is real."""
    return value.removeprefix(_PREFIX) if value.startswith(_PREFIX) else None


def waits(outcome: Outcome) -> bool:
    """Whether what a reference becomes, or its version or alias, is not there yet."""
    found = outcome.resource
    behind = awaits(outcome.qualifier.removeprefix(":"))
    return bool(behind or (found and awaits(found.arn)))


class Coming:
    """A directory that also lists what is yet to be made."""

    def __init__(self, directory: Directory, coming: Iterable[Resource]) -> None:
        self._directory = directory
        self._coming = list(coming)

    @property
    def instance(self) -> str:
        """The target's ARN."""
        return self._directory.instance

    def resources(self, kind: str) -> Sequence[Resource] | None:
        """The target's, and those to come."""
        known = self._directory.resources(kind)
        own = [resource for resource in self._coming if resource.kind == kind]
        return [*(known or ()), *own] if own or known is not None else None
