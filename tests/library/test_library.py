"""The library: what the command line does, as Python calls."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

import flowport
from command import ROOT
from flowport.errors import EditError, NotFoundError, UsageError

if TYPE_CHECKING:
    from pathlib import Path

SAMPLE = ROOT / "samples" / "legacy" / "main_menu.json"


@pytest.fixture
def menu() -> flowport.OpenFlow:
    """The main menu of the samples."""
    return flowport.open(SAMPLE)["Main menu"]


@pytest.fixture
def folder(tmp_path: Path, menu: flowport.OpenFlow, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of one flow, in a working folder of its own."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "flows").mkdir()
    menu.save(tmp_path / "flows" / "menu.json")
    return tmp_path / "flows"


def test_opening_says_what_is_there() -> None:
    """A folder of legacy exports is opened converted, and its repr is one short line."""
    flows = flowport.open(SAMPLE.parent)
    assert repr(flows) == f"<14 flows of {SAMPLE.parent}>"
    assert repr(flows["Main menu"]) == "<flow 'Main menu' CONTACT_FLOW, 17 blocks>"


def test_an_added_block_is_spliced_in(menu: flowport.OpenFlow) -> None:
    """A block after the entry comes first, and leads to what was first."""
    first = menu.start
    added = menu.add("Play prompt", after="", Text="Hello")
    assert menu.start == added.id
    assert menu.block(added.id).branches["next"] == first
    assert menu.block(added.id).parameters["Text"] == "Hello"


def test_adding_and_removing_leaves_the_flow_as_it_was(menu: flowport.OpenFlow) -> None:
    """Removing what was added connects what it had come between."""
    before = {block.id: block.branches for block in menu.blocks}
    menu.remove(menu.add("Play prompt", after="", Text="Hello").id)
    assert {block.id: block.branches for block in menu.blocks} == before


def test_an_unknown_block_names_the_nearest(menu: flowport.OpenFlow) -> None:
    """A mistyped title is one sentence, and the flow stays."""
    with pytest.raises(EditError, match="did you mean 'Play prompt'"):
        menu.add("Play promt")
    assert len(menu) == 17


def test_a_refused_parameter_leaves_no_block_behind(menu: flowport.OpenFlow) -> None:
    """A block whose parameter can't be set is not added at all."""
    with pytest.raises(EditError, match="not JSON"):
        menu.add("Play prompt", Text=object())
    assert len(menu) == 17


def test_a_title_of_several_blocks_is_refused(menu: flowport.OpenFlow) -> None:
    """Which of several blocks is meant is never guessed."""
    with pytest.raises(EditError, match="blocks are 'Play prompt'"):
        menu.block("Play prompt")


def test_a_flow_of_no_file_needs_a_path(menu: flowport.OpenFlow, tmp_path: Path) -> None:
    """Saving never overwrites another file unless it is forced."""
    other = tmp_path / "other.json"
    other.write_text("mine")
    with pytest.raises(UsageError):
        menu.save(other)
    assert other.read_text() == "mine"


def test_an_unknown_name_is_a_sentence() -> None:
    """A flow that is not there is a NotFoundError."""
    with pytest.raises(NotFoundError, match="no flow is named 'Nope'"):
        flowport.open(SAMPLE)["Nope"]


def test_a_plan_is_applied_and_undone(folder: Path, tmp_path: Path) -> None:
    """A move writes the target folder, and undo empties it again."""
    move = flowport.open(folder).plan("./target", runs=tmp_path / "runs")
    assert repr(move) == "<move to ./target: 1 create>"
    assert move.apply().complete
    assert [flow.name for flow in flowport.open(tmp_path / "target")] == ["Main menu"]
    assert move.undo().complete
    assert not list((tmp_path / "target").rglob("Main menu*"))


def test_a_protected_target_has_to_be_named(folder: Path, tmp_path: Path) -> None:
    """A protected target is written only by a call that names it."""
    (tmp_path / "prod").mkdir()
    settings = '[instances.prod]\nfolder = "prod"\nprotected = true\n'
    (tmp_path / "flowport.toml").write_text(settings)
    move = flowport.open(folder).plan("prod", runs=tmp_path / "runs")
    with pytest.raises(UsageError, match="yes_to='prod'"):
        move.apply()
    assert move.apply(yes_to="prod").complete


