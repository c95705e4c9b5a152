"""An instance as the stage of test cases: its published flows, its hours, its numbers."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from flowport.catalogue.families import MODULE
from flowport.convert import convert
from flowport.errors import CaseError, NotFoundError
from flowport.jobs.lazy_flows import LazyFlows
from flowport.jobs.simulating import clock_at
from flowport.model import Flow, read_text
from flowport.server.table_world import Tables
from flowport.simulate import Layered, Library, Program, Schedules, World, schedules_by_key
from flowport.store import associations, flows, making, resources
from flowport.testing import Stage

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import Connection

    from flowport.store.flows import Stored
    from flowport.store.instances import InstanceRow
    from flowport.testing import Case

__all__ = ["BLOCKS", "entered", "entry_flow", "program_of", "stage_of"]

_NAMED = ("queue", "hours-of-operation", "prompt")
#: After how many blocks a contact is stopped: it goes in circles, and no clock ends it.
BLOCKS = 2_000


def _shelf(connection: Connection, rows: Iterable[Stored], *, drafts: bool) -> LazyFlows:
    """The active flows by ARN, id and name, each read when a call first comes to it.

    Those that were never published are on it only with ``drafts``.
    """
    shelf = LazyFlows()
    for row in rows:
        if row.state == "ACTIVE" and (drafts or row.published is not None):
            keys = (row.arn, row.id, row.name)
            shelf.put(keys, lambda row=row: _program(connection, row))  # type: ignore[misc]
    return shelf


def _program(connection: Connection, row: Stored) -> Program:
    text = flows.text(connection, row, draft=row.published is None)
    document = read_text(text, name=row.name)
    return program_of(document if isinstance(document, Flow) else convert(document).flow, row)


def program_of(flow: Flow, row: Stored) -> Program:
    """A document as the program of a flow or module of the instance."""
    about: dict[str, Any] = {"Name": row.name, "Arn": row.arn, "Id": row.id}
    about |= {"kind": MODULE.lower()} if row.kind == "module" else {"Type": row.type}
    return Program.of(replace(flow, about=about))


def stage_of(
    connection: Connection,
    instance: InstanceRow,
    *,
    begins: float,
    seed: int,
    kinds: Sequence[str] = ("flow", "module"),
    drafts: bool = False,
    tables: bool = True,
) -> Stage:
    """What the test cases of an instance are run on: its published flows, hours and data tables.

    Args:
        connection: The database.
        instance: The instance.
        begins: When contacts begin, in seconds since 1970.
        seed: Draws the percentages.
        kinds: Whether contacts come to its flows, its modules, or both.
        drafts: Whether a flow that was never published is called as it is saved.
        tables: Whether blocks read the data tables of the instance.
    """
    rows = [row for kind in kinds for row in flows.page(connection, instance.id, kind)]
    held = {kind: resources.page(connection, instance.id, kind) for kind in _NAMED}
    names = {key: row.name for found in held.values() for row in found for key in (row.arn, row.id)}
    schedules = _schedules(connection, held)

    known = (Tables(connection, instance),) if tables else ()

    def at(moment: str) -> tuple[float, World]:
        start, local = clock_at(moment, begins)
        return start, Layered((replace(schedules, local=local), *known))

    return Stage(
        library=Library(_shelf(connection, rows, drafts=drafts), names),
        stems={},
        schedules=Layered((schedules, *known)),
        begins=begins,
        seed=seed,
        blocks=BLOCKS,
        moments=at,
    )


def _schedules(
    connection: Connection, held: dict[str, list[resources.StoredResource]]
) -> Schedules:
    hours = [
        ((row.arn, row.id, row.name), making.read(connection, "hours_of_operation", row))
        for row in held["hours-of-operation"]
    ]
    queues = {
        key: str(row.body.get("HoursOfOperationId") or "")
        for row in held["queue"]
        for key in (row.arn, row.id, row.name)
    }
    return Schedules(schedules_by_key(hours), clock_at("", 0.0)[1], queues)


def entered(connection: Connection, instance: InstanceRow, case: Case) -> Case:
    """The case with the flow that it enters, also where it enters at a number.

    Raises:
        CaseError: It names no flow, or one that is not published and active.
    """
    flow = entry_flow(connection, instance, case.entry.flow, case.entry.destination)
    entry = replace(case.entry, flow=flow)
    found = _found(connection, instance, flow)
    if found is None or found.published is None or found.state != "ACTIVE":
        raise CaseError(f'The instance has no published, active flow "{flow}".')
    return replace(case, entry=entry)


def entry_flow(connection: Connection, instance: InstanceRow, flow: str, number: str) -> str:
    """The id or ARN of the flow that a case enters at: itself, or the one of its number.

    Raises:
        CaseError: It names neither a flow nor a number, or the number leads to no flow.
    """
    return flow or _assigned(connection, instance, number)


def _assigned(connection: Connection, instance: InstanceRow, number: str) -> str:
    """The flow that a number is assigned to."""
    found = resources.find(connection, instance.id, "phone-number", number) if number else None
    for each in associations.every(connection, instance.id) if found else ():
        if found and each.resource == found.arn:
            return each.flow
    if number:
        raise CaseError(f"The number {number} is not the instance's, or leads to no flow.")
    raise CaseError("The test case has no entry point: must specify either FlowId or phone numbers")


def _found(connection: Connection, instance: InstanceRow, flow: str) -> Stored | None:
    """A flow by its id or ARN, with or without a version behind it."""
    plain = flow.rpartition("/")[2].partition(":")[0]
    try:
        return flows.get(connection, instance.id, "flow", plain)
    except NotFoundError:
        return None
