"""What the open document is called with: the instance around it, a moment, mocks."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from flowport.catalogue.families import FAMILIES
from flowport.errors import CaseError
from flowport.refs.all_references import find
from flowport.server.designer.documents import state_of
from flowport.server.designer.refusals import Refusal
from flowport.server.simulated_instance import program_of, stage_of
from flowport.simulate import Mocks, read_mocks
from flowport.testing import read_tree

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Connection

    from flowport.designer import Draft
    from flowport.server.designer.ask import Ask
    from flowport.simulate import Program
    from flowport.store.flows import Stored
    from flowport.store.instances import InstanceRow
    from flowport.testing import Stage

__all__ = ["Opened", "Scene", "begin_of", "opened_in", "scene_of", "seed_of"]

_LONGEST, _MOST = 100_000, 20_000
_LATEST = 253_402_300_000.0  # the end of the year 9999


@dataclass(frozen=True, slots=True)
class Scene:
    """The open document among the flows of its instance.

    Attributes:
        stage: What it is run on; the document is in it for what is stored.
        program: The document.
        row: The flow or module that it is of.
        instance: The instance.
        kept: The names that the document itself keeps of resources, by what it refers to.
    """

    stage: Stage
    program: Program
    row: Stored
    instance: InstanceRow
    kept: Mapping[str, str]

    def name_of(self, reference: str) -> str:
        """What a reader calls a resource: its name, else the last part of its ARN."""
        names = self.stage.library.names
        last = reference.rpartition("/")[2] if reference.startswith("arn:") else reference
        known = names.get(reference) or names.get(last) or self.kept.get(reference)
        return known or last.rpartition(":function:")[2] or reference


@dataclass(frozen=True, slots=True)
class Opened:
    """What a scene is made of, as a call of the page says it.

    Attributes:
        instance: The instance.
        draft: The open document.
        row: The flow or module that it is of.
        kinds: Whether the user may view flows, modules, or both.
        begins: When calls begin, in seconds since 1970.
        seed: What draws the percentages.
        mocks: The mocks.
        tables: Whether the user may view data tables.
    """

    instance: InstanceRow
    draft: Draft
    row: Stored
    kinds: Sequence[str]
    begins: float
    seed: int
    mocks: Mocks
    tables: bool


def opened_in(ask: Ask) -> Opened:
    """The document of a body, and what it is called with.

    Raises:
        Refusal: The document does not exist, or the body has another shape.
        MockError: Its mocks are invalid.
    """
    row = ask.flow(ask.text("flow"))
    draft = state_of(ask).draft
    kinds = [
        kind
        for kind, family in FAMILIES.items()
        if ask.visit.principal.may(f"{family.permission}.View")
    ]
    tables = ask.visit.principal.may("DataTables.View")
    said = (begin_of(ask), seed_of(ask), _mocks(ask))
    return Opened(ask.instance, draft, row, kinds, *said, tables)


def scene_of(connection: Connection, opened: Opened) -> Scene:
    """The open document with the flows, modules, hours and tables that the user may view."""
    draft, row = opened.draft, opened.row
    stage = stage_of(
        connection,
        opened.instance,
        begins=opened.begins,
        seed=opened.seed,
        kinds=opened.kinds,
        drafts=True,
        tables=opened.tables,
    )
    program = program_of(draft.flow, replace(row, name=draft.name or row.name))
    shelf = stage.library.programs
    shelf |= dict.fromkeys((row.arn, row.id, row.name), program)
    if program.name not in shelf:
        shelf[program.name] = program
    kept = {each.written: each.name for each in find(draft.flow) if each.name}
    return Scene(replace(stage, mocks=opened.mocks), program, row, opened.instance, kept)


def begin_of(ask: Ask) -> float:
    """When calls begin, in seconds since 1970: as the page says, so that a call stays the same.

    Raises:
        Refusal: It is not a number of seconds.
    """
    given = ask.body.get("begins")
    if given is None:
        return float(round(time.time()))
    if isinstance(given, bool) or not isinstance(given, (int, float)) or not 0 <= given < _LATEST:
        raise Refusal("bad-request", "'begins' must be a number of seconds since 1970.")
    return float(given)


def seed_of(ask: Ask) -> int:
    """What draws the percentages.

    Raises:
        Refusal: It is not an integer.
    """
    given = ask.body.get("seed", 0)
    if isinstance(given, bool) or not isinstance(given, int):
        raise Refusal("bad-request", "'seed' must be an integer.")
    return given


def _mocks(ask: Ask) -> Mocks:
    """The mocks of a body: a string of JSON or YAML, as in a file of mocks."""
    text = ask.text("mocks", "")
    if len(text) > _LONGEST:
        raise Refusal("bad-request", f"Mocks have at most {_LONGEST:,} characters.")
    if not text.strip():
        return Mocks()
    try:
        tree = read_tree(text, "mocks")
    except CaseError as error:
        raise Refusal("bad-request", f"{str(error)[:1].upper()}{str(error)[1:]}.") from error
    if _size(tree, _MOST) > _MOST:
        raise Refusal("bad-request", f"Mocks have at most {_MOST:,} values, aliases included.")
    return read_mocks(tree)


def _size(tree: Any, most: int) -> int:
    """How many values a tree has; YAML's aliases count each time, and a loop ends at the most."""
    waiting, found = [tree], 0
    while waiting and found <= most:
        each = waiting.pop()
        found += 1
        if isinstance(each, dict):
            waiting += [*each.keys(), *each.values()]
        elif isinstance(each, list):
            waiting += each
    return found
