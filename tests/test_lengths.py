"""Functions and modules are short: one that grows does two things."""

from __future__ import annotations

import ast
from pathlib import Path

ROOT = Path(__file__).parent.parent / "src" / "flowport"
#: The first release's tables, as they were: a migration is never edited.
MIGRATIONS = "store/migrations/versions/"
MOST = 60
#: Tables of the facts of the service, with little code beside them.
TABLES = {
    "catalogue/actions/integrate.py",
    "catalogue/evidence.py",
    "catalogue/exports_table.py",
    "catalogue/palette.py",
}
MOST_OF_A_MODULE = 350
FILES = [path for path in ROOT.rglob("*.py") if MIGRATIONS not in path.relative_to(ROOT).as_posix()]


def test_no_function_is_longer_than_a_screen() -> None:
    """No function has more than 60 lines, its docstring counted."""
    long = [
        f"{path.relative_to(ROOT)}: {node.name} has {node.end_lineno - node.lineno + 1} lines"
        for path in FILES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno is not None
        and node.end_lineno - node.lineno >= MOST
    ]

    assert not long


def test_no_module_is_longer_than_one_subject() -> None:
    """No module has more than 350 lines, except tables of facts."""
    long = {
        name
        for path in FILES
        if len(path.read_text(encoding="utf-8").splitlines()) > MOST_OF_A_MODULE
        and (name := path.relative_to(ROOT).as_posix())
    }

    assert long == TABLES
