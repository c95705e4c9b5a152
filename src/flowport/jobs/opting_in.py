"""Opt in: every flow of an instance that is still in the legacy language is converted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flowport.check import Severity, check
from flowport.convert import convert
from flowport.errors import ConversionError, DocumentError, NotFoundError, RefusedError
from flowport.jobs.documents import opened
from flowport.model import LegacyFlow
from flowport.ports import Which

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from flowport.check import Finding
    from flowport.convert import Note
    from flowport.model import Flow
    from flowport.ports import Content, FlowSummary, Instance

__all__ = ["Converted", "carry_out", "plan"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Converted:
    """One flow that opting in converts.

    Attributes:
        summary: The flow.
        saved: Its draft, converted; None where the draft is converted already.
        published: What callers hear, converted; None where it was never published or needs none.
        originals: The legacy contents.
        notes: What the conversion has to say.
        findings: What is wrong with what would be published.
        problem: Why it can't be converted.
    """

    summary: FlowSummary
    saved: Flow | None = None
    published: Flow | None = None
    originals: tuple[Content, ...] = ()
    notes: Sequence[Note] = ()
    findings: Sequence[Finding] = ()
    problem: str = ""

    @property
    def draft_only(self) -> bool:
        """Whether its original can't be kept as a version, because it was never published."""
        return self.saved is not None and self.published is None

    @property
    def errors(self) -> tuple[str, ...]:
        """Why its conversion would only be saved, not published."""
        return tuple(f.message for f in self.findings if f.severity is Severity.ERROR)


def plan(instance: Instance, ids: Container[str] | None = None) -> Iterator[Converted]:
    """Every legacy flow of an instance, or each of some ids, converted; reads only."""
    for summary in instance.flows():
        if ids is not None and summary.key.id not in ids:
            continue
        found = _one(instance, summary)
        if found:
            yield found


def _one(instance: Instance, summary: FlowSummary) -> Converted | None:
    saved = instance.read(summary.key, Which.SAVED)
    try:
        published = instance.read(summary.key, Which.PUBLISHED)
    except NotFoundError:
        published = None
    try:
        documents = [_legacy(content) for content in (saved, published)]
        done = [convert(document) if document else None for document in documents]
    except (DocumentError, ConversionError) as error:
        return Converted(summary=summary, problem=str(error))
    if not any(done):
        return None
    first = next(each for each in done if each)
    new_saved, new_published = (each.flow if each else None for each in done)
    findings = check(new_published, type=summary.type) if new_published else ()
    originals = [c for c, d in zip((saved, published), documents, strict=True) if c and d]
    return Converted(
        summary=summary,
        saved=new_saved,
        published=new_published,
        originals=tuple(originals),
        notes=first.notes,
        findings=findings,
    )


def _legacy(content: Content | None) -> LegacyFlow | None:
    document = opened(content) if content else None
    return document if isinstance(document, LegacyFlow) else None


def carry_out(instance: Instance, flow: Converted) -> tuple[str, ...]:
    """Convert one flow: its original becomes a version, its conversion what callers hear.

    Returns:
        Why its conversion was only saved; empty where it was published or never had been.

    Raises:
        InstanceError: A step was not possible.
    """
    key = flow.summary.key
    reasons: tuple[str, ...] = ()
    if flow.published is not None:
        instance.make_version(key, "before opting in to the flow language")
        reasons = flow.errors
        if not reasons:
            try:
                instance.publish(key, flow.published.content())
            except RefusedError as error:
                reasons = error.problems or (str(error),)
    newest = flow.saved or (flow.published if reasons else None)
    if newest is not None and (reasons or flow.published is None or _differs(flow)):
        instance.save(key, newest.content())
    return reasons


def _differs(flow: Converted) -> bool:
    """Whether the draft is another text than what is published."""
    return (
        flow.saved is not None
        and flow.published is not None
        and flow.saved.content() != flow.published.content()
    )
