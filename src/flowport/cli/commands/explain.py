"""``flowport explain``: what a rule of the check means and what to do, or what a block is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from flowport.check import every, named
from flowport.check.block_pages import block_named, block_names, block_page
from flowport.check.rule_pages import pages
from flowport.cli.json_output import json_option, say_json
from flowport.cli.printed_lines import notice_written
from flowport.errors import CheckError
from flowport.files import write_all
from flowport.suggestions import suggestion

if TYPE_CHECKING:
    from flowport.check.rule_registry import RegisteredRule


@click.command("explain")
@click.argument("code", required=False)
@click.option(
    "--write",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write the pages of all rules to a folder, as Markdown.",
)
@click.option("--force", is_flag=True, help="Overwrite files that exist.")
@json_option
def command(code: str | None, folder: Path | None, *, force: bool, as_json: bool) -> None:
    """Explain a rule (S009, dangling-branch) or a block (Play prompt); list the rules.

    Exit code 0: it is explained; 2: there is no such rule or block.
    """
    if folder:
        made = {folder / name: text.encode() for name, text in pages().items()}
        write_all(made, force=force)
        notice_written([*made], folder)
    elif as_json:
        say_json(_tree(code))
    elif code is None:
        width = max(len(entry.name) for entry in every())
        for entry in every():
            click.echo(
                f"{entry.code}  {entry.rule.severity:<7}  {entry.name:<{width}}  {entry.title}"
            )
    elif block := block_named(code):
        click.echo(block_page(block).partition("\n")[2], nl=False)
    else:
        entry = _rule(code)
        fix = ", some findings have a fix" if entry.rule.fixes else ""
        click.echo(f"{entry.code} {entry.name} (at worst: {entry.rule.severity}{fix})\n")
        click.echo(entry.page.replace("``", "`"))


def _tree(code: str | None) -> object:
    """A rule or block as JSON; every rule without a code."""
    if code is None:
        return [_rule_tree(entry) for entry in every()]
    if block := block_named(code):
        return {"block": block.title, "page": block_page(block)}
    return _rule_tree(_rule(code))


def _rule(code: str) -> RegisteredRule:
    """The rule of that code or name.

    Raises:
        CheckError: there is none; the nearest block is suggested where no rule is near.
    """
    try:
        return named(code)
    except CheckError as error:
        meant = suggestion(code, block_names())
        if "did you mean" in str(error) or not meant:
            raise
        raise CheckError(f"there is no rule or block {code!r}{meant}") from None


def _rule_tree(entry: RegisteredRule) -> dict[str, object]:
    return {
        "code": entry.code,
        "name": entry.name,
        "family": entry.family,
        "severity": str(entry.rule.severity),
        "fixes": entry.rule.fixes,
        "title": entry.title,
        "page": entry.page,
    }
