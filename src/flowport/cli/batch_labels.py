"""The labels of all flows of one check, and a second look at those that share one."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from flowport.check import chosen
from flowport.check.labels import Labels
from flowport.cli.reading import session
from flowport.containers import Contents
from flowport.jobs.reading import read_again

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from flowport.check.check_report import Placed
    from flowport.config import CheckSettings
    from flowport.containers import Embedded
    from flowport.jobs.reading import ReadFile

__all__ = ["LABELS_RULE", "LabelledBatch"]

#: The rule about labels.
LABELS_RULE = "R009"


class LabelledBatch:
    """The flows of a check, each exported folder by itself."""

    def __init__(self, settings: CheckSettings) -> None:
        self._asked = LABELS_RULE in chosen(settings.select, settings.ignore)
        self._labels: dict[str | None, Labels] = defaultdict(Labels)
        self._files: dict[Path, ReadFile] = {}

    def labels(self, file: ReadFile, instance: str | None) -> Labels:
        """The labels of the batch that a file is in.

        Args:
            file: The file whose flows are checked next.
            instance: The instance that its exported folder is of; None where it is in none.
        """
        if file.path not in self._files and self._asked:
            bare = Contents(sort=file.sort)  # it is read again if it is looked at again
            self._files[file.path] = replace(file, contents=bare) if file.path.is_file() else file
        found = self._labels[instance]
        found.flow = file.path
        return found

    def renewed(
        self,
        placed: Sequence[Placed],
        names: Sequence[str],
        again: Callable[[ReadFile, Embedded], Sequence[Placed]],
    ) -> list[Placed]:
        """The findings, with those about labels as they are now that all flows are known.

        Args:
            placed: What was found, file by file.
            names: The files, in their order.
            again: What the rule about labels says of a flow now.
        """
        shared = {path for labels in self._labels.values() for path in labels.shared()}
        if not (self._asked and shared):
            return list(placed)
        new = [
            each
            for path, file in self._files.items()
            if path in shared
            for now in [self._read(file)]
            for flow in now.contents.flows
            for each in again(now, flow)
        ]
        files = {each.file for each in new}
        kept = [p for p in placed if p.finding.code != LABELS_RULE or p.file not in files]
        order = {name: number for number, name in enumerate(names)}
        return sorted([*kept, *new], key=lambda each: order.get(each.file, len(order)))

    @staticmethod
    def _read(file: ReadFile) -> ReadFile:
        return file if file.contents.flows else read_again(file, session().values)
