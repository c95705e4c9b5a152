"""What the references of files would become in an instance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flowport.convert import convert
from flowport.refs import Bindings, Index, Resolution, find, resolve

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from flowport.model import Flow, LegacyFlow

__all__ = ["Resolved", "bindings_of", "resolved"]


@dataclass(frozen=True, slots=True)
class Resolved:
    """A document and what its references become; legacy ones stand converted."""

    label: str
    flow: Flow
    resolution: Resolution


def resolved(
    documents: Iterable[tuple[str, Flow | LegacyFlow]],
    index: Index,
    bindings: Bindings | None = None,
    *,
    hidden: bool = False,
) -> Iterator[Resolved]:
    """Each document with what its references become."""
    for label, document in documents:
        flow = convert(document).flow
        yield Resolved(label, flow, resolve(find(flow), index, bindings, hidden=hidden))


def bindings_of(every: Iterable[Resolution], known: Bindings | None = None) -> Bindings:
    """One bindings file for many documents; lines of the former file that nothing used stay."""
    lines = {(line.kind, line.source or line.name): line for line in known.lines} if known else {}
    for each in every:
        for line in each.bindings().lines:
            key = line.kind, line.source or line.name
            if key not in lines or not lines[key].target:
                lines[key] = line
    return Bindings(lines.values())
