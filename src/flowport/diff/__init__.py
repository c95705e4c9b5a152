"""What changed between two flows, its meaning told apart from names and layout."""

from __future__ import annotations

from flowport.diff.compare import Comparison, aspect_of, compare
from flowport.diff.edits import Aspect, Block, Edit, Way
from flowport.diff.names import blocks, branch_name, title_of

__all__ = [
    "Aspect",
    "Block",
    "Comparison",
    "Edit",
    "Way",
    "aspect_of",
    "blocks",
    "branch_name",
    "compare",
    "title_of",
]
