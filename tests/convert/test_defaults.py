"""What an older export leaves out: decided as the block behaved, or reported."""

from __future__ import annotations

from typing import Any

import pytest

from flowport.catalogue import ACTIONS
from flowport.catalogue.legacy import LEGACY_BLOCKS, LegacyBlockType, ParameterUse
from flowport.check import Severity, check
from flowport.convert import Exactness, convert, convert_tree
from flowport.model import LegacyFlow

FORMS = list(LEGACY_BLOCKS.values())


def flow_with(block: LegacyBlockType, parameters: list[dict[str, Any]]) -> dict[str, Any]:
    """A legacy flow of one block with these parameters and all its branches, and an end."""
    branches = [{"condition": branch.name, "transition": "end"} for branch in block.branches]
    module = {"id": "a", "type": block.type, "branches": branches, "parameters": parameters}
    if block.target:
        module["target"] = block.target
    end = {"id": "end", "type": "Disconnect", "branches": [], "parameters": []}
    return {"modules": [module, end], "version": "1", "start": "a", "metadata": {}}


def transfer(*conditions: str, **said: str) -> dict[str, Any]:
    """The parameters of a converted transfer to a phone number with these branches."""
    parameters = [{"name": name, "value": value} for name, value in said.items()]
    tree = flow_with(LEGACY_BLOCKS["Transfer/PhoneNumber"], parameters)
    tree["modules"][0]["branches"] = [
        {"condition": condition, "transition": "end"} for condition in conditions
    ]
    found: dict[str, Any] = convert_tree(tree)[0]["Actions"][0]["Parameters"]
    return found


def test_a_transfer_with_an_error_branch_alone_ends_the_flow() -> None:
    """Without BlindTransfer and without branches for the call, the caller never comes back."""
    assert transfer("Error")["ContinueFlowExecution"] == "False"


@pytest.mark.parametrize("condition", ["Success", "CallFailure", "Timeout"])
def test_a_transfer_with_a_branch_for_the_call_goes_on(condition: str) -> None:
    """Only a block that goes on has a branch for what became of the call."""
    assert transfer(condition, "Error")["ContinueFlowExecution"] == "True"


def test_what_a_transfer_says_counts_before_its_branches() -> None:
    """A block that says BlindTransfer is taken at its word."""
    assert transfer("Error", BlindTransfer="false")["ContinueFlowExecution"] == "True"


@pytest.mark.parametrize("block", FORMS, ids=lambda block: block.form)
def test_a_required_parameter_that_is_missing_is_reported(block: LegacyBlockType) -> None:
    """A block without any parameter converts; each one that the service requires has a note."""
    flow, notes = convert_tree(flow_with(block, []))
    action = flow["Actions"][0]
    required = {p.name for p in ACTIONS[action["Type"]].parameters if p.required}
    missing = {name for name in required if "." not in name} - action["Parameters"].keys()

    reported = " ".join(note.message for note in notes if note.kind is Exactness.UNKNOWN)
    assert not [name for name in missing if name not in reported]


@pytest.mark.parametrize("block", FORMS, ids=lambda block: block.form)
def test_a_missing_parameter_is_never_an_error_without_a_note(block: LegacyBlockType) -> None:
    """Our own check refuses a converted block for what it lacks only where a note said so."""
    conversion = convert(LegacyFlow.from_tree(flow_with(block, [])))
    lacks = [f for f in check(conversion.flow, select=["C004"]) if f.severity is Severity.ERROR]

    assert not lacks or any(note.kind is Exactness.UNKNOWN for note in conversion.notes)


@pytest.mark.parametrize("block", FORMS, ids=lambda block: block.form)
@pytest.mark.parametrize("odd", [["x"], {"x": 1}, 5, True, None, 1e308], ids=repr)
def test_a_parameter_of_any_type_is_kept_or_noted(block: LegacyBlockType, odd: object) -> None:
    """Names, keys and values of any JSON type convert; what has no place has a note."""
    known = [p.name for p in block.parameters if p.use is not ParameterUse.OMIT] or ["Strange"]
    parameters = [
        {"name": name, "value": odd, "key": odd, "namespace": odd, "resourceName": odd}
        for name in known
    ]

    flow, _ = convert_tree(flow_with(block, [*parameters, {"name": odd}]))

    assert [action["Identifier"] for action in flow["Actions"]] == ["a", "end"]
