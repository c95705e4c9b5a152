"""Valid flows are broken in many ways, and each break is found by the rule that is meant for it."""

from __future__ import annotations

from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any

import pytest

from breaking import EXAMPLES, MUTATIONS, broken, example
from corpus import corpus_files, needs_corpus
from flowport import read
from flowport.check import Severity, check
from flowport.model import Flow

if TYPE_CHECKING:
    from collections.abc import Iterator

ways = pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation["name"])
FEW = 6


@cache
def valid_examples() -> tuple[Flow, ...]:
    """The good examples of all rules."""
    found = [example(path) for path in sorted(EXAMPLES.glob("*/good.json"))]
    return tuple(flow for flow in found if isinstance(flow, Flow))


@cache
def real_flows() -> tuple[Flow, ...]:
    """Real flows in which no error is found."""
    found = [read(path) for path in corpus_files("language")]
    return tuple(f for f in found if isinstance(f, Flow) and not errors(f))


def errors(flow: Flow) -> list[str]:
    """The codes of a flow's errors."""
    return [f.code for f in check(flow) if f.severity is Severity.ERROR]


def misjudged(flows: Iterator[Flow], expected: str) -> list[list[str]]:
    """The errors of flows where the expected rule is silent, or more than one other is an error.

    The expected rule may warn: a queue that is emptied may still have its name in the metadata.
    """
    found = [(errors(flow), {f.code for f in check(flow, select=[expected])}) for flow in flows]
    return [
        codes
        for codes, asked in found
        if expected not in asked or sum(code != expected for code in codes) > 1
    ]


def spread(flows: tuple[Flow, ...], mutation: dict[str, Any]) -> Iterator[Flow]:
    """The first few of the flows that can be broken so."""
    return islice((bad for flow in flows if (bad := broken(flow, mutation))), FEW)


def test_there_are_many_ways() -> None:
    """At least forty ways to break a flow are tried."""
    assert len({mutation["name"] for mutation in MUTATIONS}) >= 40


@ways
def test_break_has_a_flow(mutation: dict[str, Any]) -> None:
    """Some example can be broken so: no way is tried on nothing."""
    assert any(broken(flow, mutation) for flow in valid_examples())


@ways
def test_break_of_an_example_is_found(mutation: dict[str, Any]) -> None:
    """In an example, the expected rule speaks, and at most one other error."""
    assert not misjudged(spread(valid_examples(), mutation), mutation["expect"])


@needs_corpus
@ways
def test_break_of_a_real_flow_is_found(mutation: dict[str, Any]) -> None:
    """In a real flow, the expected rule speaks, and at most one other error."""
    assert not misjudged(spread(real_flows(), mutation), mutation["expect"])
