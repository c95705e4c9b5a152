"""What the references of an instance's own flow name in that instance: for exports and reports.

Nothing is looked for by name, and nothing is changed but names in the designer's metadata.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from flowport.refs.outcome import Outcome, Resolution, ResolvedBy
from flowport.refs.reference import Form, Reference, ReferencePlace
from flowport.refs.resolve import resolve
from flowport.refs.rewrite import with_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from flowport.model import Flow
    from flowport.refs.resource import Index

__all__ = ["confirmed", "recognise", "with_names"]


_TARGET = "the target"


def recognise(references: Iterable[Reference], index: Index) -> Resolution:
    """What each reference names in the instance that it is in.

    A name alone is not followed: a label may be stale, and a reference that the instance does not
    have stays unresolved. Only what is called by its name (a Lex V1 bot) is found by it.
    """
    found = resolve(references, index, source=index.instance, hidden=True).outcomes
    return Resolution(tuple(_recognised(outcome, index) for outcome in found))


def _recognised(outcome: Outcome, index: Index) -> Outcome:
    reference, found = outcome.reference, outcome.resource
    if outcome.step is not ResolvedBy.SAME_NAME or (found and found.name == reference.written):
        reason = outcome.reason.removesuffix("; bind it")
        if reason.startswith(_TARGET):
            reason = f"the instance{reason.removeprefix(_TARGET)}"
        return replace(outcome, reason=reason)
    chosen = reference.form is not Form.EMPTY
    reason = "the instance does not have it" if chosen else "nothing is chosen"
    near = index.by_name(reference.kind, reference.name or "")
    return Outcome(reference=reference, step=ResolvedBy.UNRESOLVED, reason=reason, candidates=near)


def with_names(flow: Flow, resolution: Resolution) -> Flow:
    """The flow with the names of what it names in the metadata; every parameter stays as it is.

    A name that the instance knows to be another by now is renewed, since an import goes by it.
    """
    for outcome in resolution.outcomes:
        if outcome.resource and outcome.reference.place is ReferencePlace.PARAMETER:
            flow = with_name(flow, outcome.reference, outcome.resource)
    return flow


def confirmed(
    own: Iterable[Outcome], unknown: Iterable[Outcome], published: str
) -> tuple[Outcome, ...]:
    """The outcomes of a draft that is published in its own instance.

    A function of another account may be meant, or be left over from a move whose target lacked it
    at the time: it stays where what is published already has it, and else goes by its name.

    Args:
        own: What becomes of its references where it comes from the instance.
        unknown: What becomes of them where its source is unknown.
        published: What is published now; empty for nothing.
    """
    return tuple(
        other
        if mine.step is ResolvedBy.ELSEWHERE and mine.reference.written not in published
        else mine
        for mine, other in zip(own, unknown, strict=True)
    )
