"""``flow:``: only flows of a name or type."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.find.subject import Hit, Subject, Term, wanted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.model import Action

__all__ = ["TERMS"]


def _holds(subject: Subject, value: str) -> bool:
    return any(map(wanted(value), (subject.flow.name or "", subject.flow.type or "")))


def _find(subject: Subject, action: Action, value: str) -> Iterator[Hit]:
    if _holds(subject, value):
        yield Hit(action.pointer, f"in {subject.flow.name}")


def _find_notes(subject: Subject, value: str) -> Iterator[Hit]:
    if _holds(subject, value):
        for index in range(len(subject.flow.annotations)):
            yield Hit(f"/Metadata/Annotations/{index}/content", f"in {subject.flow.name}")


TERMS = (Term("flow", "only flows of a name or type", 'flow:"Main*"', _find, _find_notes),)
