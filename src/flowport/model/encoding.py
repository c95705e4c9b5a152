"""Bytes to text and back, so that an untouched file keeps its encoding and byte-order mark."""

from __future__ import annotations

import codecs

from flowport.errors import NotJSONError

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def detect(data: bytes) -> tuple[bytes, str]:
    """The byte-order mark (or nothing) and the encoding of ``data``.

    JSON begins with an ASCII character, so the zero bytes of the first pair tell UTF-16
    without a mark (RFC 4627, section 3).
    """
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return mark, encoding
    if len(data) > 1 and data[1] == 0 and data[0] != 0:
        return b"", "utf-16-le"
    if len(data) > 1 and data[0] == 0 and data[1] != 0:
        return b"", "utf-16-be"
    return b"", "utf-8"


def decode(data: bytes, encoding: str, *, source: str | None) -> str:
    """The text of ``data``, which no longer has its mark.

    Raises:
        NotJSONError: the bytes are not of that encoding, with line and column.
    """
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        before = data[: error.start].decode(encoding, errors="replace")
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        message = f"byte {error.start} is not {encoding.upper()}; save the file as UTF-8"
        raise NotJSONError(message, line=line, column=column, source=source) from None
