"""No modules import each other, not even for types alone."""

from __future__ import annotations

import ast
from graphlib import TopologicalSorter
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

SOURCES = Path(__file__).parent.parent / "src"


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
    """The imports at the head of files make no circle."""
    graph: dict[str, set[str]] = {}
    for name, path in MODULES.items():
        body = ast.parse(path.read_text(encoding="utf-8")).body
        graph[name] = {*_imports(body)} - {name}

    TopologicalSorter(graph).prepare()
