"""What is taken for a test case: also one whose members are misspelt, and nothing else."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flowport.errors import CaseError
from flowport.simulate import MOCK_SECTIONS
from flowport.testing import is_case, read_case

_MEMBERS = ["given", "steps", "Observations", "EntryPoint", "InitializationData"]


@st.composite
def misspelt(draw: st.DrawFn) -> str:
    """A member of a test case with a letter too many, too few, or another one."""
    word = draw(st.sampled_from(_MEMBERS))
    at = draw(st.integers(1, len(word) - 1))
    change = draw(st.sampled_from(["", word[at] * 2, "x"]))
    found = word[:at] + change + word[at + 1 :]
    return found.lower() if draw(st.booleans()) else found


@given(misspelt())
@settings(max_examples=50, deadline=None)
def test_a_misspelt_case_is_refused_and_not_skipped(word: str) -> None:
    """It is taken for a test case, and the sentence names the member that is meant."""
    tree = {"name": "case", word: []}

    assert is_case(tree)
    with pytest.raises(CaseError) as refused:
        read_case(tree, "case")
    told = str(refused.value) + " ".join(refused.value.problems)
    assert any(member in told for member in _MEMBERS)


@pytest.mark.parametrize(
    "tree",
    [
        {"Version": "2019-10-30", "StartAction": "a", "Actions": []},
        {"Name": "Main", "Type": "CONTACT_FLOW", "Content": {"Actions": []}},
        {"Name": "Main", "Content": '{"Version": "2019-10-30", "Actions": []}'},
        {"modules": [], "start": "a", "metadata": {}},
        {"name": "package", "version": "1.0.0", "scripts": {}},
        {"stages": ["test"]},
        {section: {} for section in MOCK_SECTIONS},
        [],
        [5],
        5,
    ],
)
def test_other_files_are_not_test_cases(tree: Any) -> None:
    """Flows, mocks and whatever else is kept beside test cases."""
    assert not is_case(tree)
