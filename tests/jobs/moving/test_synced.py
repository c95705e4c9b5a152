"""Every new file is on the disk, with its name in its folder, before the step that relies on it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from flowport.folder import FolderInstance
from flowport.jobs.moving.apply import ApplyOptions
from flowport.jobs.moving.running import run_plan
from flowport.jobs.moving.runs import Runs
from instances.kinds import flow_text, new_flow
from jobs.moving.running import plan
from jobs.moving.world import FakeClock, Memory, populate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flowport.ports import FlowSummary, NewFlow

pytestmark = pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="it needs /proc")


@pytest.fixture
def synced(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, int]]:
    """The files and folders that were synced, by device and inode, in order."""
    found: list[tuple[int, int]] = []
    sync = os.fsync

    def record(handle: int) -> None:
        stat = os.fstat(handle)
        found.append((stat.st_dev, stat.st_ino))
        sync(handle)

    monkeypatch.setattr(os, "fsync", record)
    return found


def missing(root: Path, synced: Sequence[tuple[int, int]]) -> list[str]:
    """What of a folder is not on the disk: files, and folders that got a name."""
    found = []
    for path in (root, *root.rglob("*")):
        stat = path.stat()
        if path.name != "lock" and (stat.st_dev, stat.st_ino) not in synced:
            found.append(str(path.relative_to(root)))
    return found


class Watching(Memory):
    """A target that looks whether its run is on the disk when it is first written."""

    def __init__(self, root: Path, synced: Sequence[tuple[int, int]]) -> None:
        super().__init__("444455556666")
        self._root = root
        self._synced = synced
        self.missing: list[str] | None = None

    def create(self, new: NewFlow, *, publish: bool = False) -> FlowSummary:
        """Make a flow."""
        if self.missing is None:
            self.missing = missing(self._root, self._synced)
        return super().create(new, publish=publish)


def test_a_run_is_on_the_disk_before_its_first_call(
    tmp_path: Path, synced: list[tuple[int, int]]
) -> None:
    """Plan, journal, record and folders are synced before the target is written."""
    source = Memory()
    populate(source, {"flow:Main": []})
    target = Watching(tmp_path / "runs", synced)
    run_plan(plan(source, target), target, Runs(tmp_path / "runs"), ApplyOptions(clock=FakeClock()))

    assert target.missing == []


def test_a_folder_instance_is_on_the_disk(tmp_path: Path, synced: list[tuple[int, int]]) -> None:
    """After each write of a folder its files and folders are synced."""
    instance = FolderInstance(tmp_path / "place")
    made = instance.create(new_flow("Main"), publish=True)
    instance.save(made.key, flow_text("A draft."))
    instance.make_version(made.key)
    instance.describe(made.key, name="Other")

    assert missing(tmp_path / "place", synced) == []
