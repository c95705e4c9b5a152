"""A flow as the tables of a store have it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Stored"]


@dataclass(frozen=True, slots=True)
class Stored:
    """A flow as it is in the store; ``saved`` and ``published`` are hashes of its texts."""

    instance: str
    id: str
    kind: str
    arn: str
    name: str
    type: str
    description: str | None
    state: str
    fixed: bool
    saved: str
    published: str | None
    body: Mapping[str, Any]
    revision: int
    last_version: int
    created: float
    modified: float
