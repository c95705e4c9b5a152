"""Each class has a name of its own, so that a search for it finds one thing."""

from __future__ import annotations

import ast
from collections import defaultdict
from pathlib import Path

SOURCES = Path(__file__).parent.parent / "src" / "flowport"
#: Names that two classes may share, at most five.
ALLOWED: set[str] = set()


def test_each_class_name_stands_once() -> None:
    """No two classes of the sources have the same name."""
    found = defaultdict(list)
    for path in sorted(SOURCES.rglob("*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef):
                found[node.name].append(str(path.relative_to(SOURCES)))
    shared = {name: where for name, where in found.items() if len(where) > 1}
    assert len(ALLOWED) <= 5
    assert {name: where for name, where in shared.items() if name not in ALLOWED} == {}


def test_no_module_has_a_private_name() -> None:
    """Modules are named for their subject, not by a word that only this house understands."""
    private = "arrivals bench belongings beside bonds coming desk door joints letters plant residue"
    stems = {path.stem for path in SOURCES.rglob("*.py")}
    more = "shelf shells strangers vanished visits"
    assert stems.isdisjoint([*private.split(), *more.split()])
