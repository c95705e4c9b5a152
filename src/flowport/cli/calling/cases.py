"""The test cases of files and folders."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from flowport.errors import CaseError, UsageError
from flowport.files import reason
from flowport.input_files import list_files
from flowport.testing import is_case, is_other, read_cases, read_tree

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from flowport.testing import Case

__all__ = ["FoundCases", "Unread", "find_cases"]

_SUFFIXES = frozenset({".json", ".yaml", ".yml"})


@dataclass(frozen=True, slots=True)
class Unread:
    """A case that can't be read: its name and file, and what is wrong."""

    name: str
    file: str
    problem: str


@dataclass(slots=True)
class FoundCases:
    """What paths hold.

    Attributes:
        cases: The cases with their files, and those that can't be read, in order.
        skipped: The files of folders that are neither test cases nor flows.
    """

    cases: list[tuple[str, Case] | Unread] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)


def find_cases(paths: Sequence[str]) -> FoundCases:
    """The test cases of files and folders; in folders, files that hold none are skipped.

    Raises:
        UsageError: there is none at all.
    """
    found = FoundCases()
    for path in paths:
        for file, named in _files(Path(path)):
            _read(file, found, named=named)
    if not found.cases:
        raise UsageError(f"there is no test case in {', '.join(paths)}")
    return found


def _files(path: Path) -> Iterator[tuple[Path, bool]]:
    if path.is_dir():
        for file in sorted(each.path for each in list_files([str(path)])):
            if file.suffix in _SUFFIXES:
                yield file, False
    else:
        yield path, True


def _read(file: Path, found: FoundCases, *, named: bool) -> None:
    try:
        text = file.read_text(encoding="utf-8")
        if not named and not _may_be_case(text, file, found):
            return
        read = read_cases(text, str(file), file.stem)
        if not read:
            found.cases.append(Unread(file.stem, str(file), "there is no test case in it"))
        for each in read:
            if isinstance(each, CaseError):
                found.cases.append(_unread(file, each))
            else:
                found.cases.append((str(file), each))
    except CaseError as error:
        found.cases.append(_unread(file, error))
    except (OSError, UnicodeDecodeError) as error:
        found.cases.append(Unread(file.stem, str(file), reason(error)))


def _may_be_case(text: str, file: Path, found: FoundCases) -> bool:
    tree = read_tree(text, str(file))
    if is_case(tree):
        return True
    if not isinstance(tree, dict) or is_other(tree):
        found.skipped.append(str(file))
    return False


def _unread(file: Path, error: CaseError) -> Unread:
    text = str(error).removeprefix(f"{file}: ")
    problem = f"{text}: {'; '.join(dict.fromkeys(error.problems))}" if error.problems else text
    return Unread(file.stem, str(file), problem)
