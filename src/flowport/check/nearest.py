"""The known value that a misspelled one most likely stands for."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["nearest", "perhaps"]


def nearest(said: str, known: Iterable[str], *, cutoff: float = 0.6) -> str:
    """The value nearest to what was said, empty where none is near.

    Capitals, and an underscore for a hyphen, make no difference.
    """
    plain = {_plain(value): value for value in known}
    close = get_close_matches(_plain(said), plain, n=1, cutoff=cutoff)
    return plain[close[0]] if close else ""


def perhaps(said: str, known: Iterable[str], otherwise: str) -> str:
    """The end of a sentence that suggests the nearest value, or says what to do without one."""
    close = nearest(said, known)
    return f"{close!r} may be meant" if close else otherwise


def _plain(text: str) -> str:
    return text.lower().replace("_", "-")