def test_archiving_many_needs_the_count(folder: Path, tmp_path: Path) -> None:
    """A plan that archives many flows is applied only up to the number that the call gives."""
    target = tmp_path / "target"
    move = flowport.open(folder).plan("./target", runs=tmp_path / "runs")
    move.apply()
    kept = next(target.rglob("Main menu*"))
    for number in range(12):
        text = kept.read_text().replace("Main menu", f"Menu {number}")
        kept.with_name(f"Menu {number}.json").write_text(text)
    again = flowport.open(folder).plan("target", prune=True, runs=tmp_path / "runs")
    with pytest.raises(UsageError, match="archive_at_most=12"):
        again.apply(archive_at_most=3)


def test_references_to_one_resource(menu: flowport.OpenFlow) -> None:
    """Who uses a resource is found by its name."""
    uses = flowport.open(SAMPLE.parent).refs(to="Weekdays")
    assert {use.label for use in uses} >= {menu.name}


def test_notebooks_show_a_picture(menu: flowport.OpenFlow) -> None:
    """The rich form of a flow is its picture, with the name escaped."""
    shown = menu._repr_html_()
    assert "<svg" in shown
    assert shown.endswith("<figcaption>Main menu</figcaption></figure>")


def test_every_public_name_can_be_imported() -> None:
    """What the package lists is there."""
    for name in flowport.__all__:
        assert getattr(flowport, name) is not None


def test_a_folder_without_flows_is_refused(tmp_path: Path) -> None:
    """An empty folder is a sentence, not an empty list."""
    with pytest.raises(UsageError, match="no flow"):
        flowport.open(tmp_path)


def test_edits_reach_the_file_only_when_saved(folder: Path) -> None:
    """A flow that was edited in memory leaves its file alone until it is saved."""
    path = folder / "menu.json"
    before = path.read_bytes()
    menu = flowport.open(path)["Main menu"]
    menu.add("Play prompt", after="", Text="Hello")
    assert path.read_bytes() == before
    menu.save()
    assert len(flowport.open(path)["Main menu"]) == 18


def test_a_call_is_walked_to_its_end(menu: flowport.OpenFlow) -> None:
    """A caller who presses 1 hears the menu and comes to a queue."""
    call = menu.call("1", at="2026-03-02T10:00")
    assert repr(call).startswith("<call of 'Main menu': in queue ")
    assert any("press 1" in heard for heard in call.heard)
    assert str(call).startswith("Main menu\n")


def test_calls_follow_edits(menu: flowport.OpenFlow) -> None:
    """A call is made on the flow as it is now, not as it was read."""
    menu.add("Play prompt", after="", Text="Hello there")
    assert menu.call().heard[0] == "Hello there"


def test_mocks_answer_a_call(menu: flowport.OpenFlow) -> None:
    """Hours that a mock closes lead another way."""
    hours = "8d814cea-cd5a-5179-8053-1fec901ec06d"
    opened, closed = (
        menu.call("1", mocks={"hours": {hours: state}}).events for state in ("open", "closed")
    )
    assert opened != closed


def test_cases_are_run_on_the_flow(menu: flowport.OpenFlow, tmp_path: Path) -> None:
    """A test case from Python or a file gives a verdict, with the reason where it fails."""
    case: dict[str, Any] = {
        "name": "Hears the menu",
        "given": {"flow": "Main menu"},
        "steps": [{"when": {"hears": "For an order"}, "then": ["end"]}],
    }
    (verdict,) = menu.test(case)
    assert verdict.passed, verdict.reason
    wrong = {**case, "steps": [{"when": {"hears": "Something else"}, "then": ["end"]}]}
    (tmp_path / "case.json").write_text(json.dumps(wrong))
    (verdict,) = menu.test(tmp_path)
    assert not verdict.passed
    assert verdict.reason


def test_no_case_is_a_sentence(menu: flowport.OpenFlow, tmp_path: Path) -> None:
    """A folder without test cases is refused, not passed."""
    with pytest.raises(UsageError, match="no test case"):
        menu.test(tmp_path)
