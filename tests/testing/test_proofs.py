"""No call differs after what must not change behaviour: fixing, converting, arranging, new names.

A few real flows are compared as a rule; ``FLOWPORT_WALKS=all`` compares all of them.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest

from corpus import corpus_files, needs_corpus
from flowport.check import apply, check
from flowport.convert import Home, convert
from flowport.model import Flow, read_bytes
from flowport.simulate import Library, Program
from flowport.testing.behaviour import compare_calls
from testing.mutants import CHANGING, NEUTRAL, mutant, mutants

if TYPE_CHECKING:
    from pathlib import Path

    from flowport.testing.behaviour import CallComparison

ALL = os.environ.get("FLOWPORT_WALKS") == "all"
FLOWS = corpus_files("language")[:: 1 if ALL else 90]
LEGACY = corpus_files("legacy")[:: 1 if ALL else 60]


def compared(before: Flow, after: Flow) -> CallComparison:
    """Two flows, alone."""
    one, other = ((Program.of(each), Library.of([each])) for each in (before, after))
    return compare_calls(one, other)


def read(path: Path) -> Flow:
    """A flow of the corpus, converted if it is a legacy one."""
    document = read_bytes(path.read_bytes(), name=path.name)
    return document if isinstance(document, Flow) else convert(document).flow


@needs_corpus
@pytest.mark.parametrize("path", FLOWS, ids=lambda path: path.stem)
def test_no_call_differs_after_a_fix(path: Path) -> None:
    """Every fix that is offered."""
    flow = read(path)
    fixed, _ = apply(flow, check(flow))

    assert not compared(flow, fixed).differences


@needs_corpus
@pytest.mark.parametrize("path", LEGACY, ids=lambda path: path.stem)
def test_no_call_differs_between_the_homes_of_a_conversion(path: Path) -> None:
    """A flow converted for the console, and for the API."""
    document: Any = read_bytes(path.read_bytes(), name=path.name)
    homes = [convert(document, home=home).flow for home in (Home.CONSOLE, Home.API)]

    assert not compared(homes[0], homes[1]).differences


@needs_corpus
@pytest.mark.parametrize("change", NEUTRAL, ids=lambda change: change.__name__[1:])
@pytest.mark.parametrize("path", FLOWS, ids=lambda path: path.stem)
def test_no_call_differs_by_layout_identifiers_order_or_name(path: Path, change: Any) -> None:
    """None of these is behaviour."""
    flow = read(path)
    made = mutant(flow.tree, change, 3)

    assert made is None or not compared(flow, Flow.from_tree(made)).differences


@needs_corpus
def test_mutations_are_found() -> None:
    """Most mutations of one real flow; ``benchmarks/bench_mutants.py`` measures a hundred."""
    flow = read(corpus_files("language")[3])
    made = mutants(flow.tree, 12)
    found = [kind for kind, tree in made if compared(flow, Flow.from_tree(tree)).differences]

    assert len(made) >= len(CHANGING) // 2
    assert len(found) >= 0.7 * len(made)
