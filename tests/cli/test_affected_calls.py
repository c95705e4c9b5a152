"""``plan --calls`` and ``import --calls``: which calls of the target a change affects."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from command import flowport
from simulate.blocks import block, flow

if TYPE_CHECKING:
    from pathlib import Path


def saying(text: str, name: str = "Main") -> bytes:
    """A flow that says something, a module's name aside."""
    return flow(
        block("Hello", "MessageParticipant", {"Text": text}, to="End"),
        block("End", "DisconnectParticipant"),
        name=name,
    ).to_bytes()


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Two folders with one flow in two versions, and a flow that only the source has."""
    for name, text in (("source", "Good morning"), ("target", "Good evening")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "main.json").write_bytes(saying(text))
    (tmp_path / "source" / "new.json").write_bytes(saying("Hello", "New"))
    return tmp_path


def plan(place: Path, *words: str, code: int = 0) -> str:
    """What a plan of the source into the target prints."""
    words = ("plan", "source", "target", "--type", "CONTACT_FLOW", "--runs", "runs", *words)
    return flowport(*words, cwd=place, code=code).stdout.decode()


def test_a_plan_shows_the_calls_that_it_affects(place: Path) -> None:
    """The flow that changes is shown with what callers hear before and after."""
    told = plan(place, "--calls")

    assert "flow:Main: calls differ in 1 place" in told
    assert "before: says Good evening" in told
    assert "after:  says Good morning" in told


def test_a_plan_as_json_holds_the_calls_with_their_proofs(place: Path) -> None:
    """The member is beside the plan, and the case passes on what the target has now."""
    (found,) = json.loads(plan(place, "--calls", "--json"))["affectedCalls"]
    (place / "proof.json").write_text(json.dumps(found["differences"][0]["case"]))

    assert (found["flow"], found["same"]) == ("flow:Main", False)
    flowport("test", "proof.json", "--flows", "target", cwd=place)
    flowport("test", "proof.json", "--flows", "source", cwd=place, code=1)


def test_a_printed_plan_with_calls_can_be_applied(place: Path) -> None:
    """The calls are not part of what was approved."""
    (place / "plan.json").write_text(plan(place, "--calls", "--json"))

    flowport("apply", "plan.json", "--runs", "runs", cwd=place)

    assert b"Good morning" in (place / "target" / "main.json").read_bytes()


def test_a_plan_that_changes_no_flow_affects_no_call(place: Path) -> None:
    """The same content is a sentence."""
    (place / "target" / "main.json").write_bytes(saying("Good morning"))

    assert "No flow of the target changes" in plan(place, "--calls")


def test_an_import_shows_the_calls_that_it_affects(place: Path) -> None:
    """Also when nothing is written."""
    words = ("import", "source/main.json", "target", "--on-conflict", "replace", "--dry-run")
    done = flowport(*words, "--calls", "--runs", "runs", cwd=place)

    assert "flow:Main: calls differ in 1 place" in done.stdout.decode()


def test_an_import_as_json_holds_the_calls(place: Path) -> None:
    """One object for each flow that changes."""
    words = ("import", "source/main.json", "target", "--on-conflict", "replace", "--dry-run")
    done = flowport(*words, "--calls", "--json", "--runs", "runs", cwd=place)

    (found,) = json.loads(done.stdout)["affectedCalls"]
    assert found["differences"][0]["before"] == "says Good evening"
