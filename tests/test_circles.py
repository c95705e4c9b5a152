"""No modules import each other, not even for types alone."""

from __future__ import annotations

import ast
from graphlib import TopologicalSorter
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

SOURCES = Path(__file__).parent.parent / "src"
#: Modules that are one subject in several files, and know each other's types.
ONE_SUBJECT = (
    (
        "check.facts",
        "check.prepared_types",
        "check.rule_registry",
        "check.rule",
        "check.action_view",
    ),
    ("library.editing", "library.workspace"),
)
SUBJECTS = {f"flowport.{name}": f"flowport.{group[0]}" for group in ONE_SUBJECT for name in group}


def _name(path: Path) -> str:
    return ".".join(path.relative_to(SOURCES).with_suffix("").parts).removesuffix(".__init__")


MODULES = {_name(path): path for path in SOURCES.rglob("*.py")}


def _imports(body: list[ast.stmt]) -> Iterator[str]:
    """The modules that a file's statements import, also for types alone."""
    for node in body:
        if isinstance(node, ast.ImportFrom):
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                yield inner if inner in MODULES else str(node.module)
        elif isinstance(node, ast.If):
            yield from _imports(node.body)


def test_no_modules_import_each_other() -> None:
    """The imports at the head of files make no circle, except within one subject."""
    graph: dict[str, set[str]] = {}
    for name, path in MODULES.items():
        here = SUBJECTS.get(name, name)
        body = ast.parse(path.read_text(encoding="utf-8")).body
        there = {SUBJECTS.get(each, each) for each in _imports(body)}
        graph.setdefault(here, set()).update(there - {here})

    TopologicalSorter(graph).prepare()
