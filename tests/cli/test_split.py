"""``flowport split`` writes all parts or none, and says what it did in plain words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from command import flowport
from flowport.cli import app
from flowport.errors import SplitError, UsageError
from flowport.files import read_path
from flowport.model import Flow, read_text
from flowport.ports import Which
from flowport.split import Split
from flowport.store import open_store
from flowport.store.instance import stored
from simulate.blocks import block, flow
from split.generated import generate
from split.same import difference

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from click.testing import Result


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """A file with a flow of 150 blocks."""
    path = tmp_path / "large.json"
    path.write_bytes(generate(1, 150).to_bytes())
    return path


def run(*words: str | Path) -> Result:
    """What the command says; errors of ours are raised."""
    return CliRunner().invoke(app, ["split", *map(str, words)], catch_exceptions=False)


def test_parts_are_written_by_name(large: Path, tmp_path: Path) -> None:
    """Each part is a file that bears its name."""
    run(large, "-o", tmp_path / "parts")

    names = sorted(path.name for path in (tmp_path / "parts").iterdir())

    assert {"Generated 1.json", "Generated 1 - part 2.json"} <= set(names)


def test_parts_can_be_read_again(large: Path, tmp_path: Path) -> None:
    """A written part is a flow that knows its name."""
    run(large, "-o", tmp_path / "parts")

    part = read_path(tmp_path / "parts" / "Generated 1 - part 2.json")

    assert part.name == "Generated 1 - part 2"


def test_a_dry_run_writes_nothing(large: Path, tmp_path: Path) -> None:
    """It says what would be written."""
    said = run(large, "-o", tmp_path / "parts", "--dry-run").output

    assert ("150 blocks in" in said, (tmp_path / "parts").exists()) == (True, False)


def test_a_preview_draws_the_parts_and_how_they_join(large: Path, tmp_path: Path) -> None:
    """The pictures are in the folder, and no part does."""
    run(large, "-o", tmp_path / "parts", "--preview")

    names = sorted(path.name for path in (tmp_path / "parts").iterdir())

    assert names == ["preview.html", "preview.svg"]


def test_existing_parts_are_not_overwritten(large: Path, tmp_path: Path) -> None:
    """Nothing at all is written where one file is in the way."""
    parts = tmp_path / "parts"
    parts.mkdir()
    (parts / "Generated 1 - part 2.json").write_text("mine")

    with pytest.raises(UsageError, match="exists"):
        run(large, "-o", parts)

    assert [path.read_text() for path in parts.iterdir()] == ["mine"]


def test_a_small_flow_is_said_to_need_nothing(tmp_path: Path) -> None:
    """Nothing is written for it."""
    path = tmp_path / "small.json"
    path.write_bytes(flow(block("end", "DisconnectParticipant")).to_bytes())

    assert "nothing to cut" in run(path, "-o", tmp_path / "parts").output


def test_where_parts_go_must_be_said(large: Path) -> None:
    """Without a folder there is only the dry run."""
    with pytest.raises(UsageError, match="say where the parts go"):
        run(large)


def plain(count: int) -> Flow:
    """A flow that any instance can publish: prompts and attributes in a row, and a way back."""
    sorry = {"NoMatchingError": "end"}
    steps = [
        block(f"say {n}", "MessageParticipant", {"Text": f"{n}"}, to=f"say {n + 1}", fails=sorry)
        for n in range(1, count)
    ]
    menu = block(
        f"say {count}",
        "GetParticipantInput",
        {"Text": "Again?", "StoreInput": "False", "InputTimeLimitSeconds": "5"},
        to="end",
        when={"1": "say 2", "2": "end"},
        fails=dict.fromkeys(("InputTimeLimitExceeded", "NoMatchingCondition", *sorry), "end"),
    )
    return flow(
        *steps, menu, block("end", "DisconnectParticipant"), name="Long", type="contactFlow"
    )


@pytest.mark.parametrize("into", ["flows", "modules"])
def test_parts_are_imported_and_published_in_one_command(tmp_path: Path, into: str) -> None:
    """What a caller hears in the flow is heard in the parts that the instance published."""
    whole, parts, database = plain(120), tmp_path / "parts", tmp_path / "flows.db"
    (tmp_path / "long.json").write_bytes(whole.to_bytes())
    (tmp_path / "flowport.toml").write_text(
        '[instances.dev]\nlocal = "dev"\ndatabase = "flows.db"\n'
    )
    flowport("instance", "create", "dev", "--database", database)
    flowport("split", "long.json", "-o", parts, "--into", into, cwd=tmp_path)

    flowport("import", parts, "dev", "--publish", cwd=tmp_path)

    published = published_in(database, {path.stem for path in parts.iterdir()})
    made = Split((published["Long"], *published.values()), added_in(whole, published.values()))
    assert difference(whole, made, 10) == ""


def published_in(database: Path, names: set[str]) -> dict[str, Flow]:
    """The published flows of these names, as the instance holds them."""
    store = open_store(str(database))
    instance = stored(store, "dev")
    found: dict[str, Flow] = {}
    for summary in instance.flows():
        if summary.name in names:
            part = read_text(instance.read(summary.key, Which.PUBLISHED).text)
            assert isinstance(part, Flow)
            found[summary.name] = replace(part, about={"Name": summary.name, "Arn": summary.arn})
    store.close()
    assert set(found) == names
    return found


def added_in(whole: Flow, parts: Iterable[Flow]) -> frozenset[str]:
    """The blocks of the parts that the flow does not have."""
    own = {action.id for action in whole.actions}
    return frozenset(action.id for part in parts for action in part.actions) - own


def test_a_flow_that_cannot_be_cut_says_why(large: Path, tmp_path: Path) -> None:
    """No part of it is written."""
    with pytest.raises(SplitError):
        run(large, "-o", tmp_path / "parts", "--max-blocks", "3")

    assert not (tmp_path / "parts").exists()


def test_a_front_of_modules_is_told_as_that(large: Path, tmp_path: Path) -> None:
    """The flow that invokes modules in turn is not said to lead back to its start."""
    told = run(large, "-o", tmp_path / "parts", "--into", "modules").output

    assert "invokes the modules in turn" in told
    assert "lead back" not in told
