"""A step for many flows goes on after an error that is one flow's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from flowport.errors import ConflictError, ForbiddenError, UnreachableError
from flowport.jobs.each import for_each
from flowport.ports import FlowKey, FlowKind, FlowSummary

if TYPE_CHECKING:
    from flowport.errors import FlowportError

FLOWS = [
    FlowSummary(key=FlowKey(FlowKind.FLOW, name), arn="", name=name, type="CONTACT_FLOW")
    for name in "ABC"
]


@pytest.mark.parametrize(
    ("error", "last"),
    [
        (ConflictError("taken"), "C"),
        (ForbiddenError("no"), "not done, since the run stopped before it"),
        (UnreachableError("away"), "not done, since the run stopped before it"),
    ],
)
def test_an_error_of_one_flow(error: FlowportError, last: str) -> None:
    """The others are done, unless they would meet the same error; each is reported."""

    def step(flow: FlowSummary) -> str:
        if flow.name == "B":
            raise error
        return flow.name

    assert [str(told) for _, told in for_each(FLOWS, step)] == ["A", str(error), last]
