"""What a step writes of a plan's item, and over what of the target."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.catalogue.families import family_of
from flowport.errors import ConflictError, NotFoundError
from flowport.jobs.moving.contents import digest
from flowport.ports import NewFlow
from flowport.remedies import Remedy

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from typing import Any

    from flowport.jobs.moving.plan import Item, TargetFlow
    from flowport.jobs.moving.target_flows import Former

__all__ = ["kind_of", "new_flow", "refuse_changed", "target_of"]


def new_flow(item: Item) -> NewFlow:
    """The flow that is created for an item."""
    return NewFlow(
        kind=item.kind,
        name=item.name,
        type=item.type,
        text=item.text,
        description=item.description or "",
        settings=item.settings,
        tags=item.tags,
        invocation=item.invocation or None,
    )


def kind_of(item: Item) -> str:
    """The reference kind of an item: that of flows, or of modules."""
    return family_of(item.type).reference


def target_of(item: Item) -> TargetFlow:
    """What a plan found in the target.

    Raises:
        NotFoundError: It does not say.
    """
    if item.target is None:
        raise NotFoundError(f"{item.label}: the plan does not say which flow of the target it is")
    return item.target


def refuse_changed(
    item: Item, now: Former, written: Collection[str], begun: Mapping[str, Any] | None
) -> None:
    """Refuse a flow that is neither as it was planned nor as this run writes it.

    Raises:
        ConflictError: It changed.
    """
    target = target_of(item)
    published = None if now.published is None else digest(now.published)
    was, heard = {target.saved}, {target.published}
    if begun:
        was = {digest(begun["saved"]), *written}
        heard = {None if begun["published"] is None else digest(begun["published"]), *written}
    if digest(now.saved) not in was or published not in heard:
        raise ConflictError(
            f"{item.label} changed in the target since it was planned; create a new plan, or "
            f"{Remedy.REPLACE_CHANGE}"
        )
