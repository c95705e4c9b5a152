"""A new file is on the disk, with its folder, before the step that relies on it."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING, Any

import pytest

from flowport.folder import FolderInstance
from flowport.jobs.moving import apply as applying
from flowport.jobs.moving.runs import Runs
from instances.kinds import flow_text, new_flow
from jobs.moving.running import plan
from jobs.moving.world import FakeClock, Memory, populate

if TYPE_CHECKING:
    from pathlib import Path

    from flowport.ports import FlowSummary, NewFlow

#: What only guards against two processes at once, and holds nothing.
EMPTY = {"lock"}


class Disk:
    """What would be there after a power failure: all that was synced."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.files: set[int] = set()
        self.folders: dict[int, set[str]] = {}
        real = os.fsync

        def fsync(handle: int) -> None:
            found = os.fstat(handle)
            if stat.S_ISDIR(found.st_mode):
                self.folders[found.st_ino] = set(os.listdir(handle))
            else:
                self.files.add(found.st_ino)
            real(handle)

        monkeypatch.setattr(os, "fsync", fsync)

    def lost(self, root: Path) -> list[str]:
        """The files and folders below a new folder that would not be there."""
        every = [path for path in (root, *root.rglob("*")) if path.name not in EMPTY]
        return [
            path.name
            for path in every
            if path.name not in self.folders.get(path.parent.stat().st_ino, ())
            or (path.is_file() and path.stat().st_ino not in self.files)
        ]


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Disk:
    """A disk that forgets what was not synced."""
    return Disk(monkeypatch)


class Asking(Memory):
    """A target that asks, at its first call, what a power failure would lose of the run."""

    def __init__(self, disk: Disk, root: Path) -> None:
        super().__init__("444455556666")
        self.disk = disk
        self.root_of_runs = root
        self.missed: list[str] | None = None

    def create(self, new: NewFlow, *, publish: bool = False) -> FlowSummary:
        """Create, after having looked."""
        if self.missed is None:
            self.missed = self.disk.lost(self.root_of_runs)
        return super().create(new, publish=publish)


def test_a_run_is_kept_before_its_first_call(disk: Disk, tmp_path: Path) -> None:
    """Plan, run and journal are there, and the folders that lead to them."""
    source, target = Memory(), Asking(disk, tmp_path / "new" / "runs")
    populate(source, {"flow:Main": []})
    runs = Runs(tmp_path / "new" / "runs")
    run = runs.begin(plan(source, target), 0.0)
    journal = runs.journal(run.id)
    applying.apply(runs.plan(run.id), target, journal, applying.ApplyOptions(clock=FakeClock()))
    journal.close()

    assert target.missed == []


def _create(folder: Any) -> None:
    folder.create(new_flow("Main"), publish=True)


def _rename(folder: Any) -> None:
    made = folder.create(new_flow("Main"))
    folder.describe(made.key, name="Other")


def _save(folder: Any) -> None:
    made = folder.create(new_flow("Main"), publish=True)
    folder.save(made.key, flow_text("New."))


def _version(folder: Any) -> None:
    made = folder.create(new_flow("Main"), publish=True)
    folder.make_version(made.key)


def _keep(folder: Any) -> None:
    source = Memory()
    populate(source, {"flow:Main": []})
    content = source.read(source.flows()[0].key)
    folder.keep_resources(source.about, ())
    folder.keep(content, content.text, draft=False)


@pytest.mark.parametrize("step", [_create, _rename, _save, _version, _keep])
def test_a_folder_keeps_what_it_was_given(disk: Disk, tmp_path: Path, step: Any) -> None:
    """Whatever is written into a folder instance, and an export, is there when it returns."""
    step(FolderInstance(tmp_path / "new" / "place"))

    assert disk.lost(tmp_path / "new" / "place") == []
