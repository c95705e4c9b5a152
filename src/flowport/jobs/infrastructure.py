"""Infrastructure code of an instance: which flows can be written, and what they are written from.

A stack publishes what it holds, so that only published content is written. What is left out is
reported with its reason.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from flowport.convert import convert
from flowport.errors import FlowportError, ForbiddenError, NotFoundError, UnreachableError
from flowport.infrastructure import (
    FlowResource,
    NamedResource,
    WrittenFiles,
    cloudformation,
    terraform,
)
from flowport.jobs.documents import opened
from flowport.jobs.isolation import isolated
from flowport.jobs.moving.placeholder_contents import is_shell, shell
from flowport.jobs.moving.write_order import feedback
from flowport.model import Flow, LegacyFlow
from flowport.model.successors import components
from flowport.ports import FlowKind, Status, Which
from flowport.refs.all_references import find
from flowport.refs.arn import parse
from flowport.refs.own_references import recognise
from flowport.refs.reference import Form, ReferencePlace
from flowport.refs.resource import Index
from flowport.refs.unfilled import unfilled
from flowport.remedies import Remedy

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from flowport.ports import Content, FlowSummary, Instance
    from flowport.refs.outcome import Outcome

__all__ = ["CodeLanguage", "InfrastructureExport", "LeftOut", "infrastructure_code"]

_FORMS = {Form.ARN, Form.ID}
_NO_ALIASES = (
    "Versions and aliases of flows have no resource type of their own; those that this content "
    "names stay as they are: create them with the API."
)


class CodeLanguage(StrEnum):
    """What infrastructure code is written in."""

    CLOUDFORMATION = "cloudformation"
    TERRAFORM = "terraform"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A flow that was not written, and why."""

    summary: FlowSummary
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InfrastructureExport:
    """Infrastructure code of an instance.

    Attributes:
        code: The files.
        flows: What they hold.
        left_out: What they do not hold.
    """

    code: WrittenFiles
    flows: Sequence[FlowResource] = ()
    left_out: Sequence[LeftOut] = field(default_factory=tuple)


def infrastructure_code(
    instance: Instance,
    flows: Iterable[FlowSummary],
    language: CodeLanguage,
    *,
    drafts: bool = False,
) -> InfrastructureExport:
    """Write flows and modules of an instance as infrastructure code.

    Args:
        instance: The instance.
        flows: Which of its flows.
        language: What to write.
        drafts: Whether flows that are only saved, or that could not be published, are written too.

    Raises:
        InstanceError: The instance can't be reached, or lets the caller read no more.
    """
    chosen = sorted(flows, key=lambda flow: (flow.key.kind, flow.name, flow.key.id))
    index = Index(instance.directory)
    labels = {flow.arn: _label(flow) for flow in chosen}
    found: list[FlowResource] = []
    left: list[LeftOut] = []
    for summary in chosen:
        try:
            with isolated(summary.name):
                found.append(_resource(instance, summary, index, labels, drafts=drafts))
        except (ForbiddenError, UnreachableError):
            raise
        except FlowportError as error:
            left.append(LeftOut(summary, str(error)))
    gone = {_label(each.summary) for each in left}
    made = _without_cycles([_without(flow, gone) for flow in found])
    write = cloudformation if language is CodeLanguage.CLOUDFORMATION else terraform
    code = write(made, instance.about.arn) if made else WrittenFiles(files={})
    return InfrastructureExport(code=code, flows=made, left_out=left)


def _label(summary: FlowSummary) -> str:
    return f"{summary.key.kind}:{summary.key.id}"


