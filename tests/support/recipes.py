"""Recipes of the contributors' pages, followed word for word in a copy of the sources."""

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

__all__ = ["blocks", "copy_sources", "follow", "run"]

_PAGES = ROOT / "docs" / "contributing"
#: A file's name at the end of a line, and below it what the file holds.
_FILE = re.compile(r"`([\w./-]+\.\w+)`:\n\n```\w+\n(.*?)```", re.DOTALL)


def blocks(page: str, language: str) -> list[str]:
    """The code of a page that is in one language."""
    text = (_PAGES / page).read_text(encoding="utf-8")
    return re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)


def copy_sources(home: Path) -> Path:
    """A copy of the package below a folder, without the designer's page."""
    kept = shutil.ignore_patterns("__pycache__", "page")
    shutil.copytree(ROOT / "src" / "flowport", home / "src" / "flowport", ignore=kept)
    return home / "src" / "flowport"


def follow(page: str, home: Path) -> list[str]:
    """Write each file that a page shows below a folder; answers with their names.

    Raises:
        FileExistsError: A file is there already: the recipe's made-up name became a real one.
    """
    written = []
    for name, text in _FILE.findall((_PAGES / page).read_text(encoding="utf-8")):
        path = home / name
        if path.exists():
            raise FileExistsError(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        written.append(name)
    return written


def run(home: Path, *args: str | Path, stdin: str = "", code: int = 0) -> str:
    """What Python prints with the copied sources; it must have exited with ``code``."""
    done = subprocess.run(
        [sys.executable, *map(str, args)],
        input=stdin,
        cwd=home,
        env={**os.environ, "PYTHONPATH": str(home / "src")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout
