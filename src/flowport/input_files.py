"""The files that a person names: a path is a file, or a folder with all below it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from flowport.dataclass import dataclass
from flowport.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["InputFile", "list_files", "unlisted_sentence", "walk"]


def list_files(paths: Iterable[str]) -> Iterator[InputFile]:
    """The files that paths name, as ``walk`` gives them, where all must be known.

    Raises:
        UsageError: a path does not exist, or a folder can't be listed.
    """
    for file in walk(paths):
        if file.unlisted:
            raise UsageError(unlisted_sentence(file.path))
        yield file


def unlisted_sentence(path: Path) -> str:
    """What is wrong with a folder whose files can't be listed, and what to do."""
    return f"{path}: the folder can't be listed; give yourself the permission to read it"


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file to work on: ``path``, and where it belongs below an output folder.

    Attributes:
        path: Where it is.
        relative: Where it belongs below an output folder.
        unlisted: Whether it is a folder that can't be listed; reading it says why.
    """

    path: Path
    relative: Path
    unlisted: bool = False


def walk(paths: Iterable[str]) -> Iterator[InputFile]:
    """The files that paths name; folders are walked in name order, hidden ones left out.

    Raises:
        UsageError: a path does not exist.
    """
    for text in paths:
        path = Path(text)
        if path.is_dir():
            yield from _inside(path)
        elif path.exists():
            yield InputFile(path, Path(path.name))
        else:
            error = UsageError(f"{text}: there is no such file or folder")
            error.missing = text
            raise error


def _inside(root: Path, folder: str = "", below: str = "") -> Iterator[InputFile]:
    """The files of a folder, then those of its folders; links to folders are not followed.

    A folder that can't be listed is given as a file, so that who reads it reports why.
    """
    folder = folder or os.fspath(root)
    try:
        with os.scandir(folder) as found:
            entries = sorted((e for e in found if e.name[0] != "."), key=lambda e: e.name)
    except OSError:
        yield InputFile(Path(folder), Path(below or root.name), unlisted=True)
        return
    for entry in entries:
        if entry.is_file():
            yield InputFile(Path(entry.path), Path(below + entry.name))
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            yield from _inside(root, entry.path, f"{below}{entry.name}/")
