"""What is done with damaged documents: read, converted, checked, shown, compared, fixed."""

from __future__ import annotations

import json
import time
from functools import cache
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

from flowport.check import apply, check
from flowport.convert import Home, convert
from flowport.diff import compare
from flowport.errors import FlowportError
from flowport.model import Flow, read_bytes
from flowport.refs.all_references import find
from flowport.render.flow_text import text
from fuzz.asking import SLOW, place
from fuzz.damage import damaged

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from flowport.model import LegacyFlow

__all__ = ["OPERATIONS", "bases", "document", "step", "walk"]

_ROOT = Path(__file__).resolve().parents[2]
_INSTANCE = "arn:aws:connect:us-east-1:111111111111:instance/11111111-1111-4111-8111-111111111111"

Document = "Flow | LegacyFlow"


def _flow(document: Flow | LegacyFlow) -> Flow:
    return document if isinstance(document, Flow) else convert(document).flow


def _converted(document: Flow | LegacyFlow) -> None:
    for home in Home:
        convert(document, home=home).flow.to_bytes()


def _checked(document: Flow | LegacyFlow) -> None:
    check(document)
    check(document, type="CONTACT_FLOW", instance=_INSTANCE)


def _shown(document: Flow | LegacyFlow) -> None:
    text(_flow(document))


def _compared(document: Flow | LegacyFlow) -> None:
    flow = _flow(document)
    compare(flow, flow)
    compare(_flow(read_bytes(bases()[0])), flow)


def _mended(document: Flow | LegacyFlow) -> None:
    flow = _flow(document)
    check(apply(flow, check(flow))[0])


def _referred(document: Flow | LegacyFlow) -> None:
    find(_flow(document))


def _written(document: Flow | LegacyFlow) -> None:
    """What was edited says the new thing, and edited back is as it was, byte for byte."""
    edited = document.with_value("/zzz", [1])
    if read_bytes(edited.to_bytes()).tree != edited.tree:
        raise AssertionError("an edit is not read again as it was written")
    if edited.without("/zzz").to_bytes() != document.to_bytes():
        raise AssertionError("edited back, the file has other bytes")


def _placed(document: Flow | LegacyFlow) -> None:
    for finding in check(document):
        document.place(finding.pointer)


OPERATIONS: Mapping[str, Callable[[Flow | LegacyFlow], None]] = {
    "convert": _converted,
    "check": _checked,
    "show": _shown,
    "diff": _compared,
    "fix": _mended,
    "refs": _referred,
    "place": _placed,
    "write": _written,
}
"""What is done, by name; each may raise a ``FlowportError`` and nothing else."""


@cache
def bases() -> tuple[bytes, ...]:
    """The documents that are damaged: the samples, what they become, and the rules' examples."""
    samples = [path.read_bytes() for path in sorted((_ROOT / "samples").rglob("*.json"))]
    examples = sorted((_ROOT / "tests" / "check" / "examples").glob("*/*.json"))
    cases = sorted((_ROOT / "tests" / "convert" / "cases").rglob("*.legacy.json"))
    return (*samples, *(path.read_bytes() for path in (*examples, *cases)))


@cache
def _tree(index: int) -> Any:
    return json.loads(bases()[index])


def document(seed: int) -> bytes:
    """The damaged document of a seed."""
    random = Random(seed)  # noqa: S311  damage is no secret
    tree = damaged(_tree(random.randrange(len(bases()))), random, random.choice((1, 1, 1, 2, 4)))
    return json.dumps(tree).encode()


def step(seed: int) -> None:
    """Do one thing with one damaged document.

    Raises:
        Exception: something other than a sentence came out.
    """
    names = sorted(OPERATIONS)
    operation = OPERATIONS[names[seed % len(names)]]
    try:
        operation(read_bytes(document(seed)))
    except FlowportError:
        return


def walk(first: int, count: int) -> list[str]:
    """Do steps in order; what went wrong, one sentence a step."""
    wrong: list[str] = []
    for seed in range(first, first + count):
        began = time.process_time()
        try:
            step(seed)
        except Exception as error:  # noqa: BLE001  whatever it is, it is what we look for
            name = sorted(OPERATIONS)[seed % len(OPERATIONS)]
            wrong.append(f"{name}: {place(error)} (seed {seed})")
        if (taken := time.process_time() - began) > SLOW:
            wrong.append(f"step {seed} took {taken:.0f} s")
    return wrong
