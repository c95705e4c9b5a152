"""A flow as a Mermaid chart."""

from __future__ import annotations

from documents import a_flow
from flowport.render.mermaid import mermaid


def test_blocks_and_links() -> None:
    """Each block is a node, and each connected branch an arrow with its name."""
    flow = a_flow(
        ("a", "MessageParticipant", "b"),
        ("b", "DisconnectParticipant", None),
        errors={"a": [("NoMatchingError", "b")]},
    )
    rows = mermaid(flow).splitlines()

    assert '  b0 -->|"Success"| b1' in rows
    assert '  b0 -.->|"Error"| b1' in rows


def test_text_can_not_break_out() -> None:
    """Quotes and brackets in a setting become entities."""
    flow = a_flow(("a", "MessageParticipant", None), parameters={"a": {"Text": 'x"] --> y'}})

    assert 'x#34;#93; --#62; y"]' in mermaid(flow)
