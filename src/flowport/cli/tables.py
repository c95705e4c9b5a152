"""Tables and JSON for commands: by rich before a terminal, plain columns for a pipe."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

import click

from flowport.cli.printed_lines import is_terminal, printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from flowport.refs.outcome import Outcome, ReferenceEnd

__all__ = [
    "OUTCOME_COLUMNS",
    "moved",
    "note_lines",
    "outcome_row",
    "outcome_tree",
    "say_json",
    "say_table",
]

#: The columns of ``outcome_row``.
OUTCOME_COLUMNS = ("block", "parameter", "kind", "from", "rule", "becomes")


def say_table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print rows below their columns' names; nothing where there are none."""
    texts = [[printable(str(cell)) for cell in row] for row in rows]
    if not texts:
        return
    if is_terminal(sys.stdout):
        _rich(columns, texts)
        return
    widths = [max(len(row[i]) for row in [columns, *texts]) for i in range(len(columns))]
    for row in [list(columns), *texts]:
        click.echo("  ".join(f"{c:{w}}" for c, w in zip(row, widths, strict=True)).rstrip())


def _rich(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    from rich.console import Console  # noqa: PLC0415  slow to import, and only for terminals
    from rich.table import Table  # noqa: PLC0415  as above
    from rich.text import Text  # noqa: PLC0415  as above

    table = Table(*columns, box=None, pad_edge=False, header_style="bold")
    for row in rows:
        table.add_row(*(Text(cell, overflow="fold") for cell in row))
    Console().print(table)


def say_json(tree: Any) -> None:
    """Print one JSON document."""
    click.echo(json.dumps(tree, ensure_ascii=False, indent=2))


def outcome_tree(outcome: Outcome) -> dict[str, Any]:
    """What became of a reference, for programs."""
    from flowport.refs.rewrite import becomes  # noqa: PLC0415  loaded by who needs it

    reference, found = outcome.reference, outcome.resource
    tree: dict[str, Any] = {
        "block": reference.block,
        "title": reference.title,
        "pointer": reference.pointer,
        "place": str(reference.place),
        "kind": reference.kind,
        "written": reference.written,
        "name": reference.name,
        "step": str(outcome.step),
    }
    tree["from"] = _side(outcome.source)
    tree["to"] = {**_side(outcome.target), "value": becomes(outcome)} if outcome.target else None
    if found:
        tree["becomes"] = {"name": found.name, "arn": found.arn, "id": found.id}
    if outcome.note:
        tree["note"] = outcome.note
    if outcome.reason:
        tree["reason"] = outcome.reason
    if outcome.candidates:
        tree["candidates"] = [
            {"name": c.name, "arn": c.arn, "id": c.id} for c in outcome.candidates
        ]
    if outcome.qualifiers:
        tree["qualifiers"] = list(outcome.qualifiers)
    return tree


def _side(side: ReferenceEnd) -> dict[str, str]:
    return {
        "value": side.value,
        "name": side.name,
        "account": side.account,
        "region": side.region,
    }


def moved(outcome: Outcome) -> str:
    """What a reference becomes, by which rule: one line."""
    kind = outcome.reference.kind or "reference"
    to = outcome.target or outcome.source
    return f"{kind} {_shown(outcome.source)} -> {_shown(to)}, {outcome.step}"


def _shown(side: ReferenceEnd) -> str:
    """A resource by its name where a terminal is too narrow for its ARN; a pipe gets all."""
    return side.name if side.name and is_terminal(sys.stdout) else str(side)


def note_lines(outcomes: Iterable[Outcome], notes: Iterable[str]) -> list[tuple[str, str]]:
    """Notes about a flow, each after its word: what is doubtful is a warning."""
    doubtful = {f"{o.reference.label}: {o.warning}" for o in outcomes if o.warning}
    return [("warning" if note in doubtful else "note", note) for note in notes]


def outcome_row(outcome: Outcome) -> tuple[str, ...]:
    """The same as a row of ``OUTCOME_COLUMNS``."""
    reference = outcome.reference
    near = ", ".join(outcome.hints)
    becomes = _shown(outcome.target) if outcome.target else outcome.reason or outcome.note
    if near:
        becomes += f" (near: {near})"
    return (
        reference.title if is_terminal(sys.stdout) and reference.title else reference.label[6:],
        reference.path or "metadata",
        reference.kind or "unknown",
        _shown(outcome.source),
        str(outcome.step),
        becomes,
    )
