"""``flowport find`` on files and folders, of both formats."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from command import flowport
from diff.sample import SAMPLE

if TYPE_CHECKING:
    from pathlib import Path

LEGACY = """{
  "modules": [
    {"id": "bye", "type": "Disconnect", "branches": [], "parameters": [], "metadata": {}}
  ],
  "version": "1", "type": "contactFlow", "start": "bye", "metadata": {"name": "Old"}
}"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the sample and a legacy flow."""
    (tmp_path / "main.json").write_bytes(SAMPLE.to_bytes())
    (tmp_path / "old.json").write_text(LEGACY)
    return tmp_path


def test_each_find_has_its_place(folder: Path) -> None:
    """A line tells file, line, column, flow, block and what was found."""
    done = flowport("find", "bakery", "main.json", cwd=folder)

    lines = (folder / "main.json").read_text(encoding="utf-8").splitlines()
    line = next(n for n, text in enumerate(lines, 1) if "bakery" in text)
    column = lines[line - 1].index('"Welcome') + 1
    assert done.stdout.decode() == (
        f"main.json:{line}:{column}: Main line: Play prompt “Greeting”: "
        "Text “Welcome to the bakery.”\n"
    )


def test_legacy_flows_are_searched_in_their_own_file(folder: Path) -> None:
    """The place of a find in a legacy flow is its block in the legacy file."""
    done = flowport("find", "block:Disconnect", folder, "--json")

    found = {one["flow"]: (one["line"], one["column"]) for one in json.loads(done.stdout)}
    assert found["Old"] == (3, 5)
    assert found.keys() == {"Main line", "Old"}


def test_nothing_found_exits_with_1(folder: Path) -> None:
    """Exit code 1 and no line."""
    done = flowport("find", "attr:nobody", folder, code=1)

    assert done.stdout == b""


@pytest.mark.parametrize(
    ("query", "path", "words"),
    [("atr:x", ".", "did you mean attr:?"), ("x", "missing", "there is no such file")],
)
def test_a_wrong_call_exits_with_2(folder: Path, query: str, path: str, words: str) -> None:
    """A query or path that is wrong is refused in a sentence."""
    done = flowport("find", query, path, cwd=folder, code=2)

    assert words in done.stderr.decode()
