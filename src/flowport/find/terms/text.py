"""``text:`` or no key: words anywhere in what a block says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.diff.tell import value as quoted
from flowport.find.subject import Hit, Subject, Term, texts, wanted
from flowport.find.terms.note import notes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.model import Action

__all__ = ["TERMS"]


def _find(subject: Subject, action: Action, value: str) -> Iterator[Hit]:
    del subject
    holds = wanted(value, part=True)
    tree = {"Identifier": action.id, "Parameters": action.parameters}
    for where, text in texts(tree):
        if holds(text):
            yield Hit(action.pointer + where, f"{where.rpartition('/')[2]} {quoted(text)}")
    for branch in action.branches:
        if holds(", ".join(branch.operands)):
            at = branch.pointer.removesuffix("NextAction") + "Condition/Operands"
            yield Hit(at, f"condition “{branch.name}”")


TERMS = (
    Term(
        "text",
        "words in prompts, settings, conditions, names and notes; the key may be left out",
        '"press 1"',
        _find,
        notes,
    ),
)
