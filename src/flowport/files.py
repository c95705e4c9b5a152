"""Files: flows are read by path, written whole or not at all."""

from __future__ import annotations

import errno
import os
import sys
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import TYPE_CHECKING

from flowport.errors import DocumentError, UnwritableError, UsageError
from flowport.model import Document, Flow, LegacyFlow, read_bytes
from flowport.model.parse import MAX_BYTES
from flowport.remedies import Remedy

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from io import RawIOBase

STDIN = "-"


#: The files that a rehearsal would have written; None where files are written.
_REHEARSED: ContextVar[list[Path] | None] = ContextVar("_REHEARSED", default=None)


def read(source: str | bytes | os.PathLike[str]) -> Flow | LegacyFlow:
    """Read a flow of either format from a path, from bytes, or from text.

    A ``str`` that begins like JSON is text, ``"-"`` is standard input, any other is a path.

    Raises:
        DocumentError: it can't be read, or is not a flow (see ``flowport.errors``).
    """
    if isinstance(source, bytes):
        return read_bytes(source)
    if isinstance(source, str) and source.lstrip("\ufeff \t\r\n").startswith(("{", '"', "[")):
        return read_bytes(source.encode(errors="surrogatepass"))
    if source == STDIN:
        return read_bytes(sys.stdin.buffer.read(MAX_BYTES + 1), name="standard input")
    return read_path(Path(source))


def read_path(path: Path) -> Flow | LegacyFlow:
    """Read a flow from a file.

    Raises:
        DocumentError: the file is missing, unreadable or too large, or is not a flow.
    """
    return read_bytes(read_whole(path, MAX_BYTES), name=str(path))


def read_whole(path: Path, most: int) -> bytes:
    """A file's bytes; of one that has more than ``most``, one byte more than that.

    Raises:
        DocumentError: the file is missing or unreadable.
    """
    try:
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123  less than Path.open does
            # asking for the most at once would make room for it at once, which takes longer
            usual = min(os.fstat(file.fileno()).st_size, most) + 1
            data = file.read(usual)
            return _rest(file, data, most + 1) if len(data) == usual else data
    except OSError as error:
        found = DocumentError(reason(error), source=str(path))
        found.missing = str(path) if isinstance(error, FileNotFoundError) else None
        raise found from None


def _rest(file: RawIOBase, data: bytes, most: int) -> bytes:
    """All of a file that grew, or of a pipe, which gives a part at a time."""
    parts, length = [data], len(data)
    while length < most and (part := file.read(most - length)):
        parts.append(part)
        length += len(part)
    return b"".join(parts)


def write(document: Document, path: str | os.PathLike[str], *, force: bool = False) -> None:
    """Write a document to a file: whole or not at all, and over another only with ``force``.

    Raises:
        UsageError: the file exists, or can't be written.
    """
    write_bytes(Path(path), document.to_bytes(), force=force)


@contextmanager
def rehearsed() -> Iterator[list[Path]]:
    """Write no file as long as this lasts; gives the files that would have been written."""
    paths: list[Path] = []
    token = _REHEARSED.set(paths)
    try:
        yield paths
    finally:
        _REHEARSED.reset(token)


def write_bytes(
    path: Path,
    data: bytes | Iterable[bytes],
    *,
    force: bool = False,
    private: bool = False,
    durable: bool = False,
) -> None:
    """Write bytes (or parts of them) atomically: readers see the former file or the new one.

    A pipe or a device is written to, never replaced; a link is followed. A ``private`` file is
    readable by its owner only, also where it takes the place of one that others could read. A
    ``durable`` one is on the disk when this returns, with the folders that lead to it, so that a
    power failure does not lose it.

    Raises:
        UsageError: the file exists and ``force`` is not given, or it can't be written.
    """
    paths = _REHEARSED.get()
    if paths is not None:
        refuse_existing(path, force=force)
        paths.append(path)
        return
    try:
        if path.exists() and not (path.is_file() or path.is_dir()):
            with path.open("wb") as file:
                file.writelines(_parts(data))
            return
        make_folder(path.parent, durable=durable)
        place = Path(os.path.realpath(path)) if force else path
        _write_whole(place, data, force=force, private=private, durable=durable)
        if durable:
            sync_folder(place.parent)
    except FileExistsError:
        raise UsageError(_taken(path)) from None
    except (OSError, UnicodeError) as error:
        raise UnwritableError(f"{_printable(path)}: {reason(error)}") from None


