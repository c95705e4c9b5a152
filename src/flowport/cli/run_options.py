"""The options of the commands that plan, write and keep what they do as a run."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from flowport.cli.asking import yes_to_option
from flowport.cli.reference_options import reference_options, type_option

__all__ = ["archive_option", "create_folder_option", "kept_options", "plan_options", "run_options"]

Command = Any

create_folder_option = click.option(
    "--create-folder", is_flag=True, help="Create the target folder, whatever its name."
)

archive_option = click.option(
    "--archive-at-most",
    type=click.IntRange(0),
    metavar="N",
    help="Archive up to N flows and modules without asking.",
)


def plan_options(command: Command) -> Command:
    """The options of the commands that make a plan."""
    for option in reversed(
        (
            click.argument("source"),
            click.argument("target"),
            create_folder_option,
            click.option("--flows", multiple=True, metavar="PATTERN", help="Only these (* and ?)."),
            type_option,
            click.option(
                "--values",
                type=click.Path(path_type=Path, dir_okay=False),
                help="Fill placeholders of a folder from this file.",
            ),
            reference_options,
            click.option(
                "--create",
                default="",
                metavar="KINDS",
                help="Create what is missing: hours,queues,quick-connects,versions,aliases.",
            ),
            click.option(
                "--publish",
                type=click.Choice(["as-source", "all", "none"]),
                help="Which flows to publish [default: all of a folder, else as-source].",
            ),
            click.option(
                "--publish-drafts",
                is_flag=True,
                help="Publish also flows that the target has as drafts only; it can't be undone.",
            ),
            click.option("--prune", is_flag=True, help="Archive what the source does not have."),
            click.option(
                "--rates", metavar="RATES", help="aws, off, or a JSON file of requests/s."
            ),
            click.option("--runs", type=click.Path(path_type=Path), help="Where runs are kept."),
        )
    ):
        command = option(command)
    return command


def run_options(command: Command) -> Command:
    """The options of the commands that write."""
    for option in reversed(
        (
            click.option("--force", is_flag=True, help="Also what changed since the plan."),
            yes_to_option,
            click.option("--workers", type=click.IntRange(1, 64), help="Steps at once."),
            click.option("--json", "as_json", is_flag=True, help="Events as lines of JSON."),
        )
    ):
        command = option(command)
    return command


def kept_options(command: Command) -> Command:
    """The options of the commands that write into one instance and keep what they do as a run."""
    for option in reversed(
        (
            click.option(
                "--rates", metavar="RATES", help="aws, off, or a JSON file of requests/s."
            ),
            click.option("--runs", type=click.Path(path_type=Path), help="Where runs are kept."),
            yes_to_option,
            click.option("--json", "as_json", is_flag=True, help="Print the outcome as JSON."),
        )
    ):
        command = option(command)
    return command
