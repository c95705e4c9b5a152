"""``flowport draw`` and ``flowport arrange`` as they are called."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from documents import a_flow
from flowport import Flow, read
from flowport.cli import app
from flowport.errors import FlowportError, UsageError
from flowport.layout.sizes import ENTRY_WIDTH

if TYPE_CHECKING:
    from pathlib import Path


def saved(folder: Path, name: str = "flow.json") -> Path:
    """A flow of two blocks in a file."""
    flow = a_flow(("a", "MessageParticipant", "b"), ("b", "DisconnectParticipant", None))
    path = folder / name
    path.write_bytes(flow.to_bytes())
    return path


def test_draw_to_a_folder(tmp_path: Path) -> None:
    """Pictures of a folder's flows keep their names."""
    (tmp_path / "in").mkdir()
    saved(tmp_path / "in")
    out = tmp_path / "out"
    CliRunner().invoke(app, ["draw", str(tmp_path / "in"), "-o", str(out)], catch_exceptions=False)

    assert [path.name for path in out.iterdir()] == ["flow.svg"]


def test_draw_one_to_standard_output(tmp_path: Path) -> None:
    """One picture without -o is printed."""
    found = CliRunner().invoke(app, ["draw", str(saved(tmp_path)), "--format", "mermaid"])

    assert found.stdout.startswith("flowchart LR")


def test_draw_report(tmp_path: Path) -> None:
    """The report is one file, named as asked."""
    out = tmp_path / "all.html"
    CliRunner().invoke(app, ["draw", str(saved(tmp_path)), "--format", "html", "-o", str(out)])

    assert out.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_map_as_mermaid_is_refused(tmp_path: Path) -> None:
    """A map in a format that has none is refused in a sentence, and nothing is written."""
    found = CliRunner().invoke(app, ["draw", str(saved(tmp_path)), "--map", "--format", "html"])

    assert isinstance(found.exception, UsageError)


def test_arrange_in_place(tmp_path: Path) -> None:
    """Arranging in place gives every block a position and changes nothing else."""
    path = saved(tmp_path)
    CliRunner().invoke(app, ["arrange", str(path), "--in-place"], catch_exceptions=False)
    flow = read(path)

    assert isinstance(flow, Flow)
    assert all(flow.position_of(action.id) for action in flow.actions)


def test_arrange_moves_notes(tmp_path: Path) -> None:
    """A note moves with the block that it is pinned to, and keeps all else that it holds."""
    pinned = {"id": "n", "content": "Ask", "actionId": "b", "position": {"x": 5000, "y": 5200}}
    path = tmp_path / "flow.json"
    placed = a_flow(
        ("a", "MessageParticipant", "b"),
        ("b", "Wait", None),
        places={"a": (0, 0), "b": (5000, 5000)},
        metadata={"Annotations": [pinned]},
    )
    path.write_bytes(placed.to_bytes())
    CliRunner().invoke(app, ["arrange", str(path), "--in-place"], catch_exceptions=False)
    flow = read(path)
    assert isinstance(flow, Flow)
    x, y = flow.position_of("b") or (0, 0)

    assert flow.annotations == ({**pinned, "position": {"x": x, "y": y + 200}},)


def test_arrange_keeps_what_stands(tmp_path: Path) -> None:
    """With --keep, blocks that have a position stay."""
    path = tmp_path / "flow.json"
    placed = a_flow(("a", "Wait", "b"), ("b", "Wait", None), places={"a": (700, 33)})
    path.write_bytes(placed.to_bytes())
    done = CliRunner().invoke(
        app, ["arrange", str(path), "--in-place", "--keep"], catch_exceptions=False
    )
    flow = read(path)

    assert "1 block placed" in done.output
    assert isinstance(flow, Flow)
    assert flow.position_of("a") == (700, 33)
    assert flow.position_of("b")


def test_arrange_leaves_legacy_files_alone(tmp_path: Path) -> None:
    """In place only places change: a file that would be converted is not rewritten."""
    path = tmp_path / "old.json"
    legacy = '{"modules": [], "version": "1", "type": "contactFlow", "start": ""}'
    path.write_text(legacy, encoding="utf-8")
    found = CliRunner().invoke(app, ["arrange", str(path), "--in-place"])

    assert isinstance(found.exception, UsageError)
    assert path.read_text(encoding="utf-8") == legacy


def test_arrange_places_the_entry(tmp_path: Path) -> None:
    """The entry stands left of the first block, wherever it stood."""
    path = tmp_path / "flow.json"
    stored = {"entryPointPosition": {"x": 5000, "y": -70}}
    path.write_bytes(a_flow(("a", "Wait", None), metadata=stored).to_bytes())
    CliRunner().invoke(app, ["arrange", str(path), "--in-place"], catch_exceptions=False)
    flow = read(path)

    assert isinstance(flow, Flow)
    entry, first = flow.entry_position, flow.position_of("a")
    assert entry is not None
    assert first is not None
    assert (entry[0] + ENTRY_WIDTH < first[0], entry[1] == first[1]) == (True, True)


