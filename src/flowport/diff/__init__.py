"""What changed between two flows, its meaning distinguished from names and layout."""

from __future__ import annotations

from flowport.diff.compare import Comparison, aspect_of, compare
from flowport.diff.edits import Aspect, Edit, ReachedBy

__all__ = [
    "Aspect",
    "Comparison",
    "Edit",
    "ReachedBy",
    "aspect_of",
    "compare",
]
