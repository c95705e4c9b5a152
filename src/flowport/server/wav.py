"""The audio of prompts: WAV files of one form.

Source: "Flow block: Play prompt" in the administrator guide, "you must use .wav files that are
8KHz, and mono channel audio with U-Law encoding", "less than 50MB and less than five minutes".
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["LARGEST", "made", "problem_of", "silence"]

#: The bytes that a file must have fewer of.
LARGEST = 50_000_000
_SECONDS = 300
_RATE = 8000  # samples a second, one byte each
_MU_LAW = 7  # the format tag of G.711 mu-law
_EXTENSIBLE = 0xFFFE  # the format tag whose own tag is in its extension
_EXTENSION = 24  # bytes of a format chunk before the tag in its extension
_HEAD = 12  # bytes before the first chunk
_FORMAT = struct.Struct("<HHIIHH")
_QUIET = b"\xff"  # zero in mu-law


def problem_of(data: bytes) -> str | None:
    """Why a file can't be the audio of a prompt, or None if it can."""
    if len(data) >= LARGEST:
        return f"has {len(data):,} bytes; a prompt has less than {LARGEST:,}"
    if data[:4] != b"RIFF" or data[8:_HEAD] != b"WAVE":
        return "is not a WAV file"
    chunks = dict(_chunks(data))
    form = chunks.get(b"fmt ", b"")
    if len(form) < _FORMAT.size or b"data" not in chunks:
        return "is a WAV file without format or samples"
    tag, channels, rate, *_ = _FORMAT.unpack_from(form)
    if tag == _EXTENSIBLE and len(form) >= _EXTENSION + 2:
        tag = int.from_bytes(form[_EXTENSION : _EXTENSION + 2], "little")
    if (tag, channels, rate) != (_MU_LAW, 1, _RATE):
        coding = "mu-law" if tag == _MU_LAW else f"the coding {tag}"
        return (
            f"has {rate} Hz, {channels} channels and {coding}; "
            "a prompt has 8000 Hz, 1 channel and mu-law (7)"
        )
    seconds = len(chunks[b"data"]) / _RATE
    return None if 0 < seconds < _SECONDS else f"has {seconds:g} seconds; a prompt has 0 to 300"


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The chunks of a RIFF file; each begins at an even place."""
    start = _HEAD
    while start + 8 <= len(data):
        size = int.from_bytes(data[start + 4 : start + 8], "little")
        yield data[start : start + 4], data[start + 8 : start + 8 + size]
        start += 8 + size + size % 2


def made(samples: bytes) -> bytes:
    """A file of mu-law samples."""
    form = _FORMAT.pack(_MU_LAW, 1, _RATE, _RATE, 1, 8)
    padded = samples + b"\x00" * (len(samples) % 2)
    body = b"WAVE" + _chunk(b"fmt ", form) + _chunk(b"data", samples, padded)
    return _chunk(b"RIFF", body)


def _chunk(name: bytes, body: bytes, padded: bytes | None = None) -> bytes:
    return name + len(body).to_bytes(4, "little") + (body if padded is None else padded)


def silence() -> bytes:
    """Half a second of silence: what a prompt has whose audio is not known here."""
    return made(_QUIET * (_RATE // 2))
