"""The README's transcript is what really happens."""

from __future__ import annotations

import re
import shlex
import shutil
from typing import TYPE_CHECKING

from command import ROOT, flowport

if TYPE_CHECKING:
    from pathlib import Path

BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)


def transcript() -> list[tuple[list[str], str]]:
    """The ``flowport`` commands of the README, each with the output printed below it."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    steps: list[tuple[list[str], str]] = []
    for block in BLOCK.findall(text):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            words = shlex.split(command, comments=True)
            if words[0] == "flowport":
                steps.append((words[1:], output))
    return steps


def test_the_transcript_in_the_readme_is_true(tmp_path: Path) -> None:
    """Run in order in an empty folder with the samples, each command prints what is printed."""
    shutil.copytree(ROOT / "samples", tmp_path / "samples")
    steps = transcript()

    assert steps
    for words, output in steps:
        done = flowport(*words, cwd=tmp_path, code=None)
        assert (done.stdout + done.stderr).decode() == output, words
