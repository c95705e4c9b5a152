"""``--calls`` of ``plan`` and ``import``: which calls a change affects."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
import orjson

from flowport.cli.planning import opened
from flowport.cli.printed_lines import say
from flowport.jobs.affected import affected_calls, affected_json, affected_lines, changed_items
from flowport.jobs.moving.plan_json import CALLS, dump

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flowport.jobs.affected import AffectedFlow
    from flowport.jobs.moving.plan import Plan
    from flowport.ports import Instance

__all__ = ["calls_of", "dump_with", "say_calls"]


def calls_of(plan: Plan, address: str, target: Instance | None = None) -> list[AffectedFlow]:
    """The calls of every flow that a plan changes.

    Raises:
        InstanceError: The target can't be read.
    """
    items = changed_items(plan)
    if not items:
        return []
    return list(affected_calls(plan, target or opened(address), items))


def say_calls(found: Sequence[AffectedFlow] | None) -> None:
    """Print them; nothing where nobody asked."""
    if found is None:
        return
    click.echo("Calls:" if found else "No flow of the target changes: no call is affected.")
    for line in affected_lines(found):
        say(f"  {line}")


def dump_with(plan: Plan, found: Sequence[AffectedFlow]) -> bytes:
    """A plan as JSON with the calls that it affects."""
    tree = orjson.loads(dump(plan))
    tree[CALLS] = [affected_json(each) for each in found]
    option = orjson.OPT_SORT_KEYS | orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE
    return orjson.dumps(tree, option=option)
