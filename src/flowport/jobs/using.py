"""Which flows use what: every reference of many flows, and who points at one thing."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flowport.catalogue.references import REFERENCE_KINDS
from flowport.convert import convert
from flowport.errors import InstanceError
from flowport.refs.all_references import find
from flowport.refs.arn import parse
from flowport.refs.own_references import recognise
from flowport.refs.reference import Form

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from flowport.model import Flow, LegacyFlow
    from flowport.refs.outcome import Outcome
    from flowport.refs.resource import Index

__all__ = ["Use", "exists", "names_like", "uses"]


@dataclass(frozen=True, slots=True)
class Use:
    """A flow that refers to something: where it is from, and what became of the reference."""

    label: str
    outcome: Outcome

    @property
    def target(self) -> str:
        """What it refers to: the name, or else what is written."""
        reference, found = self.outcome.reference, self.outcome.resource
        return (found.name if found else "") or reference.name or reference.written


def uses(
    documents: Iterable[tuple[str, Flow | LegacyFlow]], index: Index, wanted: str | None = None
) -> Iterator[Use]:
    """Every reference of documents, each with its label; or those to one thing.

    Args:
        documents: Labels and documents; legacy ones are looked through as they would convert.
        index: The resources of the instance that they are in.
        wanted: A name, an id or an ARN: only references to that.
    """
    for label, document in documents:
        references = find(convert(document).flow)
        for outcome in recognise(references, index).outcomes:
            if wanted is None or _is(outcome, wanted):
                yield Use(label, outcome)


def exists(index: Index, wanted: str) -> bool:
    """Whether the instance has anything of a name, id or ARN, used or not."""
    return any(
        index.by_name(kind, wanted) or index.by_id(kind, wanted) or index.by_arn(kind, wanted)
        for kind in _listed(index)
    )


def names_like(every: Iterable[Use], index: Index, wanted: str) -> list[str]:
    """Names that are nearly the wanted one: of what flows refer to, and of what there is."""
    near = [found.name for kind in _listed(index) for found in index.near(kind, wanted)]
    folded = {name.casefold(): name for name in (*near, *(use.target for use in every))}
    close = difflib.get_close_matches(wanted.casefold(), folded, n=3, cutoff=0.6)
    return [folded[name] for name in close]


def _listed(index: Index) -> Iterator[str]:
    """The kinds of which the instance can say what there is."""
    for kind in REFERENCE_KINDS:
        try:
            if index.knows(kind):
                yield kind
        except InstanceError:
            continue  # a kind that the caller may not list has nothing to suggest


def _is(outcome: Outcome, wanted: str) -> bool:
    reference, found = outcome.reference, outcome.resource
    arn = parse(reference.written)
    words = {reference.written, reference.name, str(arn.plain) if arn else None}
    words |= {arn.tail, arn.name} if arn else set()
    words |= {found.name, found.arn, found.id} if found else set()
    embedded = reference.form is Form.EMBEDDED and wanted in reference.written
    return embedded or wanted in words
