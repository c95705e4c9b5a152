"""Zip files of flows: bounded before anything is read, and never written to the disk."""

from __future__ import annotations

import io
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from flowport.errors import DocumentError
from flowport.model.parse import MAX_BYTES

if TYPE_CHECKING:
    import zipfile
    from collections.abc import Iterator

__all__ = ["MOST_BYTES", "MOST_FILES", "is_archive", "members"]

#: The most files, and the most bytes of all together once unpacked.
MOST_FILES, MOST_BYTES = 2_000, 100_000_000

_LITTER = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")
_STARTS = {b"PK\x03\x04", b"PK\x05\x06"}


def is_archive(data: bytes) -> bool:
    """Whether bytes are a zip file, by how they begin."""
    return data[:4] in _STARTS


def members(data: bytes, name: str) -> Iterator[tuple[str, bytes]]:
    """The files in a zip file: name and bytes of each.

    Raises:
        DocumentError: It is damaged or encrypted, holds too much, or a name leads out of it.
    """
    import zipfile  # noqa: PLC0415  only for zip files

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            every = [each for each in archive.infolist() if not each.is_dir()]
            _bounded(every, name)
            for each in every:
                if any(litter in each.filename for litter in _LITTER):
                    continue
                path = PurePosixPath(each.filename.replace("\\", "/"))
                if path.is_absolute() or ".." in path.parts or ":" in path.parts[0]:
                    message = f"its member {each.filename!r} leads out of the archive"
                    raise DocumentError(message, source=name)
                with archive.open(each) as stream:
                    yield str(path), stream.read(MAX_BYTES + 1)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        raise DocumentError(f"a damaged or encrypted zip file: {error}", source=name) from None


def _bounded(every: list[zipfile.ZipInfo], name: str) -> None:
    if len(every) > MOST_FILES:
        raise DocumentError(f"a zip file of more than {MOST_FILES} files", source=name)
    if sum(each.file_size for each in every) > MOST_BYTES:
        message = f"unpacked it is more than {MOST_BYTES / 1e6:.0f} MB"
        raise DocumentError(message, source=name)
