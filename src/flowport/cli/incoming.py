"""Paths on a command line made into flows on their way: files, and folders of either sort."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from flowport.cli.reading import session
from flowport.containers import Sort
from flowport.errors import FlowportError, UsageError
from flowport.files import STDIN, reason
from flowport.jobs.documents import Incoming, incoming, opened
from flowport.jobs.isolation import isolated

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from flowport.model import Flow, LegacyFlow
    from flowport.refs.bindings import Bindings

__all__ = ["Gathered", "documents", "gather", "read_bindings"]


@dataclass(slots=True)
class Gathered:
    """What paths hold.

    Attributes:
        batch: The flows.
        problems: A sentence for each file that can't be taken.
    """

    batch: list[Incoming] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    def remarks(self) -> list[str]:
        """What was taken from beside files: names and types, each in a sentence."""
        named = [f"{one.label}: {said}" for one in self.batch for said in one.remarks]
        return [*session().remarks, *named]


def gather(paths: Sequence[str], *, name: str | None = None, type_: str | None = None) -> Gathered:
    """Everything that paths hold, with all problems at once.

    Args:
        paths: Files, folders, or ``-``.
        name: The name of the one flow, whatever its file says.
        type_: The type of flows whose files don't say theirs.

    Raises:
        UsageError: There is nothing at a path, or no flow in all of them.
    """
    found = Gathered()
    for path in paths:
        if (Path(path) / "instance.json").is_file():
            _from_instance(path, found)
        else:
            _from_files(path, type_, name, found)
    if not found.batch and not found.problems:
        raise UsageError(f"there is no flow in {', '.join(paths)}")
    return found


def _from_instance(path: str, found: Gathered) -> None:
    from flowport.folder import FolderInstance  # noqa: PLC0415  only where there is one

    folder = FolderInstance(Path(path))
    for summary in folder.flows():
        label = f"{path}: {summary.name}"
        try:
            with isolated(label):
                content = folder.read(summary.key)
                made = incoming(opened(content), label, content=content)
                found.batch.append(replace(made, folder=folder))
        except FlowportError as error:
            found.problems.append(f"{label}: {error}")


def _from_files(path: str, type_: str | None, name: str | None, found: Gathered) -> None:
    for one in _read(path, found.problems):
        try:
            with isolated(one.label):
                made = incoming(one.document, one.label, type=type_, name=name, stem=one.stem)
        except FlowportError as error:
            found.problems.append(_labelled(one.label, error))
        else:
            found.batch.append(made)
            if one.template:
                found.problems.append(_template(one))


def documents(paths: Sequence[str]) -> tuple[list[tuple[str, Flow | LegacyFlow]], list[str]]:
    """The documents of paths with their labels, and a sentence for each that can't be read."""
    problems: list[str] = []
    found = [(one.label, one.document) for path in paths for one in _read(path, problems)]
    return found, problems


@dataclass(frozen=True, slots=True)
class _One:
    """A flow that was read, what to call it, and what its file's name suggests."""

    label: str
    document: Flow | LegacyFlow
    stem: str
    template: bool


def _read(path: str, problems: list[str]) -> Iterator[_One]:
    """The flows of a file, container or folder, by the policy of all commands."""
    now = session()
    before = len(now.damaged), len(now.faults)
    for file in now.files([path], quiet=True):
        for flow in file.contents.flows:
            where = file.file_of(flow)
            label = f"{where} » {flow.resource}" if file.is_container else str(where)
            label = "standard input" if path == STDIN else label
            stem = "" if path == STDIN or file.is_container else where.stem
            yield _One(label, flow.document, stem, file.sort is Sort.TEMPLATE)
    new = [*now.damaged[before[0] :], *now.faults[before[1] :]]
    problems += [str(error) for error in new]


def _template(one: _One) -> str:
    """Why a template can't be imported, with its first placeholder."""
    origin = one.document.origin
    left = getattr(origin, "insertions", ())
    where = one.label
    if left and origin is not None:
        line, column = origin.insertion_place(left[0])  # type: ignore[attr-defined]  # a template's
        where = f"{where}: line {line}, column {column}"
    names = ", ".join(dict.fromkeys(each.text for each in left)) or "its placeholders"
    return f"{where}: a template: {names} not filled. Fill it first, or use --values FILE"


def _labelled(label: str, error: FlowportError) -> str:
    text = str(error)
    return text if text.startswith(label) else f"{label}: {text}"


def read_bindings(path: Path | None) -> Bindings | None:
    """A bindings file.

    Raises:
        UsageError: It can't be read, or is damaged.
    """
    from flowport.refs import binding_file  # noqa: PLC0415  only where there is one

    if path is None:
        return None
    try:
        return binding_file.load(path.read_text(encoding="utf-8"), name=str(path))
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: can't be read: {reason(error)}") from None
