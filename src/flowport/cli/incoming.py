"""Paths on a command line made into flows on their way: files, and folders of either sort."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from flowport.errors import DocumentError, FlowportError, NotAFlowError, UsageError
from flowport.files import STDIN, read, walk
from flowport.jobs.documents import Incoming, incoming, opened

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from flowport.model import Flow, LegacyFlow
    from flowport.ports import Directory
    from flowport.refs import Bindings

__all__ = ["Gathered", "documents", "gather", "read_bindings"]


@dataclass(slots=True)
class Gathered:
    """What paths hold.

    Attributes:
        batch: The flows.
        problems: A sentence for each file that can't be taken.
        source: The ARN of the instance that they come from, where a folder says it.
        directory: The resources of that instance.
    """

    batch: list[Incoming] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    source: str | None = None
    directory: Directory | None = None


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
    found.source, found.directory = folder.about.arn, folder.directory
    for summary in folder.flows():
        label = f"{path}: {summary.name}"
        try:
            content = folder.read(summary.key)
            found.batch.append(incoming(opened(content), label, content=content))
        except FlowportError as error:
            found.problems.append(f"{label}: {error}")


def _from_files(path: str, type_: str | None, name: str | None, found: Gathered) -> None:
    for label, document in _read(path, found.problems):
        try:
            found.batch.append(incoming(document, label, type=type_, name=name))
        except FlowportError as error:
            found.problems.append(_labelled(label, error))


def documents(paths: Sequence[str]) -> tuple[list[tuple[str, Flow | LegacyFlow]], list[str]]:
    """The documents of paths with their labels, and a sentence for each that can't be read."""
    problems: list[str] = []
    found = [each for path in paths for each in _read(path, problems)]
    if not found and not problems:
        raise UsageError(f"there is no flow in {', '.join(paths)}")
    return found, problems


def _read(path: str, problems: list[str]) -> Iterator[tuple[str, Flow | LegacyFlow]]:
    """The flows of a file or folder; what is no flow in a folder is passed over."""
    if path == STDIN:
        yield "standard input", read(STDIN)
        return
    named = not Path(path).is_dir()
    for each in walk([path]):
        try:
            yield str(each.path), read(each.path)
        except NotAFlowError as error:
            if named:
                problems.append(_labelled(str(each.path), error))
        except DocumentError as error:
            if named or each.path.suffix == ".json":
                problems.append(_labelled(str(each.path), error))


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
        raise UsageError(f"{path}: can't be read: {error}") from None
