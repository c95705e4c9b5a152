"""What an action does to a contact and how it continues, as data; behaviour is elsewhere."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

from flowport.catalogue.declaration import Declaration

if TYPE_CHECKING:
    from dataclasses import KW_ONLY

__all__ = ["UNKNOWN", "Effect", "Way"]


class Way(Enum):
    """How an action chooses its branch."""

    ON = auto()
    """To the next action, or an error."""
    ASK = auto()
    """The caller or the instance answers: a condition or an error."""
    ASK_OR_ON = auto()
    """A condition, the next action, or an error."""
    ASK_OR_END = auto()
    """A condition or an error; without a condition the contact stays there."""
    INPUT = auto()
    """Digits: stored (to the next action) or distinguished (a condition)."""
    MEASURE = auto()
    """A number of the instance, held against the conditions."""
    COMPARE = auto()
    """A value, held against the conditions."""
    PERCENT = auto()
    """A number from 1 to 100, held against the conditions."""
    LOOP = auto()
    """A counter that the flow keeps."""
    LEAVE = auto()
    """The contact leaves the flow, unless an error keeps it."""
    LEAVE_OR_ON = auto()
    """It leaves, or goes on, as a parameter says."""
    FLOW = auto()
    """Another flow begins."""
    MODULE = auto()
    """A module begins, and comes back."""
    RETURN = auto()
    """The module goes back to what invoked it."""
    END = auto()
    """The walk ends."""


class Effect(Declaration):
    """What an action does.

    Attributes:
        event: What a trace calls it.
        way: How it chooses its branch.
        fills: The flow's own roots that success fills again (``External``).
        partly: Whether filling leaves older values of that root standing.
        contact: What it sets on the contact; ``""`` for nothing.
        merged: The parameter whose keys are set one by one; ``""``: all parameters, as a whole.
        flow: What it sets for the flow that it is in, gone with the flow.
        place: The parameters that say where the contact goes, the first present one counts.
    """

    event: str
    way: Way = Way.ON
    _: KW_ONLY
    fills: tuple[str, ...] = ()
    partly: bool = False
    contact: str = ""
    merged: str = ""
    flow: str = ""
    place: tuple[str, ...] = ()


#: What an action that the catalogue does not know does: it is noted, and the flow continues.
UNKNOWN = Effect(event="unknown", way=Way.ASK_OR_ON)
