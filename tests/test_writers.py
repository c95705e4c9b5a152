"""One engine writes: who else calls a method of an instance that changes it is listed here."""

from __future__ import annotations

import ast
import inspect
from pathlib import Path

import pytest

from flowport.ports import Instance

ROOT = Path(__file__).parent.parent / "src" / "flowport"

#: What of an instance only reads, or changes nothing outside this process.
READING = {
    "about",
    "address",
    "aliases",
    "details",
    "directory",
    "drafts_modules",
    "flows",
    "forget",
    "modified",
    "now",
    "paced",
    "read",
    "root",
    "unread",
    "versions",
}
WRITING = {name for name, _ in inspect.getmembers(Instance) if not name.startswith("_")} - READING

#: Where instances are implemented, and what moves flows.
HOMES = ("folder/", "jobs/moving/", "remote/", "store/")

#: Who else may write, with the methods that it calls: test cases are created for a test on an
#: instance, and deleted after it. The designer saves an open flow, and the server its operations,
#: by the functions of the store.
ALLOWED: dict[str, set[str]] = {"jobs/live_tests.py": {"create", "delete"}}


def modules(tree: ast.AST) -> set[str]:
    """The names that a file imports: a call of one of theirs is no call of an instance's method."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            found |= {(alias.asname or alias.name).partition(".")[0] for alias in node.names}
    return found


def root(node: ast.expr) -> str:
    """The first name of an expression: ``self`` of ``self.target.save``."""
    while isinstance(node, ast.Attribute | ast.Call | ast.Subscript):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node.id if isinstance(node, ast.Name) else ""


def writing_calls(path: Path) -> set[str]:
    """The writing methods that a file calls."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    imported = modules(tree)
    return {
        node.func.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in WRITING
        and root(node.func.value) not in imported
    }


def test_every_method_of_the_port_is_known() -> None:
    """A method that the port gets must be called reading here, or counts as writing."""
    assert {"create", "save", "publish", "delete", "set_state", "set_tags"} <= WRITING
    assert {name for name, _ in inspect.getmembers(Instance)} >= READING


def test_a_writing_call_is_seen(tmp_path: Path) -> None:
    """The test sees a call through a name, an attribute or a call, and not one of a module's."""
    path = tmp_path / "some.py"
    path.write_text(
        "from flowport.store import flows\n"
        "flows.create(1)\ntarget.save(1)\nself.target.publish(1)\nopened('x').set_tags(1)\n"
    )

    assert writing_calls(path) == {"save", "publish", "set_tags"}


FILES = {path.relative_to(ROOT).as_posix(): path for path in sorted(ROOT.rglob("*.py"))}


@pytest.mark.parametrize("file", [f for f in FILES if not f.startswith(HOMES)])
def test_only_the_engine_writes(file: str) -> None:
    """No other file calls a writing method of an instance, but for those that are listed."""
    assert writing_calls(FILES[file]) == ALLOWED.get(file, set())
