"""Every command of the command line, for tests of what all of them have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
import pytest

from flowport.cli import app
from flowport.cli.shared_options import leaves

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["COMMANDS", "every_command"]


def _commands() -> Iterator[tuple[str, click.Command]]:
    """Every command by its words, subcommands too."""
    context = click.Context(app)
    for name in app.list_commands(context):
        command = app.get_command(context, name)
        assert command is not None
        for leaf in leaves(command):
            yield (name if leaf is command else f"{name} {leaf.name}"), leaf


COMMANDS = dict(_commands())
every_command = pytest.mark.parametrize("name", COMMANDS)
