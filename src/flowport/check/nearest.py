"""The known value that a misspelled one most likely represents."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["closest", "nearest", "perhaps"]


def closest(said: str, known: Iterable[str], *, cutoff: float = 0.6) -> str:
    """The word nearest to what was said, letter by letter; empty where none is near."""
    from difflib import get_close_matches  # noqa: PLC0415  most flows have nothing misspelled

    return next(iter(get_close_matches(said, known, n=1, cutoff=cutoff)), "")


def nearest(said: str, known: Iterable[str], *, cutoff: float = 0.6) -> str:
    """The value nearest to what was said, empty where none is near.

    Capitals, and an underscore for a hyphen, make no difference.
    """
    plain = {_plain(value): value for value in known}
    return plain.get(closest(_plain(said), plain, cutoff=cutoff), "")


def perhaps(said: str, known: Iterable[str], otherwise: str) -> str:
    """The end of a sentence that suggests the nearest value, or says what to do without one."""
    close = nearest(said, known)
    return f"{close!r} may be meant" if close else otherwise


def _plain(text: str) -> str:
    return text.lower().replace("_", "-")
