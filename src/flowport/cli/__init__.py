"""The command line: one command a file under ``commands``, found by its name."""

from __future__ import annotations

import importlib
import importlib.util
import pkgutil

import click

from flowport import __version__
from flowport.cli import commands

__all__ = ["app"]


class Commands(click.Group):
    """The commands, each imported only when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands: one a module of ``commands``."""
        del ctx
        return sorted(
            found.name.strip("_").replace("_", "-")
            for found in pkgutil.iter_modules(commands.__path__)
        )

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, or None."""
        module = cmd_name.replace("-", "_")
        if cmd_name not in self.list_commands(ctx):
            return None
        name = f"{commands.__name__}.{module}"
        if importlib.util.find_spec(name) is None:
            name += "_"
        found: click.Command = importlib.import_module(name).command
        return found


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="flowport", message="%(prog)s %(version)s")
def app() -> None:
    """Move Amazon Connect flows: convert, check, draw, export, import, migrate."""
