"""Documents as the jobs take them: read, converted where they must be, with names that fit."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from flowport.catalogue import FLOW_TYPES, FlowType
from flowport.convert import Home, convert
from flowport.errors import UsageError
from flowport.model import Flow, LegacyFlow, read_text
from flowport.ports import MODULE, FlowKind
from flowport.remedies import Remedy

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from flowport.convert import Note
    from flowport.ports import Content, Instance

__all__ = ["Incoming", "incoming", "opened", "title_of", "with_about"]


def title_of(flow_type: str) -> str:
    """What people call a flow type: its title in the designer and its name in the API."""
    if flow_type in {MODULE, ""}:
        return "flow module" if flow_type else "unknown"
    known = FLOW_TYPES.get(FlowType(flow_type)) if flow_type in set(FlowType) else None
    return f"{known.title} ({flow_type})" if known else flow_type


def opened(content: Content) -> Flow | LegacyFlow:
    """The document that an instance's content says.

    Raises:
        DocumentError: It says none.
    """
    return read_text(content.text, name=content.summary.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """A flow that comes from somewhere, ready to be resolved in a target.

    Attributes:
        label: Where it comes from, for sentences: a file, or an instance's flow.
        flow: It, in the flow language.
        kind: Flow or module.
        name: Its name.
        type: Its type as the API spells it; None where nobody says.
        description: Its description, None where nobody says.
        settings: A module's ``Settings`` as JSON text, where they are separate.
        tags: Its tags.
        invocation: A module's ``ExternalInvocationConfiguration``; None where nothing says it.
        folder: The exported folder that it is in; None for other files.
        notes: What the conversion has to say, for a legacy one.
        remarks: What was taken from beside its file.
    """

    label: str
    flow: Flow
    kind: FlowKind
    name: str
    type: str | None
    description: str | None = None
    settings: str | None = None
    tags: dict[str, str] = field(default_factory=dict)
    invocation: Mapping[str, Any] | None = None
    folder: Instance | None = None
    notes: Sequence[Note] = ()
    remarks: Sequence[str] = ()


def incoming(
    document: Flow | LegacyFlow,
    label: str,
    *,
    content: Content | None = None,
    type: str | None = None,  # noqa: A002  the API's word
    name: str | None = None,
    stem: str = "",
) -> Incoming:
    """A document on its way into an instance; a legacy one is converted.

    Args:
        document: What was read.
        label: Where from, for sentences.
        content: What its instance says of it, if it comes from one.
        type: Its type, where nobody says it.
        name: Its name, whatever the file says.
        stem: Its file's name, which it takes where nothing says one; the remarks tell.

    Raises:
        UsageError: It has no name.
        ConversionError: It is a legacy flow that can't be converted.
    """
    done = convert(document, home=Home.CONSOLE)
    flow, summary = done.flow, content.summary if content else None
    stated = flow.type or document.type
    module = flow.is_module or document.about.get("kind") == "module"
    module = module or (type == MODULE and not stated)
    module = summary.key.kind is FlowKind.MODULE if summary else module
    named = name or (summary.name if summary else flow.name or document.name)
    remarks = () if named or not stem else (f"named {stem!r} after its file",)
    named = named or stem
    if not named:
        raise UsageError(f"{label}: the file does not say a name; {Remedy.NAME}")
    stated = summary.type if summary else stated or type
    return Incoming(
        label=label,
        flow=flow,
        kind=FlowKind.MODULE if module else FlowKind.FLOW,
        name=named,
        type=MODULE if module else stated,
        description=(content.description if content else flow.description) or None,
        settings=content.settings if content else _settings(document),
        tags=dict(content.tags) if content else _tags(document),
        invocation=(content.invocation or {}) if content else _invocation(document),
        notes=done.notes,
        remarks=remarks,
    )


def _tags(document: Flow | LegacyFlow) -> dict[str, str]:
    """The tags that an answer or a container says around a flow."""
    stated = document.about.get("Tags")
    if not isinstance(stated, dict):
        return {}
    return {str(key): value for key, value in stated.items() if isinstance(value, str)}


def _settings(document: Flow | LegacyFlow) -> str | None:
    """A module's settings that an answer or a template says around its content."""
    stated = document.about.get("Settings")
    return stated if isinstance(stated, str) and stated else None


def _invocation(document: Flow | LegacyFlow) -> Mapping[str, Any] | None:
    """A module's configuration that an answer or a template says around its content."""
    stated = document.about.get("ExternalInvocationConfiguration")
    return stated if isinstance(stated, dict) else None


def with_about(flow: Flow, content: Content) -> Flow:
    """A flow whose metadata say its name, description and type, as a console export's do."""
    summary = content.summary
    stated = {"name": summary.name}
    if content.description:
        stated["description"] = content.description
    known = FLOW_TYPES.get(FlowType(summary.type)) if summary.type in set(FlowType) else None
    if known:
        stated["type"] = known.export_name or str(known.type)
    if known and flow.type == summary.type:
        del stated["type"]
    new = {key: value for key, value in stated.items() if flow.metadata.get(key) != value}
    return flow.with_tree({**flow.tree, "Metadata": {**flow.metadata, **new}}) if new else flow
