"""The labels of resources in a batch of flows: one label means one resource of an instance."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Hashable

__all__ = ["Labels"]


class Labels:
    """Which ids the flows of a batch show under each label.

    Attributes:
        flow: What the caller calls the flow that is being checked.
    """

    def __init__(self) -> None:
        self.flow: Hashable = None
        self._ids: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._flows: dict[tuple[str, str], dict[Hashable, None]] = defaultdict(dict)

    def add(self, kind: str, label: str, identity: str) -> None:
        """Note that the flow shows a resource under a label."""
        self._ids[kind, label].add(identity)
        self._flows[kind, label][self.flow] = None

    def count(self, kind: str, label: str) -> int:
        """How many resources have a label so far."""
        return len(self._ids[kind, label])

    def shared(self) -> list[Hashable]:
        """The flows with a label that several resources have, in the order of their check."""
        several = [key for key, ids in self._ids.items() if len(ids) > 1]
        return list(dict.fromkeys(flow for key in several for flow in self._flows[key]))
