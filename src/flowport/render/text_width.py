"""How wide text is, estimated without a font, so that it never leaves its box."""

from __future__ import annotations

from unicodedata import east_asian_width

#: Widths by letter in parts of the font's size, a little on the wide side of common sans-serifs.
_WIDTHS = {
    **dict.fromkeys("ijl.,:;'|!I`", 0.31),
    **dict.fromkeys('ft()[]{}r/\\- "*', 0.4),
    **dict.fromkeys("mMW@%w", 0.94),
    **dict.fromkeys("ABCDEGHKNOPQRSUVXYZ&", 0.76),
    **dict.fromkeys("csxzvykJ", 0.56),
}
_OTHER, _WIDE = 0.64, 1.05
#: Letters from here on are those of scripts as wide as they are high.
_SQUARE = 0x2E80
_ELLIPSIS = "…"
#: How much wider bold text is.
BOLD = 1.08


def width(text: str, size: float) -> float:
    """The width of a line of text in pixels at a font size in pixels."""
    return size * sum(map(_letter, text))


def fitted(text: str, room: float, size: float) -> str:
    """The text, its end cut off and marked by an ellipsis where it is wider than the room."""
    if width(text, size) <= room:
        return text
    room -= width(_ELLIPSIS, size)
    for count, letter in enumerate(text):
        room -= size * _letter(letter)
        if room < 0:
            return text[:count].rstrip() + _ELLIPSIS
    return text


def lines(text: str, room: float, size: float, most: int) -> list[str]:
    """Text broken into at most so many lines; the last is cut where it is too long."""
    found: list[str] = []
    for paragraph in text.splitlines():
        line = ""
        for word in paragraph.split():
            longer = f"{line} {word}" if line else word
            if line and width(longer, size) > room:
                found.append(line)
                longer = word
            line = longer
        found.append(line)
    if len(found) > most:
        found = [*found[: most - 1], " ".join(found[most - 1 :])]
    return [fitted(line, room, size) for line in found]


def _letter(letter: str) -> float:
    """The width of one letter in parts of the font's size."""
    known = _WIDTHS.get(letter)
    if known is not None:
        return known
    return _WIDE if ord(letter) >= _SQUARE or east_asian_width(letter) in "WF" else _OTHER
