"""The page about Python is true: each example prints what stands below it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

from command import ROOT

if TYPE_CHECKING:
    from pathlib import Path

PAGE = ROOT / "docs" / "tasks" / "python.md"


def _blocks() -> list[str]:
    return re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)


def test_the_examples_are_typed(tmp_path: Path) -> None:
    """A strict type checker finds nothing in the examples, as in a project that uses ours."""
    script = tmp_path / "ten_things.py"
    script.write_text("".join(_blocks()), encoding="utf-8")
    called = [sys.executable, "-m", "mypy", "--strict", "--config-file=", str(script)]
    checked = subprocess.run(called, check=False, capture_output=True, text=True, cwd=tmp_path)
    assert checked.returncode == 0, checked.stdout


def test_the_examples_print_what_they_say(tmp_path: Path) -> None:
    """Run in the order of the page, the examples print the comments that follow them."""
    blocks = _blocks()
    shutil.copytree(ROOT / "samples", tmp_path / "samples")
    ran = subprocess.run(
        [sys.executable, "-c", "".join(blocks)],
        check=False,
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env=os.environ | {"XDG_STATE_HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path)},
    )
    said = [line[2:] for block in blocks for line in block.splitlines() if line.startswith("# ")]
    assert (ran.stdout.splitlines(), ran.stderr) == (said, "")
