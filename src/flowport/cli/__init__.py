"""The command line: one command a file under ``commands``, found by its name."""

from __future__ import annotations

import importlib
from keyword import iskeyword

import click

from flowport import __version__
from flowport.cli.summaries import SUMMARIES

__all__ = ["app"]

_COMMANDS = "flowport.cli.commands"


class Commands(click.Group):
    """The commands, each imported only when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands, by task."""
        del ctx
        return [name for commands in SUMMARIES.values() for name in commands]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, or None."""
        if cmd_name not in self.list_commands(ctx):
            return None
        name = f"{_COMMANDS}.{cmd_name.replace('-', '_')}"
        if iskeyword(cmd_name):  # import is a keyword, and its module import_
            name += "_"
        from flowport.cli.shared_options import with_shared_options  # noqa: PLC0415  after --help

        return with_shared_options(cmd_name, importlib.import_module(name).command)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the arguments name.

        Raises:
            click.UsageError: no command has this name; the sentence has the nearest ones.
        """
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            from flowport.suggestions import suggestion  # noqa: PLC0415  only for errors

            meant = suggestion(args[0], self.list_commands(ctx)) or "; flowport --help lists them"
            raise click.UsageError(f"no command {args[0]!r}{meant}", ctx) from error

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands by task, without importing one."""
        del ctx
        for task, commands in SUMMARIES.items():
            with formatter.section(task):
                formatter.write_dl(list(commands.items()))


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="flowport", message="%(prog)s %(version)s")
def app() -> None:
    """Move Amazon Connect flows: convert, check, draw, call, test, export, import, migrate."""
