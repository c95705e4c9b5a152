"""A report for programs."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from flowport.diff.compare import aspect_of
from flowport.diff.tell import tell
from flowport.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flowport.diff.diff_report import FlowDifference
    from flowport.diff.edits import Edit

__all__ = ["render"]

_CAPITAL = pattern(r"(?<!^)(?=[A-Z])")


def render(entries: Sequence[FlowDifference]) -> str:
    """``{"same_meaning", "flows": [{"before", "after", "same_meaning", "edits"}]}``."""
    report = {
        "same_meaning": all(entry.same_meaning for entry in entries),
        "flows": [_flow(entry) for entry in entries],
    }
    return json.dumps(report, indent=2, ensure_ascii=False) + "\n"


def _flow(entry: FlowDifference) -> dict[str, Any]:
    edits = entry.comparison.edits if entry.comparison else ()
    return {
        "before": entry.before,
        "after": entry.after,
        "same_meaning": entry.same_meaning,
        "edits": [_edit(edit) for edit in edits],
    }


def _edit(edit: Edit) -> dict[str, Any]:
    values = asdict(edit)
    pointers = {key: values.pop(key) for key in ("was", "now")}
    values.pop("touches", None)
    return {
        "kind": _CAPITAL.sub("_", type(edit).__name__).lower(),
        "aspect": aspect_of(edit).value,
        "sentence": tell(edit),
        **values,
        "pointer_before": pointers["was"],
        "pointer_after": pointers["now"],
    }
