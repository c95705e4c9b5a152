"""What changed between two flows, its meaning distinguished from names and layout."""

from __future__ import annotations

from flowport.diff.compare import Comparison, aspect_of, compare
from flowport.diff.edits import Aspect, Edit, Way

__all__ = [
    "Aspect",
    "Comparison",
    "Edit",
    "Way",
    "aspect_of",
    "compare",
]
