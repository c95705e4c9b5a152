"""A legacy flow inside an API answer keeps what the answer says of it."""

from __future__ import annotations

import json

from flowport.convert import Home, convert
from flowport.model import read_text

ANSWER = json.dumps(
    {
        "ContactFlow": {
            "Name": "Hold",
            "Type": "CUSTOMER_HOLD",
            "Content": json.dumps({"modules": [], "start": "", "metadata": {"snapToGrid": False}}),
        }
    }
)


def test_for_the_console_name_and_type_move_into_the_file() -> None:
    """The designer's import reads name and type from the metadata."""
    metadata = convert(read_text(ANSWER)).flow.metadata

    assert (metadata["name"], metadata["type"]) == ("Hold", "customerHold")


def test_the_answer_s_name_counts_where_the_content_holds_an_older_one() -> None:
    """An instance renames a flow beside its content; the file is called as the flow is."""
    inner = {"modules": [], "start": "", "metadata": {"name": "Old", "snapToGrid": False}}
    answer = {"ContactFlow": {"Name": "New", "Content": json.dumps(inner)}}

    flow = convert(read_text(json.dumps(answer))).flow

    assert flow.metadata["name"] == flow.name == "New"


def test_for_the_api_they_stay_beside_the_content() -> None:
    """The content has no name; the flow still knows it."""
    flow = convert(read_text(ANSWER), home=Home.API).flow

    assert "name" not in flow.metadata
    assert (flow.name, flow.type) == ("Hold", "CUSTOMER_HOLD")
