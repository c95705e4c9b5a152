"""The library speaks of arguments, and only the command line of commands and options."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest

from flowport.cli import app
from flowport.cli.option_hints import HINTS, with_options
from flowport.cli.shared_options import leaves
from flowport.cli.summaries import SUMMARIES
from flowport.remedies import Remedy

if TYPE_CHECKING:
    from collections.abc import Iterator

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
        words = HINTS[remedy].split()
        named = {word.strip("();,") for word in words if word.startswith("-")} - {"-o"}
        assert named <= options, remedy
        after = [words[at + 1].strip("()") for at, word in enumerate(words) if "flowport" in word]
        assert set(after) <= commands, remedy
        assert named or after, remedy


def test_no_way_out_is_part_of_another() -> None:
    """The words of each are found in a sentence without doubt."""
    pairs = [(one, other) for one in Remedy for other in Remedy if one != other]

    assert [pair for pair in pairs if pair[0] in pair[1]] == []


def _filled(part: ast.expr) -> str:
    """A part of an f-string, with a letter for what is filled in."""
    if isinstance(part, ast.Constant):
        return str(part.value)
    named = ast.unparse(part.value) if isinstance(part, ast.FormattedValue) else ""
    return Remedy[named.removeprefix("Remedy.")] if named.startswith("Remedy.") else "x"


def _proposals() -> Iterator[str]:
    """The sentences of the library that propose a way out."""
    for path in ROOT.rglob("*.py"):
        if not path.is_relative_to(ROOT / "cli"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                said = "".join(map(_filled, node.values)) if isinstance(node, ast.JoinedStr) else ""
                if any(remedy in said for remedy in Remedy):
                    yield f"x; {said}"


def test_every_proposal_becomes_an_option() -> None:
    """In the sentences of the library, the command line finds each way out where it is said."""
    left = [
        said
        for said in _proposals()
        for each in Remedy
        if each in said and HINTS[each] not in with_options(said)
    ]

    assert left == []


@pytest.mark.parametrize(
    "said",
    [
        "Play prompt: Please give it a name",
        "I check the database and restore a backup in the mocks",
        "there is no flow 'menu; create a plan first'",
        'block Play prompt "one; give its type": not connected',
        "block Play prompt “one; give it a name”: not connected",
    ],
)
def test_words_of_a_flow_stay(said: str) -> None:
    """What a flow says or is called is printed as it is, also in the words of an advice."""
    assert with_options(said) == said
