"""``flowport completion``: the lines that teach a shell our commands and options."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from flowport.cli import app


@click.command("completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def command(shell: str) -> None:
    """Print the completion script of a shell; for bash: eval "$(flowport completion bash)".

    Exit code 0: the script is printed; 2: it is not made for that shell.
    """
    kind = get_completion_class(shell)
    if kind:
        click.echo(kind(app, {}, "flowport", "_FLOWPORT_COMPLETE").source())
