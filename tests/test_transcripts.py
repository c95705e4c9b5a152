"""The transcripts in the README and the tutorial are what really happens."""

from __future__ import annotations

import re
import shlex
import shutil
from typing import TYPE_CHECKING

import pytest

from command import ROOT, flowport

if TYPE_CHECKING:
    from pathlib import Path

BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)


def transcript(page: str) -> list[tuple[list[str], str]]:
    """The ``flowport`` commands of a page, each with the output printed below it."""
    text = (ROOT / page).read_text(encoding="utf-8")
    steps: list[tuple[list[str], str]] = []
    for block in BLOCK.findall(text):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            words = shlex.split(command, comments=True)
            if words[0] == "flowport":
                steps.append((words[1:], output))
    return steps


def says(expected: str, printed: str) -> bool:
    """Whether the printed text is the expected one, in which ``...`` represents anything."""
    pattern = ".*".join(map(re.escape, expected.split("...")))
    return re.fullmatch(pattern, printed, re.DOTALL) is not None


@pytest.mark.parametrize("page", ["README.md", "docs/tutorial.md"])
def test_a_transcript_is_true(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run in order in an empty folder with the samples, each command prints what is printed."""
    shutil.copytree(ROOT / "samples", tmp_path / "samples")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    steps = transcript(page)

    assert steps
    for words, output in steps:
        done = flowport(*words, cwd=tmp_path, code=None)
        printed = (done.stdout + done.stderr).decode()
        assert says(output, printed), f"{words}\n{printed}"
