"""Where the page shows a finding: its block, its branch, its field."""

from __future__ import annotations

import pytest

from flowport.check import Finding, Severity
from flowport.designer.page_findings import finding_json
from flowport.layout.faces import face
from flowport.model import Flow

_MENU = {
    "Identifier": "menu",
    "Type": "GetParticipantInput",
    "Parameters": {"Text": "Press a key", "StoreInput": "False"},
    "Transitions": {
        "NextAction": "menu",
        "Conditions": [
            {"NextAction": "", "Condition": {"Operator": "Equals", "Operands": [key]}}
            for key in "0123456789*#"
        ],
        "Errors": [
            {"NextAction": "", "ErrorType": error}
            for error in ("NoMatchingError", "InputTimeLimit")
        ],
    },
}
_FLOW = Flow.from_tree({"Version": "2019-10-30", "StartAction": "menu", "Actions": [_MENU]})


@pytest.mark.parametrize(
    ("place", "branch"),
    [
        ("NextAction", "next"),
        ("Conditions/1/NextAction", "condition:1"),
        ("Conditions/10/NextAction", "condition:10"),
        ("Conditions/11/Condition/Operands/0", "condition:11"),
        ("Conditions/12", None),
        ("Errors/1", "error:InputTimeLimit"),
        ("Errors", None),
    ],
)
def test_a_finding_is_about_the_branch_that_its_place_is_in(place: str, branch: str) -> None:
    """The eleventh branch of a menu is not taken for the second."""
    finding = Finding(
        code="F001",
        severity=Severity.ERROR,
        message="this branch is not connected",
        block="menu",
        pointer=f"/Actions/0/Transitions/{place}",
    )

    assert finding_json(finding, dict(enumerate(_FLOW.actions)), face)["branch"] == branch
