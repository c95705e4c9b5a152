"""Every computation on a flow of any shape takes work that grows with its size, and ends.

The work is counted in calls of functions, so that no clock is asked. Where an algorithm of more
work has a budget, the budget is made small, so that what comes after it is what is measured.
"""

from __future__ import annotations

import contextlib
import json
import sys
import time
from importlib import import_module
from typing import TYPE_CHECKING, Any

import pytest

from flowport.check import check
from flowport.containers import read
from flowport.convert import convert
from flowport.diff import compare
from flowport.errors import FlowportError
from flowport.find import search
from flowport.find.query import parse
from flowport.layout.flow_graph import as_placed, notes_beside, positions
from flowport.refs.all_references import find
from flowport.render.flow_text import text
from flowport.render.mermaid import mermaid
from flowport.render.svg import svg
from flowport.simulate import Assumed, Library, Program, run, started
from flowport.split.split import Limits, split
from flowport.testing.behaviour import compare_calls
from flowport.testing.generate import generate
from flowport.testing.unreachable import impossible_edges
from shapes import SHAPES, changed, legacy

if TYPE_CHECKING:
    from collections.abc import Callable

    from flowport.model import Flow

SMALL, TIMES = 25, 8
#: Eight times the size may take so many times the work: sorting, and pages of a picture, take more.
MOST = 13.0
#: So many calls are nothing to speak of.
FREE = 2_000

BUDGETS = {
    "layout.arrange": ("TRIAL_BUDGET",),
    "layout.columns": ("WRAP_BUDGET",),
    "layout.free_room": ("BUDGET",),
    "layout.layers": ("OWN_POINTS", "MOST_POINTS"),
    "layout.canvas_notes": ("BUDGET",),
    "layout.node_order": ("SWEEP_BUDGET", "EXCHANGE_BUDGET"),
    "layout.polish": ("BUDGET",),
    "render.routes": ("BUDGET",),
    "diff.match": ("BUDGET",),
    "diff.colours": ("BUDGET",),
    "testing.generate": ("WORK",),
    "testing.behaviour": ("WORK", "CALLERS"),
}
#: Work that nothing simpler comes after: enough for the usual shapes of this size.
ENDS = {"split.carried_values": ("BUDGET", 4_000)}


def _arranged(flow: Flow) -> None:
    notes_beside(flow, positions(flow))


def _simulated(flow: Flow) -> None:
    run(started(Program.of(flow), Assumed(0)))


def _generated(flow: Flow) -> None:
    program = Program.of(flow)
    generate(program, Library.of([flow]))


def _called(flow: Flow) -> None:
    sides = [(Program.of(each), Library.of([each])) for each in (flow, changed(flow))]
    compare_calls(sides[0], sides[1])


def _converted(flow: Flow) -> None:
    convert(legacy(len(flow.actions)))


def _contained(flow: Flow) -> None:
    properties = {"Content": flow.content(), "Name": "x", "Type": "CONTACT_FLOW"}
    resource = {"Type": "AWS::Connect::ContactFlow", "Properties": properties}
    template = {"AWSTemplateFormatVersion": "2010-09-09", "Resources": {"Flow": resource}}
    read(json.dumps(template).encode(), name="template.json")


COMPUTATIONS: dict[str, Callable[[Flow], Any]] = {
    "arrange": _arranged,
    "place": as_placed,
    "draw": svg,
    "mermaid": mermaid,
    "show": text,
    "check": check,
    "diff": lambda flow: compare(flow, changed(flow)),
    "refs": find,
    "find": lambda flow: list(search(flow, parse("x"))),
    "split": lambda flow: split(flow, limits=Limits(blocks=15)),
    "simulate": _simulated,
    "prove": lambda flow: impossible_edges(Program.of(flow)),
    "generate": _generated,
    "calls": _called,
    "convert": _converted,
    "containers": _contained,
}


def bound(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make every budget small."""
    for module, constants in BUDGETS.items():
        for constant in constants:
            monkeypatch.setattr(import_module(f"flowport.{module}"), constant, 40)
    for module, (constant, most) in ENDS.items():
        monkeypatch.setattr(import_module(f"flowport.{module}"), constant, most)


def work(computation: Callable[[Flow], Any], flow: Flow) -> int:
    """How many calls a computation makes; one that ends in a sentence ends as well."""
    count = 0

    def counted(_frame: object, event: str, _given: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    sys.setprofile(counted)
    try:
        computation(flow)
    except FlowportError:
        pass
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("name", COMPUTATIONS)
def test_the_work_grows_with_the_size(
    name: str, shape: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Eight times the flow takes about eight times the work, whatever its shape."""
    bound(monkeypatch)
    computation = COMPUTATIONS[name]
    work(computation, SHAPES[shape](3))  # what is made once
    small, large = (work(computation, SHAPES[shape](size)) for size in (SMALL, TIMES * SMALL))

    assert large <= MOST * small + FREE


def seconds(computation: Callable[[Flow], Any], flow: Flow) -> float:
    """The processor's time that a computation takes, at its best of two."""
    taken = []
    for _ in range(2):
        begin = time.process_time()
        with contextlib.suppress(FlowportError):
            computation(flow)
        taken.append(time.process_time() - begin)
    return min(taken)


GROWING = ("check", "containers", "convert", "find", "refs", "show", "split")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "shape"),
    [
        *((name, shape) for name in GROWING for shape in ("chain", "star", "companions")),
        *(("split", shape) for shape in ("ring", "back", "dense", "hub")),
    ],
)
def test_the_time_grows_with_the_size(
    name: str, shape: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Lists that are searched and copied, which no call shows, don't grow with the square."""
    bound(monkeypatch)
    small, large = (seconds(COMPUTATIONS[name], SHAPES[shape](size)) for size in (1_000, 8_000))

    assert large <= 20 * small + 1
