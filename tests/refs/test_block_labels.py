"""Messages call a block by the title that the page shows, and by its identifier after it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import flowport
from flowport.model.block_names import block_label, label_in
from flowport.refs.all_references import find
from flowport.refs.own_references import recognise
from flowport.refs.resource import Index
from refs.directories import SOURCE, TARGET, Listed, resource
from refs.test_resolve import flow

ROOT = Path(flowport.__file__).parent
#: Rooms whose sentences name blocks of a flow that is read whole.
ROOMS = ("cli", "infrastructure", "jobs", "refs", "split")
_BY_ID = re.compile(r"block \{(?:[\w.]*\.)?(?:block|id)!r\}")
SALES = resource("queue", "Sales", 1, SOURCE)


@pytest.mark.parametrize(
    ("name", "identifier", "label"),
    [
        ("Play prompt", "3f1c", "block Play prompt (3f1c)"),
        ("Play prompt “hello”", "hello", "block Play prompt “hello”"),
        ("", "3f1c", "block '3f1c'"),
    ],
)
def test_a_label_has_the_title_before_the_identifier(
    name: str, identifier: str, label: str
) -> None:
    """The identifier follows where the title does not hold it, and is alone where there is none."""
    assert block_label(name, identifier) == label


def test_each_reference_knows_the_title_of_its_block() -> None:
    """What a flow refers to is said with the title of the block that refers to it."""
    made = flow({"QueueId": SALES.arn})
    (found,) = find(made)

    assert found.title.startswith("Set working queue")
    assert found.label == label_in(made, found.block)


def test_an_instance_is_not_a_target_of_its_own_flows() -> None:
    """What an export can't find is not said to be missing in a target."""
    own = Index(Listed((resource("queue", "Other", 2, TARGET),)))
    sentences = [
        outcome.reason
        for written in (SALES.arn, "", "1f1a2b3c-1111-4000-8000-000000000001")
        for outcome in recognise(find(flow({"QueueId": written})), own).outcomes
    ]

    assert all(sentences)
    assert [each for each in sentences if "target" in each or "bind" in each] == []


def test_no_sentence_names_a_block_by_its_identifier_alone() -> None:
    """Where the flow is at hand, its blocks have titles."""
    bare = [
        f"{path.relative_to(ROOT)}: {hit.group()}"
        for room in ROOMS
        for path in (ROOT / room).rglob("*.py")
        for hit in _BY_ID.finditer(path.read_text(encoding="utf-8"))
        if path.name != "carried_values.py"  # which has a graph of the flow, and no flow
    ]

    assert bare == []