def test_arrange_keeps_the_entry(tmp_path: Path) -> None:
    """With --keep, the entry of a first block that stays is not moved."""
    path = tmp_path / "flow.json"
    stored = {"entryPointPosition": {"x": 1, "y": 2}}
    placed = a_flow(
        ("a", "Wait", "b"), ("b", "Wait", None), places={"a": (700, 33)}, metadata=stored
    )
    path.write_bytes(placed.to_bytes())
    CliRunner().invoke(app, ["arrange", str(path), "--in-place", "--keep"], catch_exceptions=False)
    flow = read(path)

    assert isinstance(flow, Flow)
    assert flow.entry_position == (1, 2)


@pytest.mark.parametrize("form", ["svg", "png", "pdf", "mermaid"])
def test_two_files_of_one_name_are_both_drawn(tmp_path: Path, form: str) -> None:
    """Files of one name from two folders become two pictures."""
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        saved(tmp_path / folder)
    given = [str(tmp_path / "one"), str(tmp_path / "two")]
    out = tmp_path / "out"
    CliRunner().invoke(
        app, ["draw", *given, "-o", str(out), "--format", form], catch_exceptions=False
    )

    assert len(list(out.iterdir())) == 2


def test_nothing_is_drawn_where_a_picture_is_in_the_way(tmp_path: Path) -> None:
    """All pictures are written, or none."""
    flows, out = tmp_path / "in", tmp_path / "out"
    flows.mkdir()
    out.mkdir()
    saved(flows, "a.json")
    saved(flows, "b.json")
    (out / "b.svg").write_text("mine")
    found = CliRunner().invoke(app, ["draw", str(flows), "-o", str(out)])

    assert isinstance(found.exception, UsageError)
    assert [path.name for path in out.iterdir()] == ["b.svg"]


def test_arrange_many_needs_a_place(tmp_path: Path) -> None:
    """A folder without -o or --in-place is refused, and says what is missing."""
    saved(tmp_path)
    found = CliRunner().invoke(app, ["arrange", str(tmp_path)])

    assert isinstance(found.exception, UsageError)


def test_a_file_in_place_of_the_folder_is_named(tmp_path: Path) -> None:
    """Where a file stands where the folder should, that is what is said."""
    (tmp_path / "out").write_text("mine")
    found = CliRunner().invoke(
        app, ["draw", str(saved(tmp_path)), "-o", str(tmp_path / "out" / "x.svg")]
    )

    assert "a part of its path is a file" in str(found.exception)


def coverage(folder: Path, name: str = "flow") -> Path:
    """A coverage in which only the first block of a flow was reached."""
    entry = {
        "name": name,
        "reached": ["a"],
        "missing": [{"block": "a", "branch": "error:NoMatchingError", "label": "a -> error"}],
        "impossible": [],
    }
    path = folder / "coverage.json"
    path.write_text(json.dumps({"flows": [entry]}), encoding="utf-8")
    return path


def test_coverage_is_drawn_on_blocks_and_links(tmp_path: Path) -> None:
    """What tests reach is framed and thick, the rest is called so."""
    picture = (
        CliRunner()
        .invoke(
            app,
            ["draw", str(saved(tmp_path)), "--coverage", str(coverage(tmp_path))],
            catch_exceptions=False,
        )
        .stdout
    )

    assert picture.count(">reached<") == 1
    assert picture.count(">not reached<") == 1
    assert 'class="line s-reached" marker-end="url(#to-success)"' in picture


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("[", "not JSON"),
        ("{}", "not a coverage"),
        ('{"flows": [{"name": "flow"}]}', "not a coverage"),
        (None, 'no coverage of a flow named "flow". It has Other'),
    ],
)
def test_a_coverage_that_does_not_fit_is_explained(
    tmp_path: Path, text: str | None, problem: str
) -> None:
    """A sentence says what is wrong with the file of coverage."""
    path = coverage(tmp_path, "Other")
    if text is not None:
        path.write_text(text, encoding="utf-8")
    found = CliRunner().invoke(app, ["draw", str(saved(tmp_path)), "--coverage", str(path)])

    assert isinstance(found.exception, FlowportError)
    assert problem in str(found.exception)


def test_coverage_on_a_map_is_refused(tmp_path: Path) -> None:
    """A map has no blocks to mark."""
    path = coverage(tmp_path)
    found = CliRunner().invoke(
        app, ["draw", str(saved(tmp_path)), "--map", "--coverage", str(path)]
    )

    assert "not on a map" in str(found.exception)
