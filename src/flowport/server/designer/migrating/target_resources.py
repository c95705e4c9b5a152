"""What targets hold, read once a minute however often a picker asks: a live one is slow."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flowport.refs.resource import Resource
    from flowport.server.designer.migrating.targets import MigrationTarget
    from flowport.store import Store

__all__ = ["TargetResources"]

_FRESH = 60.0  # seconds


@dataclass(slots=True)
class TargetResources:
    """The resources of targets, by target and kind."""

    _known: dict[tuple[str, str], tuple[float, Sequence[Resource] | None]] = field(
        default_factory=dict
    )

    def of(self, target: MigrationTarget, kind: str, store: Store) -> Sequence[Resource] | None:
        """The resources of a kind in a target; None where it can't say which there are.

        Raises:
            FlowportError: The target can't be reached.
        """
        if target.visit is not None:
            return target.open(store).directory.resources(kind)
        now = time.monotonic()
        read, found = self._known.get((target.id, kind), (-_FRESH, None))
        if now - read >= _FRESH:
            found = target.open(store).directory.resources(kind)
            self._known[target.id, kind] = now, found
        return found
