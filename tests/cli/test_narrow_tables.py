"""Tables fit a terminal: names instead of ARNs there, and everything in a pipe."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from flowport.cli import tables
from flowport.refs.all_references import find
from flowport.refs.resolve import resolve
from refs.directories import SOURCE, TARGET, Listed, resource
from refs.test_resolve import flow

if TYPE_CHECKING:
    from flowport.refs.outcome import Outcome

THEIRS, OURS = resource("queue", "Sales", 1, SOURCE), resource("queue", "Sales", 2, TARGET)


@pytest.fixture
def outcome() -> Outcome:
    """A queue that becomes the target's of the same name."""
    made = flow({"QueueId": THEIRS.arn}, {"parameters": {"QueueId": {"displayName": "Sales"}}})
    (found,) = resolve(find(made), Listed((OURS,))).outcomes
    return found


@pytest.mark.parametrize("terminal", [True, False])
def test_arns_are_in_pipes_only(
    outcome: Outcome, monkeypatch: pytest.MonkeyPatch, *, terminal: bool
) -> None:
    """A person sees the names, and a pipe gets the ARNs of both sides too."""
    monkeypatch.setattr(tables, "is_terminal", lambda _stream: terminal)
    row = " ".join(tables.outcome_row(outcome))

    assert row.count("Sales") >= 2
    assert (OURS.arn in row, THEIRS.arn in row) == (not terminal, not terminal)
    assert (OURS.arn in tables.moved(outcome)) is not terminal
