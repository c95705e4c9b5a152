"""``flowport draw`` and ``flowport arrange`` as they are called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from click.testing import CliRunner

from documents import a_flow
from flowport import Flow, read
from flowport.cli.commands.arrange import command as arrange
from flowport.cli.commands.draw import command as draw
from flowport.errors import UsageError

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
    CliRunner().invoke(draw, [str(tmp_path / "in"), "-o", str(out)], catch_exceptions=False)

    assert [path.name for path in out.iterdir()] == ["flow.svg"]


def test_draw_one_to_standard_output(tmp_path: Path) -> None:
    """One picture without -o is printed."""
    found = CliRunner().invoke(draw, [str(saved(tmp_path)), "--format", "mermaid"])

    assert found.stdout.startswith("flowchart LR")


def test_draw_report(tmp_path: Path) -> None:
    """The report is one file, named as asked."""
    out = tmp_path / "all.html"
    CliRunner().invoke(draw, [str(saved(tmp_path)), "--format", "html", "-o", str(out)])

    assert out.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_map_as_mermaid_is_refused(tmp_path: Path) -> None:
    """A map in a format that has none is refused in a sentence, and nothing is written."""
    found = CliRunner().invoke(draw, [str(saved(tmp_path)), "--map", "--format", "html"])

    assert isinstance(found.exception, UsageError)


def test_arrange_in_place(tmp_path: Path) -> None:
    """Arranging in place gives every block a position and changes nothing else."""
    path = saved(tmp_path)
    CliRunner().invoke(arrange, [str(path), "--in-place"], catch_exceptions=False)
    flow = read(path)

    assert isinstance(flow, Flow)
    assert all(flow.position_of(action.id) for action in flow.actions)


def test_arrange_keeps_what_stands(tmp_path: Path) -> None:
    """With --keep, blocks that have a position stay."""
    path = tmp_path / "flow.json"
    placed = a_flow(("a", "Wait", "b"), ("b", "Wait", None), places={"a": (700, 33)})
    path.write_bytes(placed.to_bytes())
    CliRunner().invoke(arrange, [str(path), "--in-place", "--keep"], catch_exceptions=False)
    flow = read(path)

    assert isinstance(flow, Flow)
    assert flow.position_of("a") == (700, 33)
    assert flow.position_of("b")


def test_arrange_many_needs_a_place(tmp_path: Path) -> None:
    """A folder without -o or --in-place is refused, and says what is missing."""
    saved(tmp_path)
    found = CliRunner().invoke(arrange, [str(tmp_path)])

    assert isinstance(found.exception, UsageError)
