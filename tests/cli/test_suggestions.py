"""A misspelled name of any kind is answered by the known name that is most like it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from flowport.check.rule_registry import every
from flowport.cli import app

if TYPE_CHECKING:
    from pathlib import Path

#: Commands with a name of each kind that is misspelled, and the name that is meant.
MISSPELLED = {
    "flow of archive": (("archive", "local:shop", "Default agent hodl"), "Default agent hold"),
    "flow of call": (("call", "local:shop", "Default agnt hold"), "Default agent hold"),
    "flow of export": (("export", "local:shop", "default agent hol"), "Default agent hold"),
    "flow of publish": (("publish", "local:shop", "Defaultagent hold"), "Default agent hold"),
    "flow of restore": (("restore", "local:shop", "Default agent hol", "--version", "1"), "hold"),
    "flow of versions": (("versions", "local:shop", "Default agent holt"), "Default agent hold"),
    "instance of check": (("check", "local:shpo"), "local:shop"),
    "instance of export": (("export", "shop"), "local:shop"),
    "instance of instance delete": (("instance", "delete", "shpo"), "shop"),
    "instance of instance show": (("instance", "show", "local:sohp"), "shop"),
    "instance of resolve": (("resolve", "flows", "--in", "local:sop"), "local:shop"),
    "instance of user list": (("user", "list", "--instance", "shopp"), "shop"),
    "kind of plan": (("plan", "flows", "local:shop", "--create", "queue"), "queues"),
    "run of resume": (("resume", "lats"), "last"),
    "run of undo": (("undo", "lst"), "last"),
    "subcommand": (("database", "bakup"), "backup"),
    "type of check": (("check", "flows", "--type", "costumer_queue"), "CUSTOMER_QUEUE"),
    "type of import": (("import", "flows", "local:shop", "--type", "MODUL"), "MODULE"),
    "user of user key": (("user", "key", "amdin"), "admin"),
    "user of user link": (("user", "link", "Admn"), "admin"),
}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a database that has one instance, and what was exported of it."""
    folder = tmp_path_factory.mktemp("names")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("FLOWPORT_DATABASE", str(folder / "data.db"))
        for words in (("instance", "create", "shop"), ("export", "local:shop", "-o", "flows")):
            assert CliRunner().invoke(app, words).exit_code == 0
    return folder


@pytest.fixture(autouse=True)
def _there(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(place)
    monkeypatch.setenv("FLOWPORT_DATABASE", str(place / "data.db"))
    monkeypatch.setenv("XDG_DATA_HOME", str(place))


def _said(*words: str) -> str:
    """What a call that ends with an error says."""
    done = CliRunner().invoke(app, words)
    assert done.exception is not None
    return f"{done.output}{done.exception}"


@pytest.mark.parametrize(("words", "meant"), MISSPELLED.values(), ids=MISSPELLED)
def test_a_misspelled_name_is_answered_by_the_nearest(words: tuple[str, ...], meant: str) -> None:
    """The sentence asks whether the known name was meant, whatever kind of name it is."""
    asked = _said(*words).casefold().partition("did you mean ")[2]

    assert meant.casefold() in asked


@pytest.mark.parametrize("option", ["--select", "--ignore"])
def test_every_misspelled_rule_is_answered_by_a_rule(option: str) -> None:
    """A rule's name without one of its letters is answered by the name, for every rule."""
    for rule in every():
        wrong = rule.name[:3] + rule.name[4:]

        assert f"did you mean {rule.name!r}?" in _said("check", "flows", option, wrong)
