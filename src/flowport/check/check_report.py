"""What output formats read: findings with their place in a file."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from flowport.check.finding import Severity
from flowport.dataclass import dataclass
from flowport.model import Flow
from flowport.model.block_names import blocks

if TYPE_CHECKING:
    from collections.abc import Iterable

    from flowport.check.finding import Finding
    from flowport.model import LegacyFlow

__all__ = ["Placed", "Report", "titled"]


@dataclass(frozen=True, slots=True)
class Placed:
    """A finding in a file.

    Attributes:
        file: The file, as the user named it, with forward slashes.
        finding: The finding.
        line: The line, from 1; None where the flow came from no file.
        column: The column in characters, from 1.
        flow: The flow's name; empty where the file does not say one.
        title: What the designer calls the block, and its name; empty for the flow as a whole.
    """

    file: str
    finding: Finding
    line: int | None = None
    column: int | None = None
    flow: str = ""
    title: str = ""

    @property
    def place(self) -> str:
        """The file, with line and column where they are known, as compilers write it."""
        return self.file if self.line is None else f"{self.file}:{self.line}:{self.column}"


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

    def from_level(self, level: Severity) -> Report:
        """The same with only what is as bad as a level, or worse."""
        kept = tuple(p for p in self.placed if p.finding.severity.rank <= level.rank)
        return replace(self, placed=kept)

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


def titled(document: Flow | LegacyFlow, placed: Iterable[Placed]) -> list[Placed]:
    """Findings of one document with the titles of its blocks, and the flow's name."""
    found = list(placed)
    if not found:
        return []
    flow = document if isinstance(document, Flow) else _converted(document)
    titles = {block.id: str(block) for block in reversed(blocks(flow, unique=False))}
    name = document.name or ""
    return [replace(one, flow=name, title=titles.get(one.finding.block, "")) for one in found]


def _converted(legacy: LegacyFlow) -> Flow:
    from flowport.convert import convert  # noqa: PLC0415  not for the flow language

    return convert(legacy).flow


def _texts(placed: Placed) -> str:
    finding = placed.finding
    texts = (placed.file, finding.message, finding.block, finding.pointer)
    return "".join((*texts, placed.flow, placed.title))


def _whole(text: str) -> str:
    return text.encode(errors="backslashreplace").decode()


def _whole_placed(placed: Placed) -> Placed:
    found = placed.finding
    message, block, pointer = map(_whole, (found.message, found.block, found.pointer))
    finding = replace(found, message=message, block=block, pointer=pointer)
    return replace(
        placed,
        file=_whole(placed.file),
        finding=finding,
        flow=_whole(placed.flow),
        title=_whole(placed.title),
    )
