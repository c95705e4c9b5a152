"""Findings as values: what they carry, how they are fixed, suppressed, and said by the service."""

from __future__ import annotations

from typing import Any

import pytest

from breaking import EXAMPLES, example
from flowport.check import (
    Finding,
    Severity,
    Suppression,
    apply,
    check,
    every,
    problems,
    unsuppressed,
)
from flowport.errors import CheckError
from flowport.model import Flow, LegacyFlow, read_text

FIXED = ["S001", "S010", "S011", "C002", "C006"]


def bad(code: str) -> Flow:
    """The bad example of a rule."""
    flow = example(EXAMPLES / code / "bad.json")
    assert isinstance(flow, Flow)
    return flow


def test_problem_is_the_services_wording() -> None:
    """An error says what the service says, in its own words."""
    assert problems(check(bad("B001"))) == (
        "Action is missing required error. Error: QueueAtCapacity, Path: Actions[1]",
    )


def test_warnings_are_no_problems() -> None:
    """What the service accepts is none of its problems."""
    assert problems(check(bad("D001"))) == ()


def test_empty_map_that_is_needed_is_a_warning() -> None:
    """A block that sets no attribute is told of; of whom to record, none may be meant."""
    flow = bad("C013")
    found = check(flow.with_value(f"{check(flow)[0].pointer.rpartition('/')[0]}", {}))

    assert [(f.code, f.severity) for f in found] == [("C017", Severity.WARNING)]


@pytest.mark.parametrize(
    ("settings", "given", "pointers"),
    [
        ({"Transitions": []}, {"Result": "Success"}, ["Result"]),
        ({"OutputParameters": []}, {"ResultData": {"tries": "1"}}, ["ResultData"]),
        ({"OutputParameters": ["tries"]}, {"ResultData": {"tries": "1"}}, []),
        ({}, {"Result": "Success", "ResultData": {"tries": "1"}}, []),
    ],
)
def test_module_returns_what_it_declares(
    settings: dict[str, Any], given: dict[str, Any], pointers: list[str]
) -> None:
    """A result or data that the module's settings lack is told of; missing settings are not."""
    end = {"Identifier": "a", "Type": "EndFlowModuleExecution", "Parameters": given}
    tree = {"Version": "2019-10-30", "StartAction": "a", "Settings": settings, "Actions": [end]}
    found = check(Flow.from_tree(tree), type="MODULE", select=["D016"])

    assert [f.pointer for f in found] == [f"/Actions/0/Parameters/{p}" for p in pointers]


def test_case_is_looked_for_by_something() -> None:
    """A case that nothing is known of can't be found."""
    get = {"Identifier": "a", "Type": "GetCase", "Parameters": {"GetLastUpdatedCase": "true"}}
    tree = {"Version": "2019-10-30", "StartAction": "a", "Actions": [get]}
    found = check(Flow.from_tree(tree), select=["C012"])

    assert [f.severity for f in found] == [Severity.WARNING]


@pytest.mark.parametrize("value", [5, True, None, ["1"], {"Value": "1"}])
def test_attribute_is_a_text(value: object) -> None:
    """An attribute that is not a string is reported, as no designer was seen to write one."""
    flow = bad("C013")
    found = check(flow.with_value(check(flow)[0].pointer, value), select=["C006"])

    assert [f.severity for f in found] == [Severity.WARNING]


@pytest.mark.parametrize(
    ("text", "spoken"),
    [("x" * 3001, "3,001"), ("<break/>" * 300 + "x" * 3000, None), ("<b>" + "x" * 3001, "3,001")],
)
def test_spoken_characters_are_counted(text: str, spoken: str | None) -> None:
    """What a prompt speaks is counted without its markup."""
    say = {"Identifier": "a", "Type": "MessageParticipant", "Parameters": {"SSML": text}}
    tree = {"Version": "2019-10-30", "StartAction": "a", "Actions": [say]}
    found = check(Flow.from_tree(tree), select=["L005"])

    assert [str(spoken) in f.message for f in found] == ([True] if spoken else [])


def test_message_begins_with_the_services_wording() -> None:
    """Our sentence follows the service's."""
    found = check(bad("S010"))[0]

    assert found.message.startswith(f"{found.problem}. ")


def test_pointer_is_in_the_document() -> None:
    """A finding's pointer leads to the place, and its block is named."""
    flow = bad("C013")
    found = check(flow)[0]

    assert (flow.value(found.pointer), found.block) == ("", "set")


@pytest.mark.parametrize("code", FIXED)
def test_fix_ends_the_finding(code: str) -> None:
    """After its fix a rule is silent."""
    mended, _ = apply(bad(code), check(bad(code)))

    assert code not in {finding.code for finding in check(mended)}


def test_every_promised_fix_is_tried() -> None:
    """The rules that say they have a fix are those that are tested."""
    assert sorted(FIXED) == sorted(entry.code for entry in every() if entry.rule.fixes)


def test_fix_leaves_other_text_alone() -> None:
    """A fix changes its own characters only."""
    path = EXAMPLES / "C006" / "bad.json"
    flow = example(path)
    assert isinstance(flow, Flow)
    mended, _ = apply(flow, check(flow))

    assert mended.to_bytes() == path.read_bytes().replace(b": 60,", b': "60",').replace(
        b": 60\n", b': "60"\n'
    )


def suppressed(**rule: Any) -> bool:
    """Whether a suppression covers a finding S009 on block hello of flow main.json."""
    finding = Finding("S009", Severity.ERROR, "wrong", "hello")
    entry = Suppression(**{"code": "S009", "reason": "agreed", **rule})
    return not unsuppressed([finding], [entry], ["Main", "flows/main.json"])


@pytest.mark.parametrize(
    "rule",
    [
        {},
        {"code": "dangling-branch"},
        {"flow": "Main"},
        {"flow": "flows/*.json", "block": "hello"},
    ],
)
def test_suppression_covers(rule: dict[str, str]) -> None:
    """A suppression speaks of a rule, in a flow by name or file, on one block or all."""
    assert suppressed(**rule)


@pytest.mark.parametrize("rule", [{"code": "S008"}, {"flow": "Other"}, {"block": "goodbye"}])
def test_suppression_covers_no_more(rule: dict[str, str]) -> None:
    """Another rule, flow or block is still reported."""
    assert not suppressed(**rule)


def test_suppression_wants_a_reason() -> None:
    """A suppression without a reason is refused."""
    with pytest.raises(CheckError, match="say why"):
        Suppression(code="S009", reason=" ")


LEGACY = """{"modules": [
  {"id": "hello", "type": "PlayPrompt", "metadata": {},
   "branches": [{"condition": "Success", "transition": "gone"}],
   "parameters": [{"name": "Text", "value": "Hello.", "namespace": null}]}
], "version": "1", "type": "contactFlow", "start": "hello", "metadata": {"name": "Old"}}"""


def test_legacy_findings_stand_at_the_legacy_block() -> None:
    """A legacy flow is checked through its conversion, and shown where its owner can find it."""
    legacy = read_text(LEGACY)
    assert isinstance(legacy, LegacyFlow)
    found = [f for f in check(legacy) if f.code == "S009"]

    assert [(f.block, f.pointer, f.fix) for f in found] == [("hello", "/modules/0", None)]


def test_module_by_its_type() -> None:
    """A file that does not say what it is can be checked as a module."""
    found = check(bad("D001"), type="module", select=["S015"])

    assert [f.code for f in found] == ["S015"]
