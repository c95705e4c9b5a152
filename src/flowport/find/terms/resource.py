"""``resource:``: a queue, function, prompt or whatever else flows refer to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.catalogue import REFERENCE_KINDS
from flowport.find.subject import Hit, Subject, Term, wanted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.model import Action

__all__ = ["TERMS"]


def _find(subject: Subject, action: Action, value: str) -> Iterator[Hit]:
    holds = wanted(value, part=True)
    for reference in subject.references.get(action.id, ()):
        kind = REFERENCE_KINDS.get(reference.kind)
        title = kind.title if kind else "reference"
        if any(holds(text) for text in (reference.written, reference.name or "", title)):
            called = f" “{reference.name}”" if reference.name else ""
            written = f" {reference.written}" if reference.written != reference.name else ""
            yield Hit(reference.pointer, f"{title}{called}{written}")


TERMS = (
    Term("resource", "a resource by a part of its name, ARN, id or kind", "resource:Sales", _find),
)
