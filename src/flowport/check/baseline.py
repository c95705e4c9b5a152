"""Findings that are known already: a file of them, so that only new ones are reported.

A finding is known by its file, its rule and its block, and by how many there are of it. Lines and
columns do not count, so that an edit elsewhere in a flow makes no finding new.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from flowport.dataclass import dataclass
from flowport.errors import CheckError
from flowport.remedies import Remedy

if TYPE_CHECKING:
    from flowport.check.check_report import Placed, Report

__all__ = ["Baseline", "baseline_of", "read_baseline"]

_VERSION = 1
_Known = tuple[str, str, str]
"""A file, a rule's code and a block's identifier."""


@dataclass(frozen=True, slots=True)
class Baseline:
    """The findings that are known, each with its number."""

    known: Counter[_Known]

    def new(self, report: Report) -> tuple[Report, int, int]:
        """The findings that are not known, how many are, and how many known ones are gone."""
        left = self.known.copy()
        new: list[Placed] = []
        for placed in report.placed:
            key = _key(placed)
            if left[key] > 0:
                left[key] -= 1
            else:
                new.append(placed)
        here = set(report.files)
        gone = sum(count for (file, _, _), count in left.items() if file in here and count > 0)
        return replace(report, placed=tuple(new)), len(report.placed) - len(new), gone

    def dump(self) -> str:
        """The file's text: sorted, a line a finding, so that it is easily reviewed."""
        rows = [
            json.dumps({"file": file, "code": code, "block": block, "count": count})
            for (file, code, block), count in sorted(self.known.items())
        ]
        body = ",\n  ".join(rows)
        return f'{{"version": {_VERSION}, "findings": [\n  {body}\n]}}\n'


def baseline_of(report: Report) -> Baseline:
    """The baseline that knows all findings of a report."""
    return Baseline(Counter(map(_key, report.placed)))


def read_baseline(text: str, name: str) -> Baseline:
    """A baseline from its file's text.

    Raises:
        CheckError: it is not one, or one of a newer version.
    """
    try:
        tree = json.loads(text)
        version, rows = tree["version"], tree["findings"]
        known = {(str(r["file"]), str(r["code"]), str(r["block"])): int(r["count"]) for r in rows}
    except (ValueError, TypeError, KeyError):
        message = f"{name} is not a baseline; {Remedy.BASELINE}"
        raise CheckError(message) from None
    if version != _VERSION:
        message = f"{name} is of version {version}; this version of Flowport reads {_VERSION}"
        raise CheckError(message)
    return Baseline(Counter(known))


def _key(placed: Placed) -> _Known:
    return (placed.file, placed.finding.code, placed.finding.block)
