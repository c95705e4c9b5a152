"""``flowport publish`` with a note and a version, and the history that it leaves."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner, Result

from flowport.cli import app
from flowport.ports import FlowKind, NewFlow
from flowport.store import open_store
from flowport.store.instance import stored
from instances.kinds import flow_text, folder, new_flow

if TYPE_CHECKING:
    from pathlib import Path

CONFIG = '[instances.dev]\nlocal = "dev"\ndatabase = "f.db"\n[instances.files]\nfolder = "s"\n'


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a local instance and a folder instance, in each the draft Main."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "flowport.toml").write_text(CONFIG)
    assert run("instance", "create", "dev", "--database", "f.db").exit_code == 0
    store = open_store("f.db")
    new = NewFlow(kind=FlowKind.FLOW, name="Main", type="CONTACT_FLOW", text=flow_text())
    stored(store, "dev").create(new)
    store.close()
    folder(tmp_path / "s").instance.create(new_flow("Main", flow_text()))
    return tmp_path


def run(*words: str) -> Result:
    """Run a command."""
    return CliRunner().invoke(app, words)


def said(*words: str) -> Any:
    """What a command says as JSON."""
    return json.loads(run(*words, "--json").stdout)


@pytest.mark.usefixtures("here")
def test_a_publish_is_in_the_history_with_its_note() -> None:
    """The history has who published and why, and no numbered version is made."""
    assert run("publish", "dev", "Main", "--note", "Opening hours").exit_code == 0
    (entry,) = said("versions", "dev", "Main", "--history")

    assert (entry["number"], entry["by"], entry["note"]) == (1, "command line", "Opening hours")
    assert said("versions", "dev", "Main") == []


@pytest.mark.usefixtures("here")
def test_a_content_of_the_history_is_printed() -> None:
    """--history --show prints what was published, byte for byte."""
    run("publish", "dev", "Main")

    assert run("versions", "dev", "Main", "--history", "--show", "1").stdout == flow_text()


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("place", ["dev", "files"])
def test_a_version_is_made_when_it_is_asked_for(place: str) -> None:
    """--version creates a numbered version that has the note."""
    done = run("publish", place, "Main", "--version", "--note", "Release")
    (version,) = said("versions", place, "Main")

    assert (done.exit_code, version["description"]) == (0, "Release")


@pytest.mark.usefixtures("here")
def test_a_dry_run_makes_no_version() -> None:
    """Nothing is published, and nothing numbered."""
    run("publish", "files", "Main", "--version", "--dry-run")

    assert said("versions", "files", "Main") == []


@pytest.mark.usefixtures("here")
def test_a_note_that_nobody_would_keep_is_refused() -> None:
    """Only a local instance keeps a note without a version."""
    done = run("publish", "files", "Main", "--note", "Lost")

    assert "only a local instance keeps a note" in str(done.exception)
