"""``flowport diff --calls``: which calls differ, from the command line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from command import flowport
from simulate.blocks import block, flow

if TYPE_CHECKING:
    from pathlib import Path


def made(key: str) -> bytes:
    """A menu with one key."""
    return flow(
        block("Menu", "GetParticipantInput", {"Text": "Press a key"}, when={key: "Say"},
              fails={"NoMatchingCondition": "End", "InputTimeLimitExceeded": "End"}),
        block("Say", "MessageParticipant", {"Text": "Thank you"}, to="End"),
        block("End", "DisconnectParticipant"),
        name="Main",
    ).to_bytes()  # fmt: skip


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Path, Path]:
    """The same flow with another key."""
    one, other = tmp_path / "one.json", tmp_path / "other.json"
    one.write_bytes(made("1"))
    other.write_bytes(made("2"))
    return one, other


def test_the_calls_that_differ_are_told_and_written(pair: tuple[Path, Path]) -> None:
    """Each key does something else; each proof passes before and fails after."""
    proofs = pair[0].parent / "proofs"

    done = flowport("diff", *pair, "--calls", "--format", "json", "-o", proofs, code=1)

    found = json.loads(done.stdout)["flows"][0]["differences"]
    assert sorted(each["turns"] for each in found) == [["press 1"], ["press 2"]]
    flowport("test", proofs, "--flows", pair[0])
    flowport("test", proofs, "--flows", pair[1], code=1)


def test_the_same_calls_are_a_statement_with_its_bound(pair: tuple[Path, Path]) -> None:
    """How many calls, and how many branches they were chosen to take."""
    told = flowport("diff", pair[0], pair[0], "--calls").stdout.decode()

    assert "no call differs: " in told
    assert "chosen to take the 8 branches of both" in told


def test_a_picture_of_calls_is_refused(pair: tuple[Path, Path]) -> None:
    """Calls are reported as text or JSON."""
    done = flowport("diff", *pair, "--calls", "--format", "svg", code=2)

    assert "text or json" in done.stderr.decode()


@pytest.mark.parametrize(("channel", "branches"), [("voice", 8), ("chat", 0)])
def test_branches_that_a_channel_cant_take_are_not_in_the_bound(
    pair: tuple[Path, Path], channel: str, branches: int
) -> None:
    """In a chat a menu fails at once, so its keys are no part of what was compared."""
    told = flowport("diff", pair[0], pair[0], "--calls", "--channel", channel, code=0)

    assert f"chosen to take the {branches} branches of both" in told.stdout.decode()


def test_every_channel_is_called_or_said_to_be_as_another(pair: tuple[Path, Path]) -> None:
    """By default all of them are compared."""
    done = flowport("diff", pair[0], pair[0], "--calls", "--format", "json")
    found = json.loads(done.stdout)["flows"][0]

    assert {*found["channels"], *found["alike"]} == {"VOICE", "CHAT", "TASK", "EMAIL"}
    assert set(found["alike"].values()) <= set(found["channels"])
    told = flowport("diff", pair[0], pair[0], "--calls").stdout.decode()
    assert "(voice, chat, task; email is as task)" in told
