"""Flows that wait to be published until what they call is.

A contact who reaches a flow that was never published hears an error. So a flow that would go live
with a reference to one that this run creates, or that the target has only saved, is saved as well
if something keeps that one from being published.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from flowport.jobs.moving.contents import digest
from flowport.jobs.moving.placeholder_contents import shell
from flowport.jobs.moving.plan import Do, FlowChange
from flowport.jobs.moving.planned_directory import FLOW_KINDS, awaits

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from flowport.jobs.moving.journal import Journal
    from flowport.jobs.moving.plan import Item
    from flowport.refs.outcome import Outcome

__all__ = ["refused_references", "without_unpublished"]

_WRITTEN = {FlowChange.CREATE, FlowChange.UPDATE, FlowChange.PUBLISH, FlowChange.BLOCKED}


def without_unpublished(items: Sequence[Item]) -> list[Item]:
    """The items; one that calls what stays unpublished is saved, and says so."""
    found, before = list(items), 0
    silent = _silent(found)
    while len(silent) != before:
        before = len(silent)
        found = [_held_back(item, silent) for item in found]
        silent = _silent(found)
    return found


def _silent(items: Iterable[Item]) -> set[str]:
    """The labels and ARNs of what was to be published, is kept from it, and never was before."""
    found: set[str] = set()
    for item in items:
        if _was_never(item) and item.reasons and not item.publish and item.action in _WRITTEN:
            found.add(item.target.arn if item.target else item.label)
    return found


def _was_never(item: Item) -> bool:
    """Whether the target never published it, or of a module only an earlier run's shell."""
    return item.target is None or item.target.published in {None, digest(shell(item.type))}


def _held_back(item: Item, silent: set[str]) -> Item:
    if not item.publish or item.action is FlowChange.UNCHANGED:
        return item
    reasons = tuple(_unpublished_references(item, silent))
    if not reasons:
        return item
    action = FlowChange.BLOCKED if item.action is FlowChange.PUBLISH else item.action
    return replace(item, publish=False, action=action, reasons=(*item.reasons, *reasons))


def refused_references(item: Item, items: Mapping[str, Item], journal: Journal) -> list[str]:
    """A sentence for each block that calls what the target refused to publish in this run."""
    labels = {each.target.arn: label for label, each in items.items() if each.target}
    called = {_called(outcome) for outcome in item.outcomes}
    refused = {each for each in called if _is_refused(labels.get(each, each), items, journal)}
    return list(_unpublished_references(item, refused)) if refused else []


def _is_refused(label: str, items: Mapping[str, Item], journal: Journal) -> bool:
    item = items.get(label)
    if item is None or not _was_never(item):
        return False
    steps = (journal.of(f"{do} {label}").latest for do in (Do.CREATE, Do.FILL, Do.UPDATE))
    return any(facts.get("done", {}).get("reasons") for facts in steps)


def _unpublished_references(item: Item, silent: set[str]) -> Iterator[str]:
    """A sentence for each block of an item that calls one of those labels or ARNs."""
    own = {item.label, item.target.arn if item.target else ""}
    seen = set()
    for outcome in item.outcomes:
        block, called = outcome.reference.block, _called(outcome)
        if called not in silent or called in own or (block, called) in seen:
            continue
        seen.add((block, called))
        name = outcome.resource.name if outcome.resource else called
        yield f"{outcome.reference.label}: {name!r}, to which it leads, can't be published yet"


def _called(outcome: Outcome) -> str:
    """The label, or the ARN, of the flow or module that a reference becomes; empty for others."""
    resource = outcome.resource
    if resource is None or resource.kind not in FLOW_KINDS.values():
        return ""
    return awaits(resource.arn) or resource.arn
