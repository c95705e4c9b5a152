"""File names for flows: readable, and right on every system for every name that a flow can have."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from flowport.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Collection

__all__ = ["RECORD", "file_name", "folded"]

#: The file that says what the folder is.
RECORD = "instance.json"

#: Bytes of UTF-8 in a name without its extension; systems take 255 with everything.
_LONGEST = 120
_MARK = 8
_FORBIDDEN = pattern(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]')
_RESERVED = pattern(
    r"(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)", re.IGNORECASE
)


def folded(name: str) -> str:
    """What two names share that some file system takes for the same."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def file_name(name: str, taken: Collection[str] = (), extension: str = ".json") -> str:
    """The file for a flow of that name.

    It is the name itself wherever that is a good file name on Linux, macOS and Windows and not
    taken. Otherwise what can't stand is replaced, and a mark made from the whole name follows.

    Args:
        name: The flow's name.
        taken: File names that exist, folded (``folded``).
        extension: What ends the name.
    """
    plain = _plain(name)
    if plain == name and folded(plain + extension) not in taken:
        return plain + extension
    import hashlib  # noqa: PLC0415  few names need it

    digest = hashlib.sha256(name.encode(errors="surrogatepass")).hexdigest()
    for length in range(_MARK, len(digest) + 1):
        found = f"{_cut(plain, _LONGEST - length - 1)}~{digest[:length]}{extension}"
        if folded(found) not in taken:
            return found
    number = 2
    while folded(f"{digest}~{number}{extension}") in taken:
        number += 1
    return f"{digest}~{number}{extension}"


def _plain(name: str) -> str:
    """The name without what a file name can't have."""
    text = unicodedata.normalize("NFC", name.encode(errors="replace").decode())
    text = _FORBIDDEN.sub("_", text).strip().rstrip(".")
    text = re.sub(r"^[.~-]", "_", text) or "_"
    if _RESERVED.match(text) or folded(text) == "instance":
        text = f"_{text}"
    return _cut(text, _LONGEST)


def _cut(text: str, most: int) -> str:
    """As much of a string as fits into so many bytes, ending where a name may."""
    cut = text.encode()[:most].decode(errors="ignore")
    return cut if cut == text else cut.rstrip(" .\u200d\ufe0f")
