"""Search one flow with a query."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flowport.find.subject import Hit, Subject
from flowport.find.terms import TERMS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.find.query import Query
    from flowport.model import Action, Flow
    from flowport.model.block_names import BlockName

__all__ = ["FoundItem", "search"]


@dataclass(frozen=True, slots=True)
class FoundItem:
    """Something that was looked for.

    Attributes:
        block: The block; None for a note on the canvas.
        pointer: Where in the flow it stands.
        what: What was found there, in words.
    """

    block: BlockName | None
    pointer: str
    what: str


def search(flow: Flow, query: Query) -> Iterator[FoundItem]:
    """Everything in a flow that a query finds: blocks of which all terms hold, then notes."""
    subject = Subject(flow)
    seen: set[str] = set()
    for action in subject.actions:
        for hit in _hits(subject, action, query):
            seen.add(hit.pointer)
            yield FoundItem(subject.names[action.index], hit.pointer, hit.what)
    yield from (found for found in _in_notes(subject, query) if found.pointer not in seen)


def _hits(subject: Subject, action: Action, query: Query) -> list[Hit]:
    """Why all terms hold of a block, each place once; nothing if one does not."""
    found: dict[Hit, None] = {}
    for condition in query.conditions:
        hits = list(TERMS[condition.key].find(subject, action, condition.value))
        if bool(hits) is condition.unwanted:
            return []
        if condition.key != "flow":
            found.update(dict.fromkeys(hits))
    wanted = any(one.key != "flow" and not one.unwanted for one in query.conditions)
    return list(found) if wanted else list(TERMS["flow"].find(subject, action, "*"))


def _in_notes(subject: Subject, query: Query) -> Iterator[FoundItem]:
    """Notes in which all terms find something; none if a term does not look there."""
    by_term: list[dict[str, Hit]] = []
    for condition in sorted(query.conditions, key=lambda one: one.key == "flow"):
        look = TERMS[condition.key].find_notes
        if look is None or condition.unwanted:
            return
        by_term.append({hit.pointer: hit for hit in look(subject, condition.value)})
    for where, hit in by_term[0].items():
        if all(where in others for others in by_term):
            yield FoundItem(None, where, hit.what)
