"""Rows of the lists, and counting what is wrong with each flow without checking it twice."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flowport.designer.clipboard import read
from flowport.designer.document_report import checked, joined
from flowport.designer.draft import Draft
from flowport.errors import FlowportError
from flowport.jobs.isolation import isolated
from flowport.refs.all_references import find
from flowport.refs.resolve import resolve
from flowport.server.designer.documents import index_of, text_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flowport.check import Finding
    from flowport.designer.schema.list_schema import CountsJSON, RowJSON
    from flowport.model import Flow
    from flowport.refs.reference import Reference
    from flowport.refs.resource import Index
    from flowport.server.designer.ask import Ask
    from flowport.store.flows import Stored

__all__ = ["Counting", "row_json"]

_UNREADABLE: CountsJSON = {"errors": 1, "warnings": 0, "unresolved": 0, "legacy": 0}


def row_json(
    row: Stored,
    *,
    tags: Mapping[str, str] | None = None,
    counts: CountsJSON | None = None,
) -> RowJSON:
    """A row of a list."""
    return {
        "id": row.id,
        "arn": row.arn,
        "kind": row.kind,
        "name": row.name,
        "type": row.type,
        "description": row.description or "",
        "state": row.state,
        "status": "SAVED" if row.published is None else "PUBLISHED",
        "draft": row.saved != row.published,
        "fixed": row.fixed,
        "tags": dict(tags or {}),
        "modified": row.modified,
        "version": row.last_version,
        "base": row.saved,
        "counts": counts,
    }


@dataclass(frozen=True, slots=True)
class _Checked:
    """What a content gave, whatever instance it is in."""

    flow: Flow | None
    findings: tuple[Finding, ...]
    references: tuple[Reference, ...]
    legacy: bool = False


class Counting:
    """Counts for one call: contents that were not seen before are checked until time is up."""

    def __init__(self, ask: Ask, seconds: float) -> None:
        self._ask = ask
        self._until = time.monotonic() + seconds
        self._index: Index = index_of(ask)

    def of(self, row: Stored) -> CountsJSON | None:
        """The counts of a flow's saved content; None if time is up."""
        key = f"{row.saved} {row.kind} {row.type} {self._ask.instance.id}"
        known: _Checked | None = self._ask.open_documents.counts.get(key)
        if known is None:
            if time.monotonic() > self._until:
                return None
            known = self._ask.open_documents.counts.put(key, self._checked(row))
        if known.flow is None:
            return _UNREADABLE
        try:
            with isolated(row.name):
                outcomes = resolve(known.references, self._index).outcomes
                counts = joined(known.flow, known.findings, outcomes).counts
                return {**counts, "legacy": int(known.legacy)}
        except FlowportError:
            self._ask.open_documents.counts.put(key, _Checked(None, (), ()))
            return _UNREADABLE

    def _checked(self, row: Stored) -> _Checked:
        """What is wrong with a content; one that is not a flow at all counts as one error.

        So does one on which Flowport fails by a fault of its own.
        """
        try:
            with isolated(row.name):
                piece = read(text_of(self._ask, row.saved))
                draft = Draft(flow=piece.flow, kind=row.kind, type=row.type)
                found = checked(draft, self._index.instance)
                return _Checked(piece.flow, found, find(piece.flow), piece.legacy)
        except FlowportError:
            return _Checked(None, (), ())
