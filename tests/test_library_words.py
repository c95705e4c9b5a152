"""The library speaks of arguments, and only the command line of commands and options."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import click

from flowport.cli import app
from flowport.cli.option_hints import with_options
from flowport.cli.shared_options import leaves
from flowport.cli.summaries import SUMMARIES
from flowport.remedies import Remedy

ROOT = Path(__file__).parent.parent / "src" / "flowport"
#: What runs only below a command, writes pages about commands, or serves people who can use one.
BESIDE = ("cli/", "server/", "__main__.py", "check/rule_pages.py", "check/formats/", "page/")
_COMMANDS = "|".join(name for commands in SUMMARIES.values() for name in commands)
_NAMED = re.compile(rf"(?:^|[\s\"'])--[a-z][a-z-]+(?![a-z:-])|\bflowport (?:{_COMMANDS})\b")


def _sentences(path: Path) -> list[str]:
    """The strings of a module but for those that only document it."""
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    bare = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    strings = [n for n in nodes if isinstance(n, ast.Constant) and isinstance(n.value, str)]
    return [str(node.value) for node in strings if id(node) not in bare]


def test_no_module_of_the_library_names_options() -> None:
    """A sentence of the library names no option and no command."""
    found = set()
    for path in ROOT.rglob("*.py"):
        name = path.relative_to(ROOT).as_posix()
        if not name.startswith(BESIDE) and any(map(_NAMED.search, _sentences(path))):
            found.add(name)

    assert not found


def _options() -> set[str]:
    context = click.Context(app)
    every = [app.get_command(context, name) for name in app.list_commands(context)]
    found = [leaf for each in every if each for leaf in leaves(each)]
    return {word for leaf in found for option in leaf.params for word in option.opts}


def test_every_way_out_is_an_option_or_a_command() -> None:
    """What the command line says for the library's advice is there to be used."""
    options, commands = _options(), set(_COMMANDS.split("|"))

    for remedy in Remedy:
        words = with_options(f"{remedy} ").split()
        named = {word.strip("();,") for word in words if word.startswith("-")} - {"-o"}
        assert named <= options, remedy
        after = [words[at + 1].strip("()") for at, word in enumerate(words) if "flowport" in word]
        assert set(after) <= commands, remedy
        assert named or after, remedy


def test_no_way_out_is_part_of_another() -> None:
    """The words of each are found in a sentence without doubt."""
    pairs = [(one, other) for one in Remedy for other in Remedy if one != other]

    assert [pair for pair in pairs if pair[0] in pair[1]] == []
