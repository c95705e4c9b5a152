"""A report for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.diff.edits import Aspect
from flowport.diff.tell import several, sign, tell
from flowport.model.printable import escaped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from flowport.diff.compare import Comparison
    from flowport.diff.diff_report import FlowDifference

__all__ = ["render"]

_HEADINGS = {
    Aspect.NAMES: "Names and notes",
    Aspect.LAYOUT: "Layout",
    Aspect.DESIGNER: "Designer",
}


def render(entries: Sequence[FlowDifference]) -> str:
    """One paragraph a flow; flows that are the same in all are only counted."""
    shown = [entry for entry in entries if not entry.identical]
    paragraphs = [
        "\n".join(map(escaped, _lines(entry, alone=len(entries) == 1))) for entry in shown
    ]
    same = len(entries) - len(shown)
    if not shown:
        paragraphs.append("No change." if same == 1 else f"No change in {same} flows.")
    elif same:
        paragraphs.append(f"{same} more flow{'s' * (same > 1)} without a change.")
    return "\n\n".join(paragraphs) + "\n"


def _lines(entry: FlowDifference, *, alone: bool) -> Iterator[str]:
    if not alone or entry.comparison is None:
        yield entry.heading
    if entry.comparison is not None:
        indent = "" if alone else "  "
        yield from (indent + line for line in _comparison_lines(entry.comparison))


def _comparison_lines(comparison: Comparison) -> Iterator[str]:
    meaning = comparison.of(Aspect.MEANING)
    if not meaning:
        yield "No change in meaning."
    yield from (f"{sign(edit)} {tell(edit)}" for edit in meaning)
    for aspect, heading in _HEADINGS.items():
        for words in several(comparison, aspect):
            yield f"{heading}: {words}"
