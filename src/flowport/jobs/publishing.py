"""Publish what is saved, and go back to an older version."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flowport.check import Severity, check
from flowport.errors import RefusedError
from flowport.jobs.documents import opened
from flowport.model import Flow
from flowport.ports import Which
from flowport.refs import Bindings, Index, Resolution, find, resolve, rewrite

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flowport.check import Finding
    from flowport.ports import FlowSummary, Instance

__all__ = ["Publication", "examine", "publish", "restore"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """A flow on its way to being published.

    Attributes:
        summary: The flow.
        text: Its saved text with its references resolved.
        settings: A module's settings, where they stand apart.
        resolution: What its references become.
        findings: What is wrong with it.
        legacy: Whether it is still in the legacy language.
    """

    summary: FlowSummary
    text: str
    settings: str | None
    resolution: Resolution
    findings: Sequence[Finding]
    legacy: bool = False

    @property
    def obstacles(self) -> tuple[str, ...]:
        """Why it can't be published, one sentence each."""
        if self.legacy:
            return ("it is in the legacy language; convert it first (flowport opt-in)",)
        refs = [f"block {o.reference.block!r}: {o.reason}" for o in self.resolution.unresolved]
        bad = [f for f in self.findings if f.severity is Severity.ERROR]
        return (*refs, *(f"{f'block {f.block!r}: ' if f.block else ''}{f.message}" for f in bad))


def examine(
    instance: Instance, flow: FlowSummary, index: Index, bindings: Bindings | None = None
) -> Publication:
    """What stands in the way of publishing what is saved; reads only.

    Raises:
        InstanceError: It can't be read.
    """
    content = instance.read(flow.key, Which.SAVED)
    document = opened(content)
    if not isinstance(document, Flow):
        return Publication(
            summary=flow,
            text=content.text,
            settings=content.settings,
            resolution=Resolution(),
            findings=(),
            legacy=True,
        )
    resolution = resolve(find(document), index, bindings, source=index.instance)
    document = rewrite(document, resolution)
    return Publication(
        summary=flow,
        text=document.content(),
        settings=content.settings,
        resolution=resolution,
        findings=check(document, type=flow.type),
    )


def publish(instance: Instance, publication: Publication) -> None:
    """Publish an examined flow.

    Raises:
        RefusedError: Something stands in the way; nothing was changed.
    """
    if publication.obstacles:
        name = publication.summary.name
        sentence = f"{name!r} can't be published: {publication.obstacles[0]}"
        more = len(publication.obstacles) - 1
        sentence += f" (and {more} more)" if more else ""
        raise RefusedError(sentence, problems=publication.obstacles)
    instance.publish(publication.summary.key, publication.text, settings=publication.settings)


def restore(instance: Instance, flow: FlowSummary, version: int) -> None:
    """Make an older version the draft again; publishing it is another step.

    Raises:
        NotFoundError: There is no such version.
    """
    content = instance.read(flow.key, version)
    instance.save(flow.key, content.text, settings=content.settings)
