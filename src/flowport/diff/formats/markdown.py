"""A report for a pull request: what changed in meaning in sight, the rest folded away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.diff.edits import Aspect
from flowport.diff.tell import several
from flowport.model.printable import escaped
from flowport.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from flowport.diff.diff_report import FlowDifference

__all__ = ["render"]

_SPECIAL = pattern(r"([\\`*_{}\[\]<>#|~@$])")
_REST = (Aspect.NAMES, Aspect.LAYOUT, Aspect.DESIGNER)


def render(entries: Sequence[FlowDifference]) -> str:
    """A summary line, then a section for each flow that changed."""
    changed = [entry for entry in entries if not entry.identical]
    meaning = sum(not entry.same_meaning for entry in entries)
    summary = f"**{meaning} of {len(entries)} flows changed in meaning.**"
    if len(entries) == 1:
        summary = "**The flow changed in meaning.**" if meaning else "**No change in meaning.**"
    sections = ["\n".join(_section(entry)) for entry in changed]
    return "\n\n".join([summary, *sections]) + "\n"


def _section(entry: FlowDifference) -> Iterator[str]:
    yield f"### {_plain(entry.heading)}"
    if entry.comparison is None:
        return
    meaning = several(entry.comparison, Aspect.MEANING)
    yield ""
    yield from [f"- {_plain(words)}" for words in meaning] or ["No change in meaning."]
    rest = [words for aspect in _REST for words in several(entry.comparison, aspect)]
    if rest:
        yield "\n<details><summary>Names, notes and layout</summary>\n"
        yield from (f"- {_plain(words)}" for words in rest)
        yield "\n</details>"


def _plain(text: str) -> str:
    """Text that Markdown shows as it is, also where an author wrote markup or a mention."""
    return _SPECIAL.sub(r"\\\1", escaped(text))
