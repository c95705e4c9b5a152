"""What is to be arranged: boxes and links as plain values, be they of a flow or of a map."""

from __future__ import annotations

from dataclasses import field
from typing import NamedTuple

from flowport.dataclass import dataclass

#: The weight of a link on the main path: its ends are put on one line.
MAIN = 8
#: The weight of a link for one of several answers.
SIDE = 2
#: The weight of a link for what went wrong.
ASIDE = 1


class Position(NamedTuple):
    """The upper left corner of a box, in pixels from the upper left of the picture."""

    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Box:
    """Something with a size that needs a place.

    Attributes:
        id: Its name among the boxes.
        width: In pixels.
        height: In pixels.
        branches: How many branches leave it; their rows are the last ones of the box.
        at: Where it stands now, if it stands anywhere.
    """

    id: str
    width: int
    height: int
    branches: int = 0
    at: Position | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """A line from a branch of one box to another box.

    Attributes:
        source: The id of the box that it leaves.
        branch: The row of the branch that it leaves, counted from 0.
        target: The id of the box that it reaches; one that is absent is skipped.
        weight: How much it needs to be short and straight: MAIN, SIDE or ASIDE.
    """

    source: str
    branch: int
    target: str
    weight: int = SIDE


@dataclass(frozen=True, slots=True)
class Graph:
    """Boxes and links, in an order that ties are broken by.

    Attributes:
        boxes: What is to be placed.
        links: What joins them; loops, repeats and links to nothing are welcome.
        entry: The id of the first box, if there is one.
    """

    boxes: tuple[Box, ...]
    links: tuple[Link, ...] = field(default=())
    entry: str | None = None
