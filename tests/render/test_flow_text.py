"""The outline of a flow, as ``flowport show`` prints it."""

from __future__ import annotations

from documents import a_flow
from flowport.render.flow_text import outline, text


def test_branches_lead_by_title() -> None:
    """Each branch says the number and title of the block that it leads to."""
    flow = a_flow(("a", "MessageParticipant", "b"), ("b", "DisconnectParticipant", None))

    assert outline(flow)[0].branches == (("Success", "2. Disconnect “b”"),)


def test_blocks_stand_in_reading_order() -> None:
    """Blocks are numbered as a reader meets them, not as the file has them."""
    flow = a_flow(("a", "Wait", "c"), ("b", "Wait", None), ("c", "Wait", None))

    assert [entry.block.id for entry in outline(flow)] == ["a", "c", "b"]


def test_lost_block_is_named() -> None:
    """A block that nothing leads to is said to be one."""
    flow = a_flow(("a", "DisconnectParticipant", None), ("b", "DisconnectParticipant", None))

    assert "2. Disconnect “b”   (nothing leads here)" in text(flow)


def test_missing_and_open_branches() -> None:
    """A branch to nothing and a branch to a missing block are distinguished."""
    flow = a_flow(("a", "MessageParticipant", ""), errors={"a": [("NoMatchingError", "gone")]})

    assert [where for _, where in outline(flow)[0].branches] == [
        "not connected",
        "a block that is missing: gone",
    ]