def refuse_existing(path: Path, *, force: bool = False) -> None:
    """Refuse to write a file that exists, before the work whose result it would hold.

    Raises:
        UsageError: the file exists and ``force`` is not given.
    """
    if path.is_file() and not force:
        raise UsageError(_taken(path))


def _taken(path: Path) -> str:
    return f"{path} exists; choose another name, or {Remedy.OVERWRITE}"


def _printable(path: Path) -> str:
    return str(path).encode(errors="backslashreplace").decode()


def write_all(made: Mapping[Path, bytes], *, force: bool = False) -> None:
    """Write files, each whole; none where one of them exists and ``force`` is not given.

    Raises:
        UsageError: a file exists, or can't be written.
    """
    taken = next((path for path in made if path.exists()), None)
    if taken is not None and not force:
        raise UsageError(_taken(taken))
    for path, data in made.items():
        write_bytes(path, data, force=force)


def make_folder(path: Path, *, durable: bool = False, mode: int = 0o777) -> None:
    """Make a folder and those above it, where they are missing.

    Args:
        path: The folder.
        durable: Whether each new one is on the disk when this returns.
        mode: The permissions of the last one.

    Raises:
        OSError: It can't be made.
    """
    if path.is_dir():
        return
    above = path.parent
    if above != path:
        make_folder(above, durable=durable)
    try:
        path.mkdir(mode=mode, exist_ok=True)
    except FileExistsError:
        raise NotADirectoryError from None
    if durable:
        sync_folder(above)


def sync_folder(path: Path) -> None:
    """Have the names in a folder on the disk; where the system can't, nothing is done."""
    if os.name == "nt":  # a folder can't be opened there, and the file system keeps names itself
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in {errno.EINVAL, errno.ENOTSUP}:  # some network file systems
            raise
    finally:
        os.close(handle)


def _parts(data: bytes | Iterable[bytes]) -> Iterable[bytes]:
    return (data,) if isinstance(data, bytes) else data


def _write_whole(
    path: Path,
    data: bytes | Iterable[bytes],
    *,
    force: bool,
    private: bool,
    durable: bool,
) -> None:
    """Write beside the place, then move there; whatever goes wrong, no part is left behind."""
    import tempfile  # noqa: PLC0415  only to write

    handle, name = tempfile.mkstemp(prefix=".flowport-", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(_parts(data))
            if durable or path.exists():  # what is replaced must not be lost with the power
                file.flush()
                os.fsync(file.fileno())
        if not private:  # what mkstemp makes is private already
            temporary.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask())
        _put_in_place(temporary, path, force=force)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _put_in_place(temporary: Path, path: Path, *, force: bool) -> None:
    if force:
        temporary.replace(path)
        return
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        if path.exists():
            raise FileExistsError from None
        temporary.replace(path)
    else:
        temporary.unlink()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def reason(error: OSError | UnicodeError) -> str:
    """What an error of the operating system says, in a few words for a person."""
    if isinstance(error, UnicodeDecodeError):
        return "it is not UTF-8"
    if isinstance(error, UnicodeError):
        return "the locale can't write this file name; set PYTHONUTF8=1, or choose another name"
    reasons: dict[type[OSError], str] = {
        FileNotFoundError: "there is no such file",
        PermissionError: "you may not read or write it",
        IsADirectoryError: "it is a folder",
        NotADirectoryError: "a part of its path is a file",
    }
    known = reasons.get(type(error)) or _ERRNOS.get(error.errno or 0)
    return known or (error.strerror or str(error)).lower()


_ERRNOS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk quota is used up",
    errno.EROFS: "the disk is read-only",
}
