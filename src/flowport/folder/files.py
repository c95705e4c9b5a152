"""The folder on the disk: reads are remembered, so that an edit in the meantime is noticed."""

from __future__ import annotations

import bisect
import hashlib
import os
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from flowport.errors import ConflictError, ForbiddenError, InstanceError, NotFoundError, UsageError
from flowport.files import make_folder, sync_folder, write_bytes
from flowport.folder.file_names import RECORD
from flowport.input_files import unlisted_sentence, walk

if TYPE_CHECKING:
    from flowport.input_files import InputFile

__all__ = ["HIDDEN", "Files", "digest"]

#: Where what nobody edits by hand is kept.
HIDDEN = ".flowport"


def digest(data: bytes) -> str:
    """The SHA-256 of bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


class Files:
    """The files of one folder, by their path in it (with slashes)."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._seen: dict[str, str] = {}
        self._every: list[str] | None = None
        #: Flows inside other files, by what their entries call their file.
        self.inside: dict[str, bytes] = {}

    def path(self, file: str) -> Path:
        """Where a file is.

        Raises:
            InstanceError: The path leads out of the folder.
        """
        pure = PurePosixPath(file)
        if pure.is_absolute() or ".." in pure.parts or "\\" in file or ":" in pure.parts[0]:
            raise InstanceError(f"{self.root}: {file!r} in {RECORD} leads out of the folder")
        return self.root / pure

    def read(self, file: str, *, remember: bool = False) -> bytes:
        """A file's bytes; ``remember`` them, so that writing over another text is refused.

        Raises:
            NotFoundError: There is no such file.
            ForbiddenError: It may not be read.
        """
        if file in self.inside:
            return self.inside[file]
        try:
            data = self.path(file).read_bytes()
        except FileNotFoundError:
            raise NotFoundError(f"{self.root}: {file} is gone") from None
        except PermissionError:
            raise ForbiddenError(f"{self.root}: you may not read {file}") from None
        except OSError as error:
            raise InstanceError(f"{self.root}: {file}: {error.strerror}") from None
        if remember:
            self._seen[file] = digest(data)
        return data

    def exists(self, file: str) -> bool:
        """Whether there is such a file."""
        return file in self.inside or self.path(file).is_file()

    def modified(self, file: str) -> float | None:
        """When a file was last written, in seconds since 1970; None if it is not there."""
        try:
            return self.path(file).stat().st_mtime
        except OSError:
            return None

    def write(self, file: str, data: bytes) -> None:
        """Write a file whole.

        Raises:
            ConflictError: It is not as it was when it was read here.
            ForbiddenError: It may not be written.
        """
        self._refuse_inside(file)
        self._unchanged(file)
        try:
            write_bytes(self.path(file), data, force=True, durable=True)
        except UsageError as error:
            raise ForbiddenError(str(error)) from None
        if file in self._seen:
            self._seen[file] = digest(data)
        self._listed(file)

    def move(self, file: str, to: str) -> None:
        """Rename a file.

        Raises:
            ConflictError: It is not as it was when it was read here.
        """
        self._refuse_inside(file)
        self._unchanged(file)
        make_folder(self.path(to).parent, durable=True)
        self.path(file).rename(self.path(to))
        for folder in {self.path(file).parent, self.path(to).parent}:
            sync_folder(folder)
        self._unlisted(file)
        self._listed(to)
        seen = self._seen.pop(file, None)
        if seen is not None:
            self._seen[to] = seen

    def remove(self, file: str) -> None:
        """Delete a file; one that is gone already does not matter."""
        self._refuse_inside(file)
        self._seen.pop(file, None)
        self.path(file).unlink(missing_ok=True)
        self._unlisted(file)

    def _refuse_inside(self, file: str) -> None:
        if file in self.inside:
            raise ForbiddenError(f"{self.root}: {file} is inside another file; change that file")

    def every(self, *, fresh: bool = True) -> list[str]:
        """All files but hidden ones and the record, in name order.

        Args:
            fresh: Whether to look again, or to take what was found last and written since.

        Raises:
            ForbiddenError: A folder can't be listed, so that some files are not known.
        """
        if fresh or self._every is None:
            here = walk([str(self.root)]) if self.root.is_dir() else ()
            found = [self._named(file) for file in here]
            self._every = [file for file in found if file != RECORD]
        return list(self._every)

    def _named(self, file: InputFile) -> str:
        if file.unlisted:
            raise ForbiddenError(unlisted_sentence(file.path))
        return os.fspath(file.relative).replace(os.sep, "/")

    def _listed(self, file: str) -> None:
        hidden = file == RECORD or file.startswith(f"{HIDDEN}/")
        if self._every is not None and not hidden and file not in self._every:
            bisect.insort(self._every, file)

    def _unlisted(self, file: str) -> None:
        if self._every is not None and file in self._every:
            self._every.remove(file)

    def _unchanged(self, file: str) -> None:
        """Refuse to write over what someone else has just written."""
        if file not in self._seen:
            return
        path = self.path(file)
        if not path.is_file() or digest(path.read_bytes()) != self._seen[file]:
            del self._seen[file]
            raise ConflictError(f"{self.root}: {file} was changed in the meantime; read it again")
