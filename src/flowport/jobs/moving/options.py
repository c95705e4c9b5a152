"""How a migration is planned: what a person decides beforehand."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from flowport.refs.bindings import Bindings

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from flowport.ports import FlowSummary

__all__ = ["Conflict", "PlanOptions", "Publish"]


class Conflict(StrEnum):
    """What to do with a flow whose name the target has."""

    REPLACE = "replace"
    COPY = "copy"
    SKIP = "skip"


class Publish(StrEnum):
    """Which of the flows that can be published are."""

    AS_SOURCE = "as-source"
    """Those that are published in the source, with the content that callers hear there."""
    ALL = "all"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanOptions:
    """How to plan.

    Attributes:
        flows: Names or patterns of the flows that are meant; empty for all active ones.
        bindings: What a person decided.
        create: The kinds of resources that are made where the target lacks them.
        publish: Which flows are published.
        drafts: Whether a flow of the target that was never published may be published: that can't
            be undone.
        prune: Whether flows of the target that the source does not have are archived.
        hidden: Whether references in plain values are rewritten as well.
        written: For each label, the hash of what Flowport wrote into this target the last time.
        rates: Requests a second by operation; None for no pace at all.
        addresses: What a person wrote for the source and the target.
        conflict: What to do with a flow whose name the target has; None where nobody said.
        conflicts: The same for single labels, where someone was asked.
        into: The flow to replace, whatever its name: what the console's import does.
        revive: Whether archived flows of the target are restored when they are replaced.
        allow: Values that may still name the source.
        placeholders: Placeholders, with their marks, that may be published.
        type: The type of flows that say none, as the API spells it; empty for none.
        command: What asks for the plan, as the command line calls it.
    """

    flows: Sequence[str] = ()
    bindings: Bindings = field(default_factory=Bindings)
    create: frozenset[str] = frozenset()
    publish: Publish = Publish.AS_SOURCE
    drafts: bool = False
    prune: bool = False
    hidden: bool = False
    written: Mapping[str, str] = field(default_factory=dict)
    rates: Mapping[str, float] | None = None
    addresses: tuple[str, str] = ("", "")
    conflict: Conflict | None = Conflict.REPLACE
    conflicts: Mapping[str, Conflict] = field(default_factory=dict)
    into: FlowSummary | None = None
    revive: bool = True
    allow: frozenset[str] = frozenset()
    placeholders: frozenset[str] = frozenset()
    type: str = ""
    command: str = "migrate"
