"""Rules about JSONPaths read every spelling, in speech and markup as well."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from flowport.check import check
from flowport.model import Flow

if TYPE_CHECKING:
    from flowport.check import Finding


def _codes(
    type_: str, parameters: dict[str, Any], code: str, **options: Any
) -> tuple[Finding, ...]:
    before = {
        "Identifier": "a",
        "Type": "UpdateFlowAttributes",
        "Parameters": {"FlowAttributes": {"n": {"Value": "5"}, "first name": {"Value": "x"}}},
        "Transitions": {"NextAction": "b", "Errors": []},
    }
    block = {"Identifier": "b", "Type": type_, "Parameters": parameters}
    tree = {"Version": "2019-10-30", "StartAction": "a", "Actions": [before, block]}
    return check(Flow.from_tree(tree), select=[code], **options)


@pytest.mark.parametrize(
    "text",
    [
        "$.FlowAttributes.n",
        "$.FlowAttributes.n. Thank you.",
        "<speak><say-as interpret-as='cardinal'>$.FlowAttributes.n</say-as></speak>",
        "<audio src='$.FlowAttributes.n'/>",
        "$.FlowAttributes.['first name']!",
        "$['FlowAttributes']['first name']",
        "$.FlowAttributes.nさん",
    ],
)
def test_an_attribute_that_is_set_is_not_reported(text: str) -> None:
    """Punctuation, markup and brackets are not part of a name."""
    assert _codes("MessageParticipant", {"Text": text}, "D005") == ()


@pytest.mark.parametrize("path", ["$.FlowAttributes.m", "$.FlowAttributes.['m']"])
def test_an_attribute_that_is_not_set_is_reported(path: str) -> None:
    """Every spelling of a name that no block sets is found."""
    assert len(_codes("MessageParticipant", {"Text": f"Hello {path}."}, "D005")) == 1


@pytest.mark.parametrize("path", ["$.External.a", "$.External['a']", "$['External']['a']"])
def test_a_module_that_reads_what_its_caller_stored_is_reported(path: str) -> None:
    """Every spelling of a namespace that a module does not see is found."""
    found = _codes("MessageParticipant", {"Text": path}, "D006", type="MODULE")

    assert len(found) == 1


def test_a_compared_name_with_spaces_needs_brackets() -> None:
    """The bare form is a warning that says how to write it, not an error."""
    given = {"ComparisonValue": "$.Attributes.Customer type"}

    assert _codes("Compare", given, "C010") == ()
    assert ["$.Attributes.['Customer type']" in f.message for f in _codes("Compare", given, "C015")]


def test_an_unknown_namespace_is_found_in_brackets() -> None:
    """The first step is looked up in every spelling."""
    found = _codes("MessageParticipant", {"Text": "$['attributes']['n']"}, "C014")

    assert ["$.Attributes" in f.message for f in found] == [True]


@pytest.mark.parametrize(
    ("code", "path"),
    [
        ("D005", "$.FlowAttributes.['not set']"),
        ("D006", "$.Lex.SessionAttributes.x"),
        ("C014", "$['attributes']['n']"),
        ("C015", "$.Attributes."),
        ("R007", f"arn:aws:connect:us-east-1:111122223333:instance/{'0' * 8}/queue/{'1' * 8}"),
    ],
)
def test_an_operand_is_read_as_a_parameter_is(code: str, path: str) -> None:
    """What a condition compares with is read at its own place in the document."""
    block = {
        "Identifier": "b",
        "Type": "Compare",
        "Parameters": {"ComparisonValue": "$.Attributes.tier"},
        "Transitions": {
            "NextAction": "b",
            "Conditions": [
                {"NextAction": "b", "Condition": {"Operator": "Equals", "Operands": ["1", path]}}
            ],
        },
    }
    tree = {"Version": "2019-10-30", "StartAction": "b", "Actions": [block]}
    kind = "MODULE" if code == "D006" else None
    found = check(Flow.from_tree(tree), type=kind, select=[code])
    assert [finding.pointer for finding in found] == [
        "/Actions/0/Transitions/Conditions/0/Condition/Operands/1"
    ]
