"""What does not travel: what this source has, and the target will not have after the move."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.jobs.moving.plan import Action
from flowport.ports import FlowKind, State

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from flowport.jobs.moving.options import Options
    from flowport.jobs.moving.plan import Item, NewResource
    from flowport.ports import Instance

__all__ = ["losses"]

#: How many names one sentence lists.
_LISTED = 5
_WORDS = {FlowKind.FLOW: "archived flow", FlowKind.MODULE: "archived flow module"}


def losses(
    source: Instance | None,
    items: Sequence[Item],
    made: Sequence[NewResource],
    options: Options,
) -> list[str]:
    """What does not travel, one sentence each.

    Args:
        source: The instance that the flows come from; None for files.
        items: What is planned.
        made: The resources that are created.
        options: How it is planned.

    Raises:
        InstanceError: The source can't be read.
    """
    found = [f"{each.label}: {note}" for each in made for note in each.notes]
    found += [f"{item.label}: {item.loss}" for item in items if item.loss and _is_written(item)]
    if source is not None and not options.flows:
        found += _archived(source)
    return found


def _is_written(item: Item) -> bool:
    return item.action in {Action.CREATE, Action.UPDATE, Action.UNCHANGED}


def _archived(source: Instance) -> Iterator[str]:
    """The flows that the source has archived, which no plan moves unless they are named."""
    flows = [flow for flow in source.flows() if flow.state is State.ARCHIVED]
    for kind, word in _WORDS.items():
        names = [repr(flow.name) for flow in flows if flow.key.kind is kind]
        if names:
            more = f" and {len(names) - _LISTED} more" if len(names) > _LISTED else ""
            many = "s" if len(names) > 1 else ""
            yield f"{len(names)} {word}{many}: {', '.join(names[:_LISTED])}{more}"
