"""Names that flows and modules get by an import: which can't be had, and what a copy is called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.catalogue.limits import limit
from flowport.ports import FlowKind
from flowport.remedies import Remedy

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

__all__ = ["copy_name", "name_problem"]

_MODULE = "module_name_characters"


def name_problem(kind: FlowKind, name: str) -> str:
    """Why no instance takes a name; empty where one does. Flow names have no limit of length."""
    if not name.strip():
        return f"the {kind} has no name; {Remedy.NAME}"
    most = limit(_MODULE)
    if kind is FlowKind.MODULE and len(name) > most:
        return f"a module's name has at most {most} characters, and {name!r} has {len(name)}"
    return ""


def copy_name(kind: FlowKind, name: str, taken: AbstractSet[str]) -> str:
    """A name for a copy that none has yet, cut where it would be too long."""
    number = 1
    while (found := _numbered(kind, name, number)) in taken:
        number += 1
    return found


def _numbered(kind: FlowKind, name: str, number: int) -> str:
    tail = " (copy)" if number == 1 else f" (copy {number})"
    room = limit(_MODULE) - len(tail) if kind is FlowKind.MODULE else len(name)
    return name[:room] + tail
