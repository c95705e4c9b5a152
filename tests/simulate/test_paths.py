"""Paths are found in texts, in every spelling, and known by where they come from."""

from __future__ import annotations

import pytest

from flowport.simulate import single, survives, template
from flowport.simulate.paths import Path


def test_text_without_paths_is_one_piece() -> None:
    """A price is no path."""
    assert template("It costs $5.00 or $.5") == ("It costs $5.00 or $.5",)


def test_paths_in_a_text_are_taken_out() -> None:
    """A full stop after a path is the sentence's."""
    pieces = template("Hello $.External.name. Goodbye")

    assert pieces == ("Hello ", Path("$.External.name", ("External", "name")), ". Goodbye")


@pytest.mark.parametrize("text", ["$.External.a.b", "$['External']['a']['b']", '$.External["a"].b'])
def test_spellings_share_a_name(text: str) -> None:
    """Dots, brackets and both quotes say the same path."""
    path = single(text)

    assert path is not None
    assert path.name == "External.a.b"


def test_a_whole_value_may_have_spaces_in_its_key() -> None:
    """Old flows compare attributes whose names have spaces."""
    path = single("$.Attributes.Customer type")

    assert path is not None
    assert path.keys == ("Attributes", "Customer type")


def test_a_text_is_no_single_path() -> None:
    """A template with more than a path has no single one."""
    assert single("to $.Queue.Name") is None


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("$.Attributes.a", True),
        ("$.Queue.Name", True),
        ("$.External.a", False),
        ("$.Lex.IntentName", False),
        ("$.StoredCustomerInput", False),
        ("$.Metrics.Queue.Size", False),
        ("$.FlowAttributes.a", False),
        ("$.Unheard.Of", False),
    ],
)
def test_what_survives_a_transfer(text: str, *, kept: bool) -> None:
    """Only what is the contact's own reads the same in the next flow."""
    path = single(text)

    assert path is not None
    assert survives(path) is kept
