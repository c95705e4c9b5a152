"""A branch that is reported as unreachable is never taken by 10,000 random calls.

One flow gets all of them as a rule, and the others fewer; with ``FLOWPORT_WALKS=all`` every
generated, example and real flow gets all of them, which takes minutes.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from corpus import corpus_files, needs_corpus
from flowport.convert import convert
from flowport.model import Flow, LegacyFlow, read_bytes
from split.generated import generate
from testing.wandering import wrongly_unreachable

ALL = os.environ.get("FLOWPORT_WALKS") == "all"
CALLS = 10_000
FEWER = CALLS if ALL else 500
EXAMPLES = sorted((Path(__file__).parents[2] / "samples" / "legacy").glob("*.json"))
REAL = corpus_files("language")[:: 1 if ALL else 40]


def read(path: Path) -> Flow:
    """A flow of a file, converted if it is a legacy one."""
    document = read_bytes(path.read_bytes(), name=path.name)
    return convert(document).flow if isinstance(document, LegacyFlow) else document


def test_no_call_of_10_000_takes_a_branch_that_is_reported_as_unreachable() -> None:
    """A generated flow in which the search proves dozens of branches to be unreachable."""
    reported, taken = wrongly_unreachable(generate(5, 45), CALLS)

    assert reported > 20
    assert not taken


@pytest.mark.parametrize("seed", range(100, 140 if ALL else 106))
def test_no_call_of_a_generated_flow_does(seed: int) -> None:
    """Menus, loops, ways back, and every kind of block."""
    assert not wrongly_unreachable(generate(seed, 20 + seed % 40), FEWER)[1]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_no_call_of_an_example_does(path: Path) -> None:
    """The example flows of the project."""
    assert not wrongly_unreachable(read(path), FEWER)[1]


@needs_corpus
@pytest.mark.parametrize("path", REAL, ids=lambda path: path.stem)
def test_no_call_of_a_real_flow_does(path: Path) -> None:
    """Real flows."""
    assert not wrongly_unreachable(read(path), FEWER)[1]
