"""Commands that need every file of a folder refuse one that can't be listed."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from flowport.cli import app
from flowport.errors import FlowportError
from flowport.library.calling import run_cases
from instances.kinds import flow_text

CALLS = {
    "call": "call flow.json --flows folder",
    "test --flows": "test case.yaml --flows folder",
    "test": "test folder --flows flow.json",
}


@pytest.fixture(autouse=True)
def _closed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with a flow, a case, and a folder inside that may not be listed."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder" / "closed").mkdir(parents=True)
    CliRunner().invoke(app, ["test", "generate", "flow.json", "-o", "folder"])
    for name in ("flow.json", "folder/flow.json"):
        (tmp_path / name).write_text(flow_text(metadata={"name": "Main"}))
    (tmp_path / "case.yaml").write_text("flow: Main\nsteps: []\n")
    listed = os.scandir

    def scandir(path: str) -> Any:
        if Path(path).name == "closed":
            raise PermissionError
        return listed(path)

    monkeypatch.setattr("flowport.files.os.scandir", scandir)


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_a_folder_that_can_t_be_listed_is_refused(call: str) -> None:
    """Flows and cases that nobody could look for do not count as not there."""
    done = CliRunner().invoke(app, call.split())

    assert isinstance(done.exception, FlowportError)
    assert "closed: the folder can't be listed" in str(done.exception)


def test_the_library_refuses_it_as_well() -> None:
    """Cases of a folder are run when all of them are known."""
    with pytest.raises(FlowportError, match="can't be listed"):
        run_cases([], ["folder"], seed=0)
