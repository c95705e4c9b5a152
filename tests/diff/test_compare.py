"""Each kind of real edit is reported as that edit, also when every block has another identifier."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import pairwise

import pytest

from diff.edits import EDITS, Case
from diff.sample import SAMPLE, reidentified, shuffled, step
from documents import a_flow
from flowport.diff import Aspect, aspect_of, compare
from flowport.diff.edits import Edit, ParameterChanged, Renamed, Replaced
from flowport.model import Flow, edit

CASES = pytest.mark.parametrize("case", EDITS, ids=lambda case: case.name)


def bare(edit: Edit) -> Edit:
    """The edit without its pointers."""
    return replace(edit, was=None, now=None)


@CASES
def test_each_edit_is_told_as_that_edit(case: Case) -> None:
    """What a person did is reported, and nothing else."""
    found = compare(SAMPLE, case.change(SAMPLE))

    assert list(case.told) == [bare(edit) for edit in found.edits]


@CASES
def test_the_way_back_touches_the_same_aspects(case: Case) -> None:
    """Undoing an edit touches meaning if doing it did."""
    done, undone = (
        compare(*pair).same_meaning
        for pair in [(SAMPLE, case.change(SAMPLE)), (case.change(SAMPLE), SAMPLE)]
    )

    assert done == undone


@pytest.mark.parametrize(
    "case",
    [case for case in EDITS if not isinstance(case.told[0], (Replaced, Renamed))],
    ids=lambda case: case.name,
)
def test_edits_are_told_under_new_identifiers(case: Case) -> None:
    """With every block under another identifier and in another order, the edit is still told."""
    found = compare(SAMPLE, reidentified(shuffled(case.change(SAMPLE))))

    kinds = Counter(type(edit) for edit in found.edits if not isinstance(edit, Renamed))
    assert Counter(map(type, case.told)) == kinds


@CASES
def test_pointers_lead_to_what_changed(case: Case) -> None:
    """The pointers of an edit name places that the flows have."""
    after = case.change(SAMPLE)

    for told in compare(SAMPLE, after).edits:
        assert told.was is None or SAMPLE.value(told.was) is not None
        assert told.now is None or after.value(told.now) is not None


def test_only_what_a_contact_meets_is_meaning() -> None:
    """Names, notes, places and the designer's data leave the meaning as it was."""
    aspects = {case.name: {aspect_of(edit) for edit in case.told} for case in EDITS}

    assert {
        name: compare(SAMPLE, case.change(SAMPLE)).same_meaning
        for name, case in zip(aspects, EDITS, strict=True)
    } == {name: Aspect.MEANING not in found for name, found in aspects.items()}


def test_there_are_thirty_kinds() -> None:
    """The list is as long as was promised, and no two are alike."""
    assert len({case.name for case in EDITS}) >= 30


def said(*texts: str) -> Flow:
    """Prompts that lead from one to the next, and all of them to the end when they fail."""
    ids = [f"say{number}" for number in range(len(texts))]
    return a_flow(
        *((here, "MessageParticipant", after) for here, after in pairwise([*ids, "bye"])),
        ("bye", "DisconnectParticipant", None),
        parameters={name: {"Text": text} for name, text in zip(ids, texts, strict=True)},
        errors={name: [("NoMatchingError", "bye")] for name in ids},
    )


def test_a_translated_flow_is_told_as_new_texts() -> None:
    """Texts written again are reported as that, also where no word and no identifier stayed."""
    before = said("Good day", "Please wait", "One moment", "Thank you")
    after = said("Buongiorno", "Attenda prego", "Un momento", "Grazie")
    found = compare(before, reidentified(shuffled(after))).of(Aspect.MEANING)

    assert [type(one) for one in found] == [ParameterChanged] * 4


def test_a_lone_block_written_anew() -> None:
    """Of a block that nothing leads to, a new text under a new identifier is reported as that."""
    lone = step("Lone", "Wait", {"TimeLimitSeconds": "60"}, "Bye")
    before = edit.add(SAMPLE, lone)
    after = edit.set_parameter(before, "Lone", ("TimeLimitSeconds",), "9")
    found = compare(before, reidentified(after)).of(Aspect.MEANING)

    assert [type(one) for one in found] == [ParameterChanged]
