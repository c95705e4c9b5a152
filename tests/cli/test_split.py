"""``flowport split`` writes all parts or none, and says what it did in plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from flowport.cli import app
from flowport.errors import SplitError, UsageError
from flowport.files import read_path
from simulate.blocks import block, flow
from split.generated import generate

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """A file with a flow of 150 blocks."""
    path = tmp_path / "large.json"
    path.write_bytes(generate(1, 150).to_bytes())
    return path


def run(*words: str | Path) -> Result:
    """What the command says; errors of ours are raised."""
    return CliRunner().invoke(app, ["split", *map(str, words)], catch_exceptions=False)


def test_parts_are_written_by_name(large: Path, tmp_path: Path) -> None:
    """Each part is a file that bears its name."""
    run(large, "-o", tmp_path / "parts")

    names = sorted(path.name for path in (tmp_path / "parts").iterdir())

    assert {"Generated 1.json", "Generated 1 - part 2.json"} <= set(names)


def test_parts_can_be_read_again(large: Path, tmp_path: Path) -> None:
    """A written part is a flow that knows its name."""
    run(large, "-o", tmp_path / "parts")

    part = read_path(tmp_path / "parts" / "Generated 1 - part 2.json")

    assert part.name == "Generated 1 - part 2"


def test_a_dry_run_writes_nothing(large: Path, tmp_path: Path) -> None:
    """It says what would be written."""
    said = run(large, "-o", tmp_path / "parts", "--dry-run").output

    assert ("150 blocks in" in said, (tmp_path / "parts").exists()) == (True, False)


def test_a_preview_draws_the_parts_and_how_they_join(large: Path, tmp_path: Path) -> None:
    """The pictures stand in the folder, and no part does."""
    run(large, "-o", tmp_path / "parts", "--preview")

    names = sorted(path.name for path in (tmp_path / "parts").iterdir())

    assert names == ["preview.html", "preview.svg"]


def test_existing_parts_are_not_overwritten(large: Path, tmp_path: Path) -> None:
    """Nothing at all is written where one file is in the way."""
    parts = tmp_path / "parts"
    parts.mkdir()
    (parts / "Generated 1 - part 2.json").write_text("mine")

    with pytest.raises(UsageError, match="exists"):
        run(large, "-o", parts)

    assert [path.read_text() for path in parts.iterdir()] == ["mine"]


def test_a_small_flow_is_said_to_need_nothing(tmp_path: Path) -> None:
    """Nothing is written for it."""
    path = tmp_path / "small.json"
    path.write_bytes(flow(block("end", "DisconnectParticipant")).to_bytes())

    assert "nothing to cut" in run(path, "-o", tmp_path / "parts").output


def test_where_parts_go_must_be_said(large: Path) -> None:
    """Without a folder there is only the dry run."""
    with pytest.raises(UsageError, match="say where the parts go"):
        run(large)


def test_a_flow_that_cannot_be_cut_says_why(large: Path, tmp_path: Path) -> None:
    """No part of it is written."""
    with pytest.raises(SplitError):
        run(large, "-o", tmp_path / "parts", "--max-blocks", "3")

    assert not (tmp_path / "parts").exists()
