"""``block:``: blocks of a kind, by what the designer or the flow language calls it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.catalogue import BLOCKS, action_named
from flowport.find.subject import Hit, Subject, Term, wanted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.model import Action

__all__ = ["TERMS"]

_FORMER = {block.title: block.former_titles for block in BLOCKS.values()}


def _find(subject: Subject, action: Action, value: str) -> Iterator[Hit]:
    holds = wanted(value)
    title = subject.names[action.index].title
    known = action_named(action.type)
    titles = known.titles if known else ()
    if any(map(holds, (title, action.type, action.id, *titles, *_FORMER.get(title, ())))):
        yield Hit(action.pointer, f"{title} ({action.type})")


TERMS = (
    Term(
        "block",
        "a kind of block, by title or action type; or one identifier",
        'block:"Play prompt"',
        _find,
    ),
)
