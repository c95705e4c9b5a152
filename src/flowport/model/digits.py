"""Whole numbers in strings, however many digits they are written with."""

from __future__ import annotations

__all__ = ["whole_number"]


def whole_number(text: str, most: int = 10**15) -> int | None:
    """The number that a string of ASCII digits says; None for any other string.

    Args:
        text: The string. Python itself refuses to read one of thousands of digits.
        most: What a larger number is read as.
    """
    if not (text.isascii() and text.isdigit()):
        return None
    digits = text.lstrip("0")
    return min(int(digits or "0"), most) if len(digits) <= len(str(most)) else most
