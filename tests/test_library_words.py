"""The library speaks of arguments, and only the command line of commands and options."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from flowport.cli.summaries import SUMMARIES

ROOT = Path(__file__).parent.parent / "src" / "flowport"
#: What runs only below a command, writes pages about commands, or serves people who can use one.
BESIDE = ("cli/", "server/", "__main__.py", "check/rule_pages.py", "check/formats/", "page/")
#: Modules whose sentences still name an option; the list may only become shorter.
LEFT = """
    check/baseline check/rules/references/empty_reference files infrastructure/cloudformation
    infrastructure/terraform jobs/conversion jobs/documents jobs/exporting jobs/implied_names
    jobs/import_names jobs/infrastructure jobs/moving/conflicts jobs/moving/examine
    jobs/moving/half_characters jobs/moving/own_flows jobs/moving/plan_json jobs/moving/resources
    jobs/moving/step_writing jobs/moving/titles jobs/moving/typing jobs/moving/undo places
    refs/remaining_source refs/unfilled render/raster render/reached split/split store/backup
    store/database_errors store/first_use testing/trail testing/verdict
"""
_COMMANDS = "|".join(name for commands in SUMMARIES.values() for name in commands)
_NAMED = re.compile(rf"(?:^|[\s\"'])--[a-z][a-z-]+(?![a-z:-])|\bflowport (?:{_COMMANDS})\b")


def _sentences(path: Path) -> list[str]:
    """The strings of a module but for those that only document it."""
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    bare = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    strings = [n for n in nodes if isinstance(n, ast.Constant) and isinstance(n.value, str)]
    return [str(node.value) for node in strings if id(node) not in bare]


def test_no_more_modules_of_the_library_name_options() -> None:
    """A sentence of the library names no option and no command, but in the modules of the list."""
    found = set()
    for path in ROOT.rglob("*.py"):
        name = path.relative_to(ROOT).as_posix()
        if not name.startswith(BESIDE) and any(map(_NAMED.search, _sentences(path))):
            found.add(name.removesuffix(".py"))

    assert found == set(LEFT.split())
