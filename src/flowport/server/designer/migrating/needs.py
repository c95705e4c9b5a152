"""Which permissions a plan asks for: those of the operations of the API that it would call."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from flowport.catalogue.families import FAMILIES
from flowport.jobs.moving.calls import operation
from flowport.jobs.moving.plan import Do, FlowChange
from flowport.server.operations.operation_registry import served

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from flowport.jobs.moving.plan import Item, Plan, Step

__all__ = ["to_apply", "to_undo"]

_WRITTEN = {FlowChange.CREATE, FlowChange.UPDATE, FlowChange.PUBLISH}
_REPLACED = {FlowChange.UPDATE, FlowChange.PUBLISH}


def to_apply(plan: Plan) -> list[str]:
    """What carrying it out asks for, in order."""
    publishing = {
        f"{FAMILIES[item.kind].permission}.Publish"
        for item in plan.items
        if item.publish and item.action in _WRITTEN
    }
    return sorted(_permissions(plan.calls) | publishing)


def to_undo(plan: Plan) -> list[str]:
    """What taking it back asks for, in order."""
    items = {item.label: item for item in plan.items}
    names = (name for step in plan.steps for name in _undoing(step, items.get(step.label)))
    publishing = {
        f"{FAMILIES[item.kind].permission}.Publish"
        for item in plan.items
        if item.action in _REPLACED and item.target and item.target.published is not None
    }
    return sorted(_permissions(names) | publishing)


def _undoing(step: Step, item: Item | None) -> Iterator[str]:
    kind = step.label.partition(":")[0]
    if step.do in {Do.RESOURCE, Do.CREATE, Do.SHELL}:
        yield operation("delete", kind)
    elif step.do is Do.VERSION:
        yield from (operation(verb, kind) for verb in ("versions", "delete_version"))
    elif item is not None:
        yield from (operation(verb, kind) for verb in ("read", "save", "set_state"))


def _permissions(names: Iterable[str]) -> set[str]:
    known = _served()
    return {needs for name in names if (needs := known.get(name))}


@cache
def _served() -> dict[str, str | None]:
    return {name: each.needs for name, each in served().items()}
