"""The help of the whole command."""

from __future__ import annotations

import pkgutil
import re
import subprocess
import sys

from click.testing import CliRunner

from commands import COMMANDS
from flowport.cli import app, commands
from flowport.cli.summaries import SUMMARIES


def test_every_command_is_in_the_help() -> None:
    """The tasks of the help hold each module of the commands once."""
    modules = {found.name.strip("_") for found in pkgutil.iter_modules(commands.__path__)}
    listed = [name.replace("-", "_") for task in SUMMARIES.values() for name in task]
    assert sorted(listed) == sorted(modules)


def test_summaries_fit_a_terminal() -> None:
    """No line of the help is wider than 80 columns, and none is cut."""
    shown = CliRunner().invoke(app, ["--help"], terminal_width=80).output
    assert max(len(line) for line in shown.splitlines()) <= 80
    for task in SUMMARIES.values():
        for summary in task.values():
            assert summary in shown


def test_every_help_says_the_exit_codes() -> None:
    """Each command and subcommand says when it ends with 0 and when with 2."""
    silent = [
        each.name
        for each in COMMANDS.values()
        if not re.search(r"Exit code 0: .+;\s+2: ", each.help or "", re.DOTALL)
    ]

    assert not silent


def test_the_help_imports_no_command() -> None:
    """Showing the help of the whole imports none of the commands."""
    code = (
        "import sys; from flowport.cli import app\n"
        "app(['--help'], standalone_mode=False)\n"
        "sys.exit(any(name.startswith('flowport.cli.commands.') for name in sys.modules))"
    )
    ended = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True)
    assert ended.returncode == 0


def test_a_mistyped_command_names_the_nearest() -> None:
    """An unknown command is one sentence with the command that was probably meant."""
    result = CliRunner().invoke(app, ["chek"])
    assert result.exit_code == 2
    assert "no command 'chek'; did you mean 'check'?" in result.output
