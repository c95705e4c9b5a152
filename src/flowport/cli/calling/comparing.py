"""``flowport diff --calls``: which calls differ, with the shortest call as proof."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flowport.cli.calling.case_saving import case_bytes
from flowport.cli.printed_lines import printable
from flowport.errors import UsageError
from flowport.files import write_all
from flowport.simulate import Library, Program
from flowport.testing.behaviour import CallComparison, compare_calls
from flowport.testing.call_report import comparison_json, comparison_lines
from flowport.testing.channels import ALL_CHANNELS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from flowport.diff.diff_report import FlowDifference

__all__ = [
    "ALL_CHANNELS",
    "CallEntry",
    "call_entries",
    "calls_as_json",
    "calls_as_text",
    "save_proofs",
]


@dataclass(frozen=True, slots=True)
class CallEntry:
    """The calls of one flow on both sides.

    Attributes:
        heading: What the flow is called.
        found: Whether calls differ; None where the flow is on one side only.
        stem: The stem of the flow's file on the first side, where others have the flow's name.
    """

    heading: str
    found: CallComparison | None
    stem: str = ""

    @property
    def same(self) -> bool:
        """Whether no call differs."""
        return self.found is not None and not self.found.differences


def call_entries(entries: Sequence[FlowDifference], channels: Sequence[str]) -> list[CallEntry]:
    """Compare the calls of flows, each with all flows of its side at hand."""
    pairs = [entry.comparison for entry in entries if entry.comparison]
    only = [entry for entry in entries if entry.only is not None]
    before = [pair.before for pair in pairs] + [e.only for e in only if e.only and not e.after]
    after = [pair.after for pair in pairs] + [e.only for e in only if e.only and not e.before]
    sides = Library.of(before), Library.of(after)
    keys = Counter(flow.name for flow in before)
    keys.update(Path(entry.before).stem for entry in entries if entry.before)
    return [
        CallEntry(
            entry.heading,
            compare_calls(
                (Program.of(entry.comparison.before), sides[0]),
                (Program.of(entry.comparison.after), sides[1]),
                channels=channels,
            )
            if entry.comparison
            else None,
            _stem(entry, keys),
        )
        for entry in entries
    ]


def _stem(entry: FlowDifference, keys: Counter[str | None]) -> str:
    """The stem of an entry's file, where more than this flow has its name as a name or stem."""
    if not entry.comparison or not entry.before:
        return ""
    name, stem = entry.comparison.before.name, Path(entry.before).stem
    return stem if keys[name] > 1 + (name == stem) else ""


def calls_as_text(entries: Sequence[CallEntry]) -> str:
    """A sentence a flow, and each difference with its call."""
    return "".join(f"{printable(line)}\n" for entry in entries for line in _lines(entry))


def _lines(entry: CallEntry) -> Iterator[str]:
    if entry.found is None:
        yield f"{entry.heading}: on one side only; no call was compared"
    else:
        yield from comparison_lines(entry.heading, entry.found)


def calls_as_json(entries: Sequence[CallEntry]) -> str:
    """The same as a JSON object."""
    return json.dumps({"flows": [_entry(e) for e in entries]}, indent=2, ensure_ascii=False) + "\n"


def _entry(entry: CallEntry) -> dict[str, Any]:
    if entry.found is None:
        return {"flow": entry.heading, "same": False, "differences": []}
    return {"flow": entry.heading, **comparison_json(entry.found)}


def save_proofs(entries: Sequence[CallEntry], folder: Path | None, *, force: bool) -> list[Path]:
    """Write each differing call as a test case that passes on the first side; the files.

    Raises:
        UsageError: files exist, and may not be overwritten.
    """
    if folder is None:
        return []
    if folder.suffix:
        raise UsageError(f"{folder}: --calls writes test cases into a folder. Use -o FOLDER")
    made: dict[Path, bytes] = {}
    for entry in entries:
        stem = Path(entry.heading).stem
        for number, each in enumerate(entry.found.differences if entry.found else (), 1):
            called = {"flow": entry.stem} if entry.stem else {}
            tree = {**each.case, "given": {**each.case["given"], **called}}
            made[folder / f"{stem}-{number}.yaml"] = case_bytes(tree, native=False)
    write_all(made, force=force)
    return list(made)
