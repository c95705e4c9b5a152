"""How a migration is planned: what a person decides beforehand."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from flowport.refs import Bindings

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["Options", "Publish"]


class Publish(StrEnum):
    """Which of the flows that can be published are."""

    AS_SOURCE = "as-source"
    """Those that are published in the source, with the content that callers hear there."""
    ALL = "all"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
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
