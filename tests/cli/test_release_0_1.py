"""What version 0.1 accepted on the command line is accepted still."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
import pytest

from command import ROOT
from flowport.cli import app

if TYPE_CHECKING:
    from collections.abc import Iterator

#: A command a line: its words, then its options; after ``=`` the choices of one that takes a value.
FORMER = (ROOT / "tests" / "data" / "release_0_1" / "commands.txt").read_text(encoding="utf-8")


def command_of(words: list[str]) -> click.Command:
    """The command of some words.

    Raises:
        KeyError: There is none.
    """
    found: click.Command = app
    for word in words:
        assert isinstance(found, click.Group)
        inner = found.get_command(click.Context(found), word)
        if inner is None:
            raise KeyError(word)
        found = inner
    return found


def accepted(command: click.Command) -> dict[str, set[str] | None]:
    """The spellings of a command's options: choices, or none for a flag."""
    found: dict[str, set[str] | None] = {}
    for option in command.params:
        if isinstance(option, click.Option):
            choices = {str(each) for each in getattr(option.type, "choices", ())}
            for name in (*option.opts, *option.secondary_opts):
                found[name] = None if option.is_flag else choices
    return found


def options(words: list[str]) -> Iterator[tuple[str, set[str] | None]]:
    """The options of a line of the file, read."""
    for word in words:
        name, equals, choices = word.partition("=")
        yield name, {each for each in choices.split(",") if each} if equals else None


@pytest.mark.parametrize("line", FORMER.splitlines())
def test_a_command_takes_what_it_took(line: str) -> None:
    """Each option of 0.1 is there, a flag if it was one, with all its choices."""
    words = line.split()
    names = [each for each in words if not each.startswith("-")]
    now = accepted(command_of(names))

    for name, choices in options(words[len(names) :]):
        assert name in now, name
        assert (now[name] is None) == (choices is None), name
        assert not now[name] or (choices or set()) <= (now[name] or set()), name
