"""``flowport diff`` and ``flowport find`` on what an instance holds."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from command import flowport
from diff.sample import SAMPLE
from flowport.model import edit
from flowport.ports import FlowKind, NewFlow
from flowport.store import open_store
from flowport.store.instance import stored

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with a local instance in which the sample is published, and a draft differs."""
    database = tmp_path / "flows.db"
    flowport("instance", "create", "dev", "--database", database)
    (tmp_path / "flowport.toml").write_text(
        '[instances.dev]\nlocal = "dev"\ndatabase = "flows.db"\n'
    )
    store = open_store(str(database))
    instance = stored(store, "dev")
    plain = SAMPLE
    for name in ("Hours", "Queue", "Lookup"):
        plain = edit.remove(plain, name, reconnect=True)
    text = plain.content()
    made = instance.create(
        NewFlow(kind=FlowKind.FLOW, name="Main", type="CONTACT_FLOW", text=text), publish=False
    )
    instance.save(made.key, text)
    instance.create(NewFlow(kind=FlowKind.FLOW, name="Copy", type="CONTACT_FLOW", text=text))
    store.close()
    (tmp_path / "files").mkdir()
    changed = edit.set_parameter(plain, "Greeting", ("Text",), "Hi.")
    changed = changed.with_value("/Metadata/name", "Main")
    (tmp_path / "files" / "m.json").write_bytes(changed.to_bytes())
    return tmp_path


def test_an_instance_compares_with_a_folder(place: Path) -> None:
    """A flow of an instance is compared with the file of the same name."""
    done = flowport("diff", "dev", "files", "--flow", "Main", "--format", "json", cwd=place, code=1)

    flows = json.loads(done.stdout)["flows"]
    assert [(one["before"], one["after"]) for one in flows] == [("Main", "m.json")]
    kinds = [one["kind"] for one in flows[0]["edits"] if one["aspect"] == "meaning"]
    assert kinds == ["parameter_changed"]


def test_an_instance_is_the_same_as_itself(place: Path) -> None:
    """The same draft on both sides has no change."""
    done = flowport("diff", "dev", "dev", "--flow", "Main", cwd=place)

    assert done.stdout == b"No change.\n"


def test_a_version_that_is_not_there_is_told(place: Path) -> None:
    """A flow that was never published has no published content to compare."""
    done = flowport("diff", "dev", "dev", "--flow", "Main", "--before", "7", cwd=place, code=2)

    assert b"7" in done.stderr


def test_a_word_that_is_no_version_is_refused(place: Path) -> None:
    """Versions are saved, published or numbers."""
    done = flowport("diff", "dev", "dev", "--after", "latest", cwd=place, code=2)

    assert b"use saved, published or a number" in done.stderr


def test_an_instance_is_searched(place: Path) -> None:
    """A find in an instance names the flow and the block."""
    done = flowport("find", "bakery flow:Main", "dev", "--json", cwd=place)

    assert [(one["flow"], one["block"]["id"]) for one in json.loads(done.stdout)] == [
        ("Main", "Greeting")
    ]


@pytest.mark.parametrize("form", ["svg", "png", "pdf"])
def test_an_instance_is_drawn_as_a_map(place: Path, form: str) -> None:
    """All flows of an instance are on one map."""
    flowport("draw", "dev", "--map", "--format", form, "-o", place / "maps", cwd=place)

    assert [path.name for path in (place / "maps").iterdir()] == [f"map.{form}"]


def test_a_map_shows_what_the_instance_holds(place: Path) -> None:
    """Flows of the instance are on the map by their names."""
    drawn = flowport("draw", "dev", "files", "--map", cwd=place).stdout.decode()

    assert "<title>Copy</title>" in drawn
    assert drawn.count("<title>Main</title>") == 2


def test_flows_of_an_instance_are_drawn_by_name(place: Path) -> None:
    """A picture bears the name of its flow."""
    flowport("draw", "dev", "-o", place / "out", cwd=place)

    assert {"Main.svg", "Copy.svg"} <= {path.name for path in (place / "out").iterdir()}
