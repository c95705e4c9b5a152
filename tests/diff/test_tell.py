"""Edits are reported in a reviewer's words."""

from __future__ import annotations

import json

import pytest

from diff.edits import EDITS
from diff.sample import SAMPLE, reidentified, shuffled
from flowport.diff import Aspect, compare, edits
from flowport.diff.diff_report import FlowDifference
from flowport.diff.edits import Edit
from flowport.diff.formats import json as json_format
from flowport.diff.formats import markdown, text
from flowport.diff.outline import outline
from flowport.diff.tell import several, sign, tell
from flowport.model import edit

CASES = {case.name: case for case in EDITS}

TOLD = {
    "change the text of a prompt": "Play prompt “Greeting”: text changed from "
    "“Welcome to the bakery.” to “Welcome to the new bakery.”",
    "lead an error branch elsewhere": "Error branch of Set working queue “Queue” now leads to "
    "Disconnect “Bye” (was Play prompt “Sorry”)",
    "cut a branch off": "Error branch of Set working queue “Queue” now leads nowhere "
    "(was Play prompt “Sorry”)",
    "set one more attribute": "Set contact attributes “Tag”: attributes “language” added: “en”",
    "ask for another digit": "Get customer input “Menu”: condition Pressed 2 changed to Pressed 9; "
    "it still leads to AWS Lambda function “Lookup”",
    "put a block in between": "Added Play prompt “Offer” on the Success and Error branches of "
    "Play prompt “Greeting”, before Check hours of operation “Hours”",
    "put a block before all others": "Added Play prompt “Hello” at the start, before "
    "Play prompt “Greeting”",
    "take a block out and leave a gap": "Removed AWS Lambda function “Lookup”; the Pressed 2 "
    "branch of Get customer input “Menu” now leads nowhere",
    "begin elsewhere": "The flow now starts at Check hours of operation “Hours” "
    "(was Play prompt “Greeting”)",
    "name a block": "Play prompt “Hello” was called “Greeting”",
}


@pytest.mark.parametrize("name", TOLD)
def test_sentences(name: str) -> None:
    """The sentence names the block, the branch or setting, and both sides."""
    told = [tell(one) for one in compare(SAMPLE, CASES[name].change(SAMPLE)).edits]

    assert told == [TOLD[name]]


def test_every_kind_of_edit_has_a_sentence() -> None:
    """No kind falls back on its class's name."""
    kinds = [getattr(edits, name) for name in edits.__all__]
    fallback = tell.dispatch(Edit)
    silent = [k for k in kinds if issubclass(k, Edit) and tell.dispatch(k) is fallback]

    assert silent == [Edit]


def test_a_long_text_is_shown_where_it_changed() -> None:
    """Of long texts the sentence shows the part that differs."""
    long = "word " * 60
    before = edit.set_parameter(SAMPLE, "Greeting", ("Text",), f"{long}old end")
    after = edit.set_parameter(SAMPLE, "Greeting", ("Text",), f"{long}new end")

    told = tell(compare(before, after).edits[0])

    assert "old end”" in told
    assert "new end”" in told
    assert len(told) < 320


def test_resources_are_named_as_the_designer_shows_them() -> None:
    """A changed ARN is reported with the names that the designer keeps."""
    flows = []
    for arn, name in (("arn:one", "Sales"), ("arn:two", "Help")):
        flow = edit.set_parameter(SAMPLE, "Queue", ("QueueId",), arn)
        shown = {"parameters": {"QueueId": {"displayName": name}}}
        flows.append(edit.set_metadata(flow, "Queue", shown))

    told = tell(compare(*flows).edits[0])

    assert told.endswith("changed from “Sales” (“arn:one”) to “Help” (“arn:two”)")


def test_a_block_keeps_the_name_that_its_former_text_gave() -> None:
    """A block without a name of its own is not called by its new text."""
    before = reidentified(SAMPLE)
    start = before.start
    after = edit.set_parameter(before, start, ("Text",), "Hi!")

    assert tell(compare(before, after).edits[0]).startswith("Play prompt “Welcome to the bakery.”")


def test_many_moves_are_one_line() -> None:
    """Moved blocks are counted, not listed."""
    moved = edit.move(SAMPLE, {action.id: (1.0, 2.0) for action in SAMPLE.actions})

    assert several(compare(SAMPLE, moved), Aspect.LAYOUT) == ["11 blocks moved"]


def test_signs() -> None:
    """What is new, gone and otherwise have their signs."""
    names = ["put a block in between", "take a digit away", "begin elsewhere"]
    found = [compare(SAMPLE, CASES[name].change(SAMPLE)).edits[0] for name in names]

    assert [sign(one) for one in found] == ["+", "-", "~"]


def test_text_says_that_nothing_changed() -> None:
    """Flows alike in all are one short line."""
    assert text.render([FlowDifference("a", "b", compare(SAMPLE, SAMPLE))]) == "No change.\n"


def test_text_tells_names_apart() -> None:
    """An edit without meaning stands below a line that says so."""
    found = compare(SAMPLE, CASES["give the flow another name"].change(SAMPLE))

    assert text.render([FlowDifference("a", "b", found)]) == (
        "No change in meaning.\n"
        "Names and notes: The flow's name changed from “Main line” to “Front door”\n"
    )


def test_text_of_many_flows() -> None:
    """Each changed flow has its heading, and the rest are counted."""
    same = compare(SAMPLE, SAMPLE)
    entries = [FlowDifference("a", "a", same), FlowDifference("b", None), FlowDifference(None, "c")]

    assert text.render(entries) == (
        "b (flow is gone)\n\nc (new flow)\n\n1 more flow without a change.\n"
    )


@pytest.mark.parametrize("name", CASES)
def test_json_is_whole(name: str) -> None:
    """Each edit has its kind, aspect and sentence, and the report its verdict."""
    found = compare(SAMPLE, CASES[name].change(SAMPLE))

    report = json.loads(json_format.render([FlowDifference("a", "b", found)]))

    assert report["same_meaning"] == found.same_meaning
    assert [one["sentence"] for one in report["flows"][0]["edits"]] == [
        tell(e) for e in found.edits
    ]
    assert all({"kind", "aspect"} <= one.keys() for one in report["flows"][0]["edits"])


def test_markdown_cannot_be_broken_by_texts() -> None:
    """Markup and mentions in a prompt are shown, not rendered."""
    hostile = edit.set_parameter(SAMPLE, "Greeting", ("Text",), "</details> @everyone **x**")

    told = markdown.render([FlowDifference("a", "b", compare(SAMPLE, hostile))])

    assert "</details>" not in told
    assert r"\@everyone \*\*x\*\*" in told


def test_markdown_folds_what_changes_no_meaning() -> None:
    """Layout is folded away, and the summary says that the meaning stayed."""
    moved = CASES["move a block"].change(SAMPLE)

    told = markdown.render([FlowDifference("a", "b", compare(SAMPLE, moved))])

    assert told.startswith("**No change in meaning.**")
    assert told.index("<details>") < told.index("moved from")


@pytest.mark.parametrize("name", CASES)
def test_the_outline_changes_with_the_meaning(name: str) -> None:
    """The lines for git differ where the meaning does."""
    after = CASES[name].change(SAMPLE)

    assert compare(SAMPLE, after).same_meaning or outline(SAMPLE) != outline(after)


def test_the_outline_forgets_identifiers_and_order() -> None:
    """Machine-made identifiers, the order of actions and keys leave no trace in the lines."""
    flow = reidentified(SAMPLE, 1)

    assert outline(flow) == outline(reidentified(shuffled(flow), 2))
