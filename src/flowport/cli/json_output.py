"""The option --json, and printing the same as lines or as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from flowport.cli.printed_lines import say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["json_option", "say_json", "say_key", "say_rows"]

json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


def say_json(tree: object) -> None:
    """Print a value as JSON."""
    click.echo(json.dumps(tree, indent=2, ensure_ascii=False))


def say_rows(rows: Sequence[Mapping[str, Any]], *, as_json: bool) -> None:
    """Print rows: as a list of objects, or one a line with two spaces between the values."""
    if as_json:
        say_json(list(rows))
        return
    for row in rows:
        texts = (", ".join(each) if isinstance(each, list) else str(each) for each in row.values())
        say("  ".join(texts).rstrip())


def say_key(
    key: str, secret: str, about: Mapping[str, str] | None = None, *, as_json: bool
) -> None:
    """Print an access key as the lines of an environment, below what it belongs to."""
    if as_json:
        say_json({**(about or {}), "access_key_id": key, "secret_access_key": secret})
        return
    if about:
        say("  ".join(about.values()))
    click.echo(f"AWS_ACCESS_KEY_ID={key}")
    click.echo(f"AWS_SECRET_ACCESS_KEY={secret}")
