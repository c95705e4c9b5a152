"""Where blocks stand."""

from __future__ import annotations

from flowport.layout.arrange import arrange
from flowport.layout.boxes import ASIDE, MAIN, SIDE, Box, Graph, Link, Position

__all__ = ["ASIDE", "MAIN", "SIDE", "Box", "Graph", "Link", "Position", "arrange"]
