"""The options of the commands that plan, write and keep what they do as a run."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from flowport.cli.asking import yes_to_option
from flowport.cli.option_groups import grouped
from flowport.cli.reference_options import reference_options, type_option
from flowport.dataclass import dataclass

if TYPE_CHECKING:
    from flowport.cli.reference_options import ReferenceChoices

__all__ = [
    "KeptChoices",
    "PlanChoices",
    "RunChoices",
    "WriteRequest",
    "archive_option",
    "create_folder_option",
    "kept_options",
    "plan_options",
    "run_options",
    "runs_option",
]

create_folder_option = click.option(
    "--create-folder", is_flag=True, help="Create the target folder, whatever its name."
)
archive_option = click.option(
    "--archive-at-most",
    type=click.IntRange(0),
    metavar="N",
    help="Archive up to N flows and modules without asking.",
)
runs_option = click.option("--runs", type=click.Path(path_type=Path), help="Where runs are kept.")
_rates_option = click.option(
    "--rates", metavar="RATES", help="aws, off, or a JSON file of requests/s."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanChoices:
    """The options of the commands that make a plan."""

    source: str
    target: str
    create_folder: bool
    flows: tuple[str, ...]
    type_: tuple[str, ...]
    values: Path | None
    references: ReferenceChoices
    create: str
    publish: str | None
    publish_drafts: bool
    prune: bool
    rates: str | None
    runs: Path | None


plan_options = grouped(
    "planned",
    PlanChoices,
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
    _rates_option,
    runs_option,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RunChoices:
    """The options of the commands that carry a plan out."""

    force: bool
    yes_to: str | None
    workers: int | None
    as_json: bool


run_options = grouped(
    "running",
    RunChoices,
    click.option("--force", is_flag=True, help="Also what changed since the plan."),
    yes_to_option,
    click.option("--workers", type=click.IntRange(1, 64), help="Steps at once."),
    click.option("--json", "as_json", is_flag=True, help="Events as lines of JSON."),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptChoices:
    """The options of the commands that write into one instance and keep what they do as a run."""

    rates: str | None
    runs: Path | None
    yes_to: str | None
    as_json: bool


kept_options = grouped(
    "kept",
    KeptChoices,
    _rates_option,
    runs_option,
    yes_to_option,
    click.option("--json", "as_json", is_flag=True, help="Print the outcome as JSON."),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteRequest:
    """What a person asked for when writing into one instance.

    Attributes:
        instance: What they wrote for the instance.
        kept: The options of runs.
        dry_run: Whether nothing is to be done.
        archive_at_most: How many flows may be archived without a question; None if not said.
        yes: Whether ``--yes`` was given.
    """

    instance: str
    kept: KeptChoices
    dry_run: bool
    archive_at_most: int | None = None
    yes: bool = False
