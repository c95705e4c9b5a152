"""What output formats read: findings with their place in a file."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from flowport.check.finding import Severity

if TYPE_CHECKING:
    from flowport.check.finding import Finding

__all__ = ["Placed", "Report"]


@dataclass(frozen=True, slots=True)
class Placed:
    """A finding in a file.

    Attributes:
        file: The file, as the user named it, with forward slashes.
        finding: The finding.
        line: The line, from 1; None where the flow came from no file.
        column: The column in characters, from 1.
    """

    file: str
    finding: Finding
    line: int | None = None
    column: int | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of a check of files.

    Attributes:
        files: The files that were checked.
        placed: What was found, file by file.
        version: The version of Flowport that looked.
        flows: How many flows were checked; None where each file holds one.
    """

    files: tuple[str, ...]
    placed: tuple[Placed, ...]
    version: str = ""
    flows: int | None = None

    def writable(self) -> Report:
        """The same without halves of characters (lone surrogates), which no encoding has."""
        try:
            "".join([*self.files, *map(_texts, self.placed)]).encode()
        except UnicodeEncodeError:
            return replace(
                self,
                files=tuple(map(_whole, self.files)),
                placed=tuple(map(_whole_placed, self.placed)),
            )
        return self

    def count(self) -> Counter[Severity]:
        """How many findings there are of each severity."""
        return Counter(placed.finding.severity for placed in self.placed)

    def summary(self) -> str:
        """One sentence: how many errors, warnings and hints in how many flows."""
        counts = self.count()
        flows = len(self.files) if self.flows is None else self.flows
        words = [
            f"{counts[severity]} {severity}{'s' if counts[severity] != 1 else ''}"
            for severity in (Severity.ERROR, Severity.WARNING)
        ]
        words.append(f"{counts[Severity.INFO]} for information")
        return f"{', '.join(words)} in {flows} flow{'s' if flows != 1 else ''}"


def _texts(placed: Placed) -> str:
    finding = placed.finding
    return f"{placed.file}{finding.message}{finding.block}{finding.pointer}"


def _whole(text: str) -> str:
    return text.encode(errors="backslashreplace").decode()


def _whole_placed(placed: Placed) -> Placed:
    found = placed.finding
    message, block, pointer = map(_whole, (found.message, found.block, found.pointer))
    finding = replace(found, message=message, block=block, pointer=pointer)
    return replace(placed, file=_whole(placed.file), finding=finding)
