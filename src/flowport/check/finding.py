"""What a check finds: frozen values, which every output format only reads."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any

from flowport.dataclass import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Change", "Finding", "Fix", "Severity", "problems"]


class Severity(StrEnum):
    """How bad a finding is, from worst to least."""

    ERROR = "error"
    """The service refuses to publish the flow."""
    WARNING = "warning"
    """It may refuse, or a contact may come to harm."""
    INFO = "info"
    """Worth knowing."""

    @property
    def rank(self) -> int:
        """0 for the worst; severities sort by it."""
        return _RANKS[self]


_RANKS = {severity: rank for rank, severity in enumerate(Severity)}


@dataclass(frozen=True, slots=True)
class Change:
    """One step of a fix: the value at a JSON pointer set, or removed."""

    pointer: str
    value: Any = None
    remove: bool = False


@dataclass(frozen=True, slots=True)
class Fix:
    """A fix that cannot change what a caller hears: what it does, and its steps in order."""

    title: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, or may be.

    Attributes:
        code: The rule's code, such as ``S009``.
        severity: How bad it is.
        message: The service's wording where one is known, then what to do.
        block: The identifier of the block; empty where it is about the whole flow.
        pointer: The place in the document (RFC 6901).
        problem: The service's wording alone; empty where none is known.
        fix: A fix that cannot change what a caller hears, where there is one.
    """

    code: str
    severity: Severity
    message: str
    block: str = ""
    pointer: str = ""
    problem: str = ""
    fix: Fix | None = None


def problems(findings: Iterable[Finding]) -> tuple[str, ...]:
    """What the service would answer in ``problems[].message``: the errors, in its own wording.

    An error for which no wording was ever seen gives our own sentence.
    """
    return tuple(f.problem or f.message for f in findings if f.severity is Severity.ERROR)
