"""What infrastructure code is written from: flows with what they use, in an order of their own."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from flowport.model.successors import components

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

__all__ = ["FlowResource", "NamedResource", "WrittenFiles", "in_order"]


@dataclass(frozen=True, slots=True, order=True)
class NamedResource:
    """Something that a content names.

    Attributes:
        written: The ARN or bare id in the content, without a flow's version or alias.
        kind: Its reference kind, as the catalogue spells it.
        name: Its name; empty if unknown.
        label: The label of the flow or module that is written with it; empty for anything else.
        known: Whether the ARN of that flow is given from outside, because a cycle passes here.
    """

    written: str
    kind: str
    name: str = ""
    label: str = ""
    known: bool = False

    @property
    def bare(self) -> bool:
        """Whether the content has a bare id and no ARN."""
        return not self.written.startswith("arn:")


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowResource:
    """A flow or module to write.

    Attributes:
        label: What others call it (``flow:Main``), once in an export.
        module: Whether it is a module.
        name: Its name.
        type: Its type as the API spells it; ``MODULE`` for a module.
        text: Its content, byte for byte as it must arrive.
        shell: A content of its type that does nothing but end.
        arn: Its ARN in the source instance.
        id: Its id in the source instance.
        description: Its description.
        settings: A module's ``Settings`` as JSON text.
        tags: Its tags.
        invocation: A module's ``ExternalInvocationConfiguration``.
        uses: What its content names.
        remarks: Comments for the reader of the code.
    """

    label: str
    module: bool
    name: str
    type: str
    text: str
    shell: str
    arn: str
    id: str
    description: str = ""
    settings: str | None = None
    tags: Mapping[str, str] = field(default_factory=dict)
    invocation: Mapping[str, Any] | None = None
    uses: tuple[NamedResource, ...] = ()
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenFiles:
    """The files of an export.

    Attributes:
        files: Their texts, by their paths below the output folder.
        notes: What a person should know before deploying them.
    """

    files: Mapping[str, str]
    notes: tuple[str, ...] = ()


def in_order(flows: Iterable[FlowResource]) -> list[FlowResource]:
    """Flows so that each is after those it uses, modules first where the order is free."""
    known = {flow.label: flow for flow in flows}
    ranked: Sequence[str] = sorted(known, key=lambda label: (not known[label].module, label))
    graph = {
        label: tuple(
            sorted({use.label for use in known[label].uses if use.label and not use.known})
        )
        for label in ranked
    }
    return [known[label] for group in components(graph) for label in group]
