"""What a conversion has to say about itself: a value, which every output format only reads."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from flowport.catalogue.legacy import Level
from flowport.dataclass import dataclass
from flowport.model.pointer import pointer

__all__ = ["Exactness", "Note", "pointer"]


class Exactness(StrEnum):
    """How sure a conversion is, from best to worst."""

    EXACT = "exact"
    """It is as Amazon's own conversion makes it."""
    ASSUMED = "assumed"
    """It is based on little evidence, or on none: compare it with the old block."""
    DROPPED = "dropped"
    """The flow language has no place for it."""
    UNKNOWN = "unknown"
    """It is not known; it was kept as it stands."""


_ADVICE = {
    Exactness.EXACT: "",
    Exactness.ASSUMED: (
        "Compare the block with the old one in the designer before you publish the flow."
    ),
    Exactness.DROPPED: "If the flow needs it, add it to the converted block by hand.",
    Exactness.UNKNOWN: (
        "Correct it in the legacy file, or in the converted flow before you publish it."
    ),
}


@dataclass(frozen=True, slots=True)
class Note:
    """One thing worth knowing about a conversion.

    Attributes:
        kind: How sure the conversion is of it.
        block: The id of the block; empty where the note is about the whole flow.
        pointer: The place in the legacy document (RFC 6901).
        message: One sentence.
        level: How well the fact behind it is borne out; C where nothing is known.
        value: The legacy value that was dropped or not understood; None where there is none.
        advice: What to do about it, in one sentence; empty for an exact note.
    """

    kind: Exactness
    block: str
    pointer: str
    message: str
    level: Level = Level.A
    value: Any = None
    advice: str = ""

    def __post_init__(self) -> None:
        if not self.advice:
            object.__setattr__(self, "advice", _ADVICE[self.kind])
