"""``flowport explain``: what a rule of the check means, and what to do."""

from __future__ import annotations

from pathlib import Path

import click

from flowport.check import every, named
from flowport.check.pages import pages
from flowport.files import write_all


@click.command("explain")
@click.argument("code", required=False)
@click.option(
    "--write",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write the pages of all rules to a folder, as Markdown.",
)
@click.option("--force", is_flag=True, help="Overwrite files that exist.")
def command(code: str | None, folder: Path | None, *, force: bool) -> None:
    """Explain a rule by its code (S009) or name (dangling-branch); list all without one."""
    if folder:
        write_all({folder / name: text.encode() for name, text in pages().items()}, force=force)
    elif code is None:
        width = max(len(entry.name) for entry in every())
        for entry in every():
            click.echo(
                f"{entry.code}  {entry.rule.severity:<7}  {entry.name:<{width}}  {entry.title}"
            )
    else:
        entry = named(code)
        fix = ", some findings have a fix" if entry.rule.fixes else ""
        click.echo(f"{entry.code} {entry.name} (at worst: {entry.rule.severity}{fix})\n")
        click.echo(entry.page.replace("``", "`"))
