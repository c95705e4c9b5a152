"""How long each computation takes on flows of 100,000 blocks, whatever their shape.

Run: ``python benchmarks/bench_bounds.py [BLOCKS] [SHAPE ...]``. The times are of one processor, in
seconds; docs/reference/bounds.md names the bound.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
sys.path.insert(0, str(Path(__file__).parent.parent / "tests/support"))

from flowport.check import check
from flowport.containers import read
from flowport.convert import convert
from flowport.diff import compare
from flowport.errors import FlowportError
from flowport.find import search
from flowport.find.query import parse
from flowport.layout.flow_graph import notes_beside, positions
from flowport.refs.all_references import find
from flowport.render.flow_text import text
from flowport.render.svg import svg
from flowport.simulate import Assumed, Library, Program, run, started
from flowport.split.split import split
from flowport.testing.behaviour import compare_calls
from flowport.testing.generate import generate
from flowport.testing.unreachable import impossible_edges
from shapes import SHAPES, changed, legacy

if TYPE_CHECKING:
    from collections.abc import Callable

    from flowport.model import Flow

BLOCKS = 100_000


def simulated(flow: Flow) -> None:
    """A call, and what can't be reached."""
    program = Program.of(flow)
    run(started(program, Assumed(0)))
    impossible_edges(program)


def converted(flow: Flow) -> None:
    """A legacy file of as many blocks, each linked to the next one."""
    convert(legacy(len(flow.actions)))


def called(flow: Flow) -> None:
    """The calls of a flow, and of the flow with some changes."""
    sides = [(Program.of(each), Library.of([each])) for each in (flow, changed(flow))]
    compare_calls(sides[0], sides[1])


def contained(flow: Flow) -> None:
    """A CloudFormation template with the flow."""
    properties = {"Content": flow.content(), "Name": "x", "Type": "CONTACT_FLOW"}
    resource = {"Type": "AWS::Connect::ContactFlow", "Properties": properties}
    template = {"AWSTemplateFormatVersion": "2010-09-09", "Resources": {"Flow": resource}}
    read(json.dumps(template).encode(), name="template.json")


COMPUTATIONS: dict[str, Callable[[Flow], Any]] = {
    "draw": svg,
    "arrange": lambda flow: notes_beside(flow, positions(flow)),
    "diff": lambda flow: compare(flow, changed(flow)),
    "split": split,
    "check": check,
    "simulate": simulated,
    "convert": converted,
    "show": text,
    "refs": find,
    "find": lambda flow: list(search(flow, parse("x"))),
    "generate": lambda flow: generate(Program.of(flow), Library.of([flow])),
    "calls": called,
    "containers": contained,
}


def main() -> None:
    """Print a line for each shape and computation, and the longest."""
    size = int(sys.argv[1]) if sys.argv[1:] else BLOCKS
    longest = 0.0
    for shape in sys.argv[2:] or SHAPES:
        flow = SHAPES[shape](size)
        for name, computation in COMPUTATIONS.items():
            begin = time.process_time()
            try:
                computation(flow)
                end = ""
            except FlowportError as error:
                end = f"  {str(error)[:60]}"
            taken = time.process_time() - begin
            longest = max(longest, taken)
            print(f"{shape:12} {name:10} {taken:8.1f} s{end}", flush=True)
    print(f"longest: {longest:.1f} s")


if __name__ == "__main__":
    main()
