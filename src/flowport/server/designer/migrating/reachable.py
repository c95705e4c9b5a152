"""The targets that the user of a call reaches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.server.designer.marks import configured_instances, is_of_database
from flowport.server.designer.migrating.targets import MigrationTarget
from flowport.server.designer.refusals import Refusal
from flowport.store import access, instances

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.jobs.moving.plan import Plan
    from flowport.server.designer.ask import Ask

__all__ = ["of_plan", "one", "targets"]


def targets(ask: Ask) -> list[MigrationTarget]:
    """All of them, those of the database first."""
    here = ask.instance.id
    found = [
        MigrationTarget(name=visit.instance.alias or visit.instance.id, visit=visit)
        for visit in ask.visitor.visits
        if visit.instance.id != here
    ]
    if access.TARGETS in access.granted(ask.connection, here, ask.visit.user.id):
        found += _configured(ask)
    return found


def _configured(ask: Ask) -> Iterator[MigrationTarget]:
    """What ``flowport.toml`` names, but for instances of this database: one signs in to those."""
    own = {instance.arn for instance in instances.every(ask.connection)}
    for name, settings in configured_instances(ask.app).items():
        if settings.arn in own or is_of_database(ask.app, settings):
            continue
        yield MigrationTarget(name=name, settings=settings)


def one(ask: Ask, target_id: str) -> MigrationTarget:
    """The target of an id.

    Raises:
        Refusal: There is none, or the user may not see its flows.
    """
    found = next((each for each in targets(ask) if each.id == target_id), None)
    if found is None:
        raise Refusal("not-found", "There is no such target; sign in to it, or look again.")
    if not found.readable:
        raise Refusal("forbidden", f"You may not see the flows of {found.name}.")
    return found


def of_plan(ask: Ask, plan: Plan) -> MigrationTarget | None:
    """The target that a plan is for, if the user reaches it."""
    return next(
        (
            each
            for each in targets(ask)
            if plan.target.arn == each.arn or (not each.arn and plan.target.address == each.name)
        ),
        None,
    )
