"""Classes and modules have names of their own, so that a search for one finds one thing."""

from __future__ import annotations

import ast
from collections import Counter, defaultdict
from pathlib import Path

SOURCES = Path(__file__).parent.parent / "src" / "flowport"
#: Names that two classes may share, at most five.
ALLOWED: set[str] = set()
#: Names of modules that are there more than once: one subject each, on the floors that treat it.
SUBJECTS = """
    affecting analyze app apply arrange attributes audit branches call caller calling canvas
    canvas_notes cases check client_tokens cloudformation contacts contents conversion data_tables
    database declare document documents editing effects errors evidence families files flow flows
    infrastructure instance instances integrate interact json limits links logic making
    opt_in origin palette parameters placeholders plan planning prepared_types prompts reading
    references resolve resource resources running runs set_ shapes split ssml tags terminate text
    undo unpacking versions
"""


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


def test_modules_of_one_name_are_of_one_subject() -> None:
    """A module's name that is there twice is the same subject on two floors, and listed for it."""
    stems = Counter(path.stem for path in SOURCES.rglob("*.py") if path.stem != "__init__")
    assert {stem for stem, count in stems.items() if count > 1} == set(SUBJECTS.split())


def test_no_module_has_a_private_name() -> None:
    """Modules are named for their subject, not by a word that only this house understands."""
    private = "arrivals bench belongings beside bonds coming desk door joints letters plant residue"
    stems = {path.stem for path in SOURCES.rglob("*.py")}
    more = "shelf shells strangers vanished visits"
    assert stems.isdisjoint([*private.split(), *more.split()])
