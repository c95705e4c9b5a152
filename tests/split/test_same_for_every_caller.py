"""Every caller hears the same in the parts as in the flow, and the parts are under the limits.

A few flows and callers are walked as a rule; ``FLOWPORT_WALKS=all`` walks 300 generated flows
and every real flow with 200 callers each, which takes minutes.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from corpus import corpus_files, needs_corpus
from flowport.check import Severity, check
from flowport.errors import SplitError
from flowport.model import Flow, read_bytes
from flowport.split import Into, Limits, split
from repeated import slow_after
from split.generated import generate
from split.same import difference

if TYPE_CHECKING:
    from pathlib import Path

    from flowport.split import Split

ALL = os.environ.get("FLOWPORT_WALKS") == "all"
FLOWS, CALLERS, REAL_CALLERS = (300, 200, 200) if ALL else (12, 15, 5)
SMALL = Limits(blocks=10)


def cut(flow: Flow, into: Into) -> Split | None:
    """The flow in parts of 10, None where it can't be cut so small."""
    try:
        return split(flow, name="Flow", limits=SMALL, into=into)
    except SplitError:
        return None


def size_of(seed: int) -> int:
    """From 100 to 1,500 blocks; the first few are the smaller ones, to be quick."""
    return 100 + (seed * 37) % 1401


@pytest.mark.parametrize("seed", slow_after(4, range(FLOWS)))
def test_generated_flows(seed: int) -> None:
    """A generated flow is cut under the limits, and no caller meets a difference."""
    flow = generate(seed, size_of(seed))

    done = split(flow)

    assert max(len(part.actions) for part in done.flows) <= 99
    assert difference(flow, done, CALLERS) == ""


@pytest.mark.parametrize("seed", slow_after(2, range(0, FLOWS, 3)))
def test_generated_flows_into_modules(seed: int) -> None:
    """The same with modules."""
    flow = generate(seed, size_of(seed))

    done = split(flow, into=Into.MODULES)

    assert max(len(part.actions) for part in done.flows) <= 99
    assert difference(flow, done, CALLERS) == ""


FLOWS_OF_CORPUS = slow_after(60, corpus_files("language"))


@needs_corpus
@pytest.mark.parametrize("into", list(Into))
@pytest.mark.parametrize(
    "path", slow_after(60, corpus_files("language")), ids=lambda path: path.stem
)
def test_real_flows_under_a_low_limit(path: Path, into: Into) -> None:
    """A real flow is cut into parts of 10, or left whole."""
    flow = read_bytes(path.read_bytes(), name=path.name)
    assert isinstance(flow, Flow)

    done = cut(flow, into)

    if done is not None:
        assert max(len(part.actions) for part in done.flows) <= 10
        assert difference(flow, done, REAL_CALLERS) == ""


@pytest.mark.parametrize("into", list(Into))
@pytest.mark.parametrize("seed", range(3))
def test_parts_pass_the_check(seed: int, into: Into) -> None:
    """The parts have no error that the flow did not have."""
    flow = generate(seed, 150)
    known = {(finding.code, finding.block) for finding in check(flow)}

    new = [
        f"{finding.code} {finding.block}: {finding.message}"
        for part in split(flow, into=into).flows
        for finding in check(part)
        if finding.severity is Severity.ERROR and (finding.code, finding.block) not in known
    ]

    assert new == []
