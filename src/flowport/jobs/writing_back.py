"""Changed flows written where they came from: only their own characters, all else kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.containers.origin import ContainerOrigin
from flowport.errors import EditError

if TYPE_CHECKING:
    from pathlib import Path

    from flowport.containers.outer import Outer
    from flowport.model import Document
    from flowport.model.patch import Patch

__all__ = ["WriteBack"]


class WriteBack:
    """Changes of several flows, gathered by the file that holds them.

    Attributes:
        refused: Why some flows could not be changed where they are, each in a sentence.
    """

    def __init__(self) -> None:
        self.refused: list[str] = []
        self._files: dict[Path, bytes] = {}
        self._outers: dict[Path, Outer] = {}
        self._patches: dict[Path, list[Patch]] = {}

    def add(self, path: Path, label: str, document: Document, *, writable: bool = True) -> bool:
        """Take a changed document; False where its file can't be kept around the change.

        Args:
            path: The file that it came from.
            label: What messages call the flow.
            document: The changed document.
            writable: Whether its container may be changed at all.
        """
        origin = document.origin
        if not isinstance(origin, ContainerOrigin):
            self._files[path] = document.to_bytes()
            return True
        why = "" if writable else "another program writes this file"
        why = why if path.is_file() else "the flow is in a zip file or comes from standard input"
        changes: list[Patch] = []
        try:
            changes = [] if why else origin.changes(document.tree)
        except EditError as error:
            why = str(error)
        if why:
            self.refused.append(f"{label}: {why}; write it elsewhere with -o")
            return False
        self._outers.setdefault(path, origin.container)
        self._patches.setdefault(path, []).extend(changes)
        return True

    def files(self) -> dict[Path, bytes]:
        """Each file's new bytes."""
        made = {
            path: outer.with_changes(self._patches[path]) for path, outer in self._outers.items()
        }
        return {**self._files, **made}
