"""What real exports hold, counted, decides where documents disagree."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from catalogue.counting import counted
from corpus import needs_corpus
from flowport.catalogue import ACTIONS, exports_table
from flowport.catalogue.exports import accepts_type, accepts_value, parts_of, seen

_HEAD = '''"""What ``flowport.catalogue.exports`` reads; generated from public exports, not edited.

A line an action type; below it what was seen of it, in how many repositories as published, in
how many repositories at all, and in how many files.
"""

from __future__ import annotations

__all__ = ["TABLE"]

TABLE = """\\
'''


@needs_corpus
def test_the_table_is_what_the_corpus_holds() -> None:
    """The generated table is up to date; FLOWPORT_RENEW=1 writes it again."""
    table = counted()
    if os.environ.get("FLOWPORT_RENEW"):
        path = Path(exports_table.__file__)
        path.write_text(f'{_HEAD}{table}\n"""\n', encoding="utf-8")
        return

    assert table == exports_table.TABLE.rstrip("\n")


def test_what_two_repositories_published_is_accepted() -> None:
    """A flow type in which two authors published an action is one that the service accepts."""
    assert accepts_type(ACTIONS["EndFlowExecution"], "CONTACT_FLOW")


def test_a_refusal_on_record_outweighs_any_export() -> None:
    """A flow type that the service was seen to refuse is never accepted, whatever exports hold."""
    refused = [(a, t) for a in ACTIONS.values() for t in a.flow_types_refused]

    assert refused
    assert not [(a.type, t) for a, t in refused if accepts_type(a, t)]


def test_what_nobody_published_is_not_accepted() -> None:
    """A value that no export holds is none that the exports speak for."""
    assert not accepts_value("UpdateContactTextToSpeechVoice", "TextToSpeechEngine", "whispering")


@pytest.mark.parametrize("what", ["parameter", "set", "error", "operator", "value", "type"])
def test_every_kind_of_thing_is_counted(what: str) -> None:
    """The table has lines for each kind of thing that it is asked for."""
    assert f"\n {what} " in exports_table.TABLE


def test_the_parts_of_an_action_are_its_shape() -> None:
    """Keys of the author's own are no part; parameters, errors and operators are."""
    said = {
        "Parameters": {"LambdaFunctionARN": "arn", "LambdaInvocationAttributes": {"mine": "x"}},
        "Transitions": {"Errors": [{"ErrorType": "NoMatchingError", "NextAction": "a"}]},
    }

    assert set(parts_of(ACTIONS["InvokeLambdaFunction"], said)) == {
        ("set", "LambdaFunctionARN LambdaInvocationAttributes"),
        ("parameter", "LambdaFunctionARN"),
        ("parameter", "LambdaInvocationAttributes"),
        ("error", "NoMatchingError"),
    }


def test_a_thing_that_is_seen_says_how_often() -> None:
    """Counts are distinguished: repositories that published it, all repositories, files."""
    found = seen("DisconnectParticipant", "type", "CONTACT_FLOW")

    assert 0 < found.published <= found.repositories <= found.files
