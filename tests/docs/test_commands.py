"""The page of commands is what ``--help`` says, for every command and subcommand."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from command import ROOT
from flowport.cli import app

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = ROOT / "docs" / "reference" / "commands.md"
HEADING = """# Commands

Every command with its help; this page is written from the code (`make docs`).
"""


def helps(
    command: click.Command, word: str, parent: click.Context | None = None
) -> Iterator[tuple[str, str]]:
    """A command's full name and help, then those of its subcommands."""
    context = command.context_class(
        command,
        info_name=word,
        parent=parent,
        max_content_width=100,
        terminal_width=100,
        help_option_names=["-h", "--help"],
    )
    if parent:
        yield context.command_path, command.get_help(context)
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            assert inner, name
            yield from helps(inner, name, context)


def written() -> str:
    """The page as it should stand."""
    parts = [f"\n## {name}\n\n```text\n{text}\n```\n" for name, text in helps(app, "flowport")]
    return HEADING + "".join(parts)


def test_the_page_of_commands_is_what_help_says() -> None:
    """A changed option changes the page; ``FLOWPORT_RENEW=1`` writes it again."""
    if os.environ.get("FLOWPORT_RENEW"):
        PAGE.write_text(written(), encoding="utf-8")

    assert PAGE.read_text(encoding="utf-8") == written()


def test_every_command_says_what_it_is_for() -> None:
    """Each command's help begins with a sentence of its own, and each option has a word."""
    for name, text in helps(app, "flowport"):
        assert len(text.splitlines()) > 3, name


def test_every_option_is_explained() -> None:
    """No option is in the help without a word about it."""
    silent: list[str] = []
    for word in app.list_commands(click.Context(app)):
        command = app.get_command(click.Context(app), word)
        assert command
        inner = list(command.commands.values()) if isinstance(command, click.Group) else [command]
        for one in inner:
            silent += [
                f"{word} {option.name}"
                for option in one.params
                if isinstance(option, click.Option) and not option.help and not option.hidden
            ]

    assert not silent
