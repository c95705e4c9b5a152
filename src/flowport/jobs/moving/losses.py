"""What does not travel: what this source has, and the target will not have after the move."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from flowport.errors import CredentialsError, ForbiddenError, NotFoundError
from flowport.jobs.moving.plan import FlowChange, label_of
from flowport.ports import FlowKind, State

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from flowport.jobs.moving.options import PlanOptions
    from flowport.jobs.moving.plan import Item, NewQualifier, NewResource
    from flowport.ports import FlowKey, Instance

__all__ = ["losses"]

T = TypeVar("T")

#: How many names one sentence lists.
_LISTED = 5
_WORDS = {FlowKind.FLOW: "archived flow", FlowKind.MODULE: "archived flow module"}


def losses(
    source: Instance | None,
    target: Instance,
    items: Sequence[Item],
    options: PlanOptions,
    *,
    made: Sequence[NewResource] = (),
    named: Sequence[NewQualifier] = (),
) -> list[str]:
    """What does not travel, one sentence each.

    Args:
        source: The instance that the flows come from; None for files.
        target: The instance that they go to.
        items: What is planned.
        options: How it is planned.
        made: The resources that are created.
        named: The versions and aliases that are created.

    Raises:
        InstanceError: The source can't be read.
    """
    found = [f"{each.label}: {note}" for each in made for note in each.notes]
    found += [f"{item.label}: {item.loss}" for item in items if item.loss and _is_written(item)]
    if source is not None:
        found += _qualifiers(source, target, items, named)
    if source is not None and not options.flows:
        found += _archived(source)
    return found


def _is_written(item: Item) -> bool:
    return item.action in {FlowChange.CREATE, FlowChange.UPDATE, FlowChange.UNCHANGED}


def _qualifiers(
    source: Instance, target: Instance, items: Sequence[Item], named: Sequence[NewQualifier]
) -> Iterator[str]:
    """The versions and aliases of written flows and modules that the target will not have.

    A live source is asked for those of its modules alone: two calls a flow would take longer than
    all other reading.
    """
    keys = {
        label_of(flow.key.kind, flow.name): flow.key
        for flow in source.flows()
        if flow.key.kind is FlowKind.MODULE or not source.paced
    }
    for item in items:
        key = (
            keys.get(item.label) if item.action in {FlowChange.CREATE, FlowChange.UPDATE} else None
        )
        if key is None:
            continue
        there = item.target.key if item.target else None
        new = [each for each in named if each.owner == item.label]
        gone = len(_read(source.versions, key)) - sum(not each.alias for each in new)
        gone -= len(_read(target.versions, there)) if there else 0
        names = {alias.name for alias in _read(source.aliases, key)}
        names -= {alias.name for alias in _read(target.aliases, there)} if there else set()
        names -= {each.name for each in new if each.alias}
        words = [f"{gone} version{'s' if gone > 1 else ''}"] if gone > 0 else []
        words += [f"the alias {name!r}" for name in sorted(names)]
        if words:
            yield f"{item.label}: {', '.join(words)}"


def _read(ask: Callable[[FlowKey], Sequence[T]], key: FlowKey) -> Sequence[T]:
    """What an instance lists of a flow; nothing where it is gone or the caller may not see it."""
    try:
        return ask(key)
    except CredentialsError:
        raise
    except (ForbiddenError, NotFoundError):
        return ()


def _archived(source: Instance) -> Iterator[str]:
    """The flows that the source has archived, which no plan moves unless they are named."""
    flows = [flow for flow in source.flows() if flow.state is State.ARCHIVED]
    for kind, word in _WORDS.items():
        names = [repr(flow.name) for flow in flows if flow.key.kind is kind]
        if names:
            more = f" and {len(names) - _LISTED} more" if len(names) > _LISTED else ""
            many = "s" if len(names) > 1 else ""
            yield f"{len(names)} {word}{many}: {', '.join(names[:_LISTED])}{more}"
