"""Files as people drop them: single ones, folders, archives; bounded before anything is read."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from flowport.model.parse import MAX_BYTES
from flowport.server.designer.ask import UploadedFile
from flowport.server.designer.refusals import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["unpacked"]

#: The most files, and the most bytes of all together once unpacked.
MOST_FILES, MOST_BYTES = 2_000, 100_000_000

_LITTER = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")


def unpacked(files: Sequence[UploadedFile]) -> list[UploadedFile]:
    """The files, with archives replaced by what is in them.

    Raises:
        Refusal: There are too many, they are too large, or an archive is damaged.
    """
    found: list[UploadedFile] = []
    length = 0
    for file in files:
        inner = _members(file) if _is_archive(file) else iter([file])
        for each in inner:
            if any(litter in each.name for litter in _LITTER):
                continue
            length += len(each.data)
            if len(found) >= MOST_FILES:
                raise Refusal("too-large", f"That is more than {MOST_FILES} files.")
            if length > MOST_BYTES:
                raise _too_much(file.name)
            found.append(each)
    return found


def _is_archive(file: UploadedFile) -> bool:
    return file.data[:4] in {b"PK\x03\x04", b"PK\x05\x06"}


def _too_much(name: str) -> Refusal:
    return Refusal("too-large", f"{name}: unpacked it is more than {MOST_BYTES / 1e6:.0f} MB.")


def _members(file: UploadedFile) -> Iterator[UploadedFile]:
    try:
        with zipfile.ZipFile(io.BytesIO(file.data)) as archive:
            every = [each for each in archive.infolist() if not each.is_dir()]
            if len(every) > MOST_FILES:
                raise Refusal("too-large", f"{file.name} holds more than {MOST_FILES} files.")
            if sum(each.file_size for each in every) > MOST_BYTES:
                raise _too_much(file.name)
            for each in every:
                yield UploadedFile(name=each.filename, data=_read(archive, each))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        message = f"{file.name} is a damaged or locked archive: {error}."
        raise Refusal("bad-file", message) from error


def _read(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    """A member, no further than a flow can be long, whatever its header claims."""
    with archive.open(member) as stream:
        return stream.read(MAX_BYTES + 1)