def _resource(
    instance: Instance,
    summary: FlowSummary,
    index: Index,
    labels: Mapping[str, str],
    *,
    drafts: bool,
) -> FlowResource:
    """What a flow is written from.

    Raises:
        FlowportError: It can't be written; the sentence says why.
    """
    content, published = _content(instance, summary, drafts=drafts)
    document = opened(content)
    flow = convert(document).flow if isinstance(document, LegacyFlow) else document
    text = content.text if document is flow else flow.content()
    outcomes = recognise(find(flow), index).outcomes
    faults = [] if published else ["only saved, never published as it is here"]
    faults += _faults(flow, outcomes)
    if faults and not drafts:
        raise NotFoundError(f"{faults[0]}; {Remedy.DRAFTS}")
    uses = {use: None for outcome in outcomes if (use := _use(outcome, labels))}
    qualified = any(_is_qualified(outcome) for outcome in outcomes)
    return FlowResource(
        label=_label(summary),
        module=summary.key.kind is FlowKind.MODULE,
        name=summary.name,
        type=summary.type,
        text=text,
        shell=shell(summary.type),
        arn=summary.arn,
        id=summary.key.id,
        description=content.description,
        settings=content.settings,
        tags=content.tags,
        invocation=content.invocation,
        uses=tuple(sorted(uses)),
        remarks=(*(f"Draft: {fault}" for fault in faults), *((_NO_ALIASES,) if qualified else ())),
    )


def _content(instance: Instance, summary: FlowSummary, *, drafts: bool) -> tuple[Content, bool]:
    """A flow's published content, or its saved one; and whether it is published.

    Raises:
        NotFoundError: It was never published, and drafts are not wanted.
    """
    try:
        content = instance.read(summary.key, Which.PUBLISHED)
    except NotFoundError:
        published = False
    else:
        shelled = summary.key.kind is FlowKind.MODULE and is_shell(content.text, summary.type)
        published = summary.status is Status.PUBLISHED and not shelled
    if published:
        return content, True
    if not drafts:
        raise NotFoundError(f"only saved, never published; {Remedy.DRAFTS}")
    return instance.read(summary.key, Which.SAVED), False


def _faults(flow: Flow, outcomes: Iterable[Outcome]) -> list[str]:
    """Why a stack could not publish a flow."""
    found = [f"{o.reference.label}: {o.reason}" for o in outcomes if o.blocks_publishing]
    return found + [f"unfilled placeholder: {each.sentence}" for each in unfilled(flow)]


def _use(outcome: Outcome, labels: Mapping[str, str]) -> NamedResource | None:
    """What a reference is written from; None for what stays as it is."""
    reference, resource = outcome.reference, outcome.resource
    if (
        reference.form not in _FORMS
        or reference.place is ReferencePlace.METADATA
        or not reference.kind
    ):
        return None
    arn = parse(reference.written)
    if arn and arn.account == "aws":
        return None
    written = str(arn.plain) if arn else reference.written.partition(":")[0]
    label = labels.get(resource.arn, "") if resource else ""
    name = (resource.name if resource else reference.name) or ""
    return NamedResource(written, reference.kind, name, label)


def _is_qualified(outcome: Outcome) -> bool:
    arn = parse(outcome.reference.written)
    return bool(arn and arn.qualifier)


def _without(flow: FlowResource, gone: set[str]) -> FlowResource:
    """A flow whose uses of flows that are not written come from outside."""
    uses = [replace(use, label="") if use.label in gone else use for use in flow.uses]
    return replace(flow, uses=tuple(sorted(uses)))


def _without_cycles(flows: Sequence[FlowResource]) -> list[FlowResource]:
    """Flows in which no use closes a cycle: the ARN of a few is given from outside."""
    graph = {
        flow.label: tuple(sorted({use.label for use in flow.uses if use.label})) for flow in flows
    }
    known: set[tuple[str, str]] = set()
    for group in components(graph):
        inside = {label: [used for used in graph[label] if used in group] for label in group}
        cut = feedback(inside)
        known |= {(label, used) for label in group for used in inside[label] if used in cut}
    return [
        replace(
            flow,
            uses=tuple(replace(u, known=(flow.label, u.label) in known) for u in flow.uses),
        )
        for flow in flows
    ]
