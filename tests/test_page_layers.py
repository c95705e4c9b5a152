"""The page's imports point down, as those of the package do."""

from __future__ import annotations

import re
from pathlib import Path

SOURCES = Path(__file__).parent.parent / "web" / "src"
#: Folders and files of the page by layer; the three rooms of the editor may use each other.
LAYERS = {
    "theme": 0,
    "api": 1,
    "place": 2,
    "parts": 3,
    "document": 4,
    "canvas": 5,
    "actions": 6,
    "calling": 6,
    "panels": 6,
    "screens": 7,
    "App": 8,
    "main": 9,
}
EDITOR = {"actions", "calling", "panels"}
_IMPORT = re.compile(r'(?:\bfrom|\bimport\(|^import)\s*"(\.[^"]+)"', re.MULTILINE)


def _room(path: Path) -> str:
    return path.relative_to(SOURCES).parts[0].partition(".")[0]


def _upward(path: Path) -> list[str]:
    """What a file imports from a room that is not its own, lower, or beside it in the editor."""
    here = _room(path)
    found = []
    for target in _IMPORT.findall(path.read_text(encoding="utf-8")):
        there = _room((path.parent / target).resolve())
        beside = here in EDITOR and there in EDITOR
        if there != here and not beside and LAYERS[there] >= LAYERS[here]:
            found.append(target)
    return found


def test_imports_point_down() -> None:
    """No file of the page imports from a room above its own."""
    files = [path for path in SOURCES.rglob("*.ts*") if ".test." not in path.name]
    found = {str(path.relative_to(SOURCES)): _upward(path) for path in files}
    assert {path: targets for path, targets in found.items() if targets} == {}
