"""Which instance an address means: names, typing errors, and folders that do not exist yet."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from command import flowport
from flowport.cli import app
from flowport.errors import InstanceError, UsageError
from flowport.folder import FolderInstance
from flowport.places import did_you_mean, instance_at, looks_like_instance, protected_name
from flowport.store import first_use, open_store
from instances.kinds import flow_text

if TYPE_CHECKING:
    from collections.abc import Iterator

PROJECT = """
[instances.prod]
local = "shop"
protected = true

[instances.dev]
folder = "flows"
"""


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with one instance, to be copied."""
    place = tmp_path_factory.mktemp("filled") / "data.db"
    store = open_store(str(place))
    with store.writing() as connection:
        first_use.another(connection, "shop")
    store.close()
    return place


@pytest.fixture(autouse=True)
def project(filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with a flowport.toml, a folder of flows and a database with one instance."""
    database = Path(shutil.copy(filled, tmp_path))
    (tmp_path / "flows").mkdir()
    (tmp_path / "flowport.toml").write_text(PROJECT)
    monkeypatch.setenv("FLOWPORT_DATABASE", str(database))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("address", "meant"),
    [
        ("prdo", "prod"),
        ("PROD", "prod"),
        ("dve", "dev"),
        ("shop", "local:shop"),
        ("local:shpo", "local:shop"),
        ("flow", "flows"),
        ("./flwos", "flows"),
    ],
)
def test_misspelled_address_suggests_what_was_meant(address: str, meant: str) -> None:
    """A name, an alias or a folder that is almost right is suggested."""
    with pytest.raises((UsageError, InstanceError), match=f"did you mean '{meant}'"):
        instance_at(address)


@pytest.mark.parametrize("address", ["prdo", "new", "shop", "flow"])
def test_word_is_not_a_new_folder(address: str, project: Path) -> None:
    """A target that is one unknown word is refused; the sentence says how to create a folder."""
    with pytest.raises(UsageError, match=f"write ./{address} or allow a new folder"):
        instance_at(address, new_folder=True)

    assert not (project / address).exists()


@pytest.mark.parametrize("address", ["./prdo", "prdo/", "a/b", "../not-there-yet"])
def test_path_is_a_new_folder(address: str) -> None:
    """What is written as a path may be a folder that is not there yet, where that is allowed."""
    found = instance_at(address, new_folder=True)

    assert isinstance(found, FolderInstance)


def test_path_of_a_source_must_exist() -> None:
    """A source is never created, however it is written."""
    with pytest.raises(UsageError, match="no instance or folder named"):
        instance_at("./nowhere-at-all")


def test_create_folder_takes_any_name() -> None:
    """With --create-folder the word itself is the folder."""
    assert isinstance(instance_at("prdo", create_folder=True), FolderInstance)


@given(st.text(st.sampled_from("abcdefxyz_-. "), min_size=1, max_size=12))
def test_unknown_word_never_creates_anything(word: str) -> None:
    """No word without a slash is a target, unless something has that name."""
    before = sorted(Path().iterdir())

    if not Path(word).exists():
        with pytest.raises((UsageError, InstanceError)):
            instance_at(word, new_folder=True)

    assert sorted(Path().iterdir()) == before


def test_file_is_not_an_instance(project: Path) -> None:
    """A file in the place of an instance is called a file."""
    (project / "menu.json").write_text("{}")

    with pytest.raises(UsageError, match="is a file; give an instance or a folder"):
        instance_at("menu.json", new_folder=True)


def test_a_name_of_the_settings_is_suggested_before_an_alias(project: Path) -> None:
    """Where the settings and the database have one name, the settings' is meant."""
    (project / "flowport.toml").write_text('[instances.shop]\nlocal = "shop"\n')

    assert did_you_mean("shpo") == "; did you mean 'shop'?"


def test_suggestion_creates_no_database(monkeypatch: pytest.MonkeyPatch, project: Path) -> None:
    """Looking for what was meant leaves no database behind."""
    place = project / "elsewhere" / "flowport.db"
    monkeypatch.setenv("FLOWPORT_DATABASE", str(place))

    assert did_you_mean("prdo") == "; did you mean 'prod'?"
    assert not place.parent.exists()


@pytest.mark.parametrize("address", ["prod", "local:shop", "local:"])
def test_protection_holds_however_the_instance_is_written(address: str) -> None:
    """A protected instance is protected by its alias as by its name."""
    assert protected_name(address, instance_at(address)) == "prod"


def test_unprotected_instance_has_no_protected_name() -> None:
    """A folder beside a protected instance is not protected."""
    assert protected_name("dev", instance_at("dev")) is None


@pytest.mark.parametrize(
    ("address", "instance"), [("local:x", True), ("prod", True), ("flows", False)]
)
def test_plain_folder_does_not_look_like_an_instance(address: str, *, instance: bool) -> None:
    """Names and local addresses mean instances; a folder does where it has an instance.json."""
    assert looks_like_instance(address) is instance


@pytest.mark.parametrize(
    "call",
    ["check", "find x", "show", "refs", "draw -o x", "split -o x", "import {} prod", "plan {} ./x"],
)
def test_misspelled_source_is_suggested_by_every_command(call: str, project: Path) -> None:
    """A source that nothing has is refused with the name that was meant, whatever the command."""
    words = call.format("shop") if "{}" in call else f"{call} shop"
    done = flowport(*words.split(), cwd=project, code=2)

    assert "did you mean 'local:shop'?" in done.stderr.decode()


@pytest.mark.parametrize("words", [("import", "flows"), ("migrate", "flows", "--yes")])
def test_case_mistyped_target(words: tuple[str, ...], project: Path) -> None:
    """Case "mistyped target" of cases/files: no folder is created, and prod is suggested."""
    (project / "flows" / "menu.json").write_text(flow_text())
    done = flowport(*words[:2], "prdo", *words[2:], cwd=project, code=2)

    assert "no instance or folder named 'prdo'; did you mean 'prod'?" in done.stderr.decode()
    assert not (project / "prdo").exists()


def _calls() -> Iterator[list[str]]:
    """A call of every command but those that may create a database, with an instance of one."""
    context = click.Context(app)
    for name in app.list_commands(context):
        command = app.get_command(context, name)
        assert command is not None
        subs = command.commands.items() if isinstance(command, click.Group) else [("", command)]
        for sub, each in subs:
            arguments = [p for p in each.params if isinstance(p, click.Argument)]
            words = [word for word in (name, sub) if word]
            if words not in (["serve"], ["instance", "create"]):
                yield words + ["local:x"] * len(arguments)


@pytest.mark.parametrize("words", list(_calls()), ids=" ".join)
def test_no_other_command_creates_a_database(
    words: list[str], project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A misspelled database is refused by every command: neither it nor its folder appears."""
    monkeypatch.setenv("FLOWPORT_DATABASE", str(project / "typo" / "flowport.db"))
    CliRunner().invoke(app, words)

    assert not (project / "typo").exists()


def test_a_name_is_not_suggested_in_place_of_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An instance where a file belongs is told apart from a misspelled one."""
    (tmp_path / "flowport.toml").write_text('[instances.prod]\nfolder = "prod"\n')
    monkeypatch.chdir(tmp_path)

    assert "did you mean" not in did_you_mean("prod", files=True)
    assert "did you mean 'prod'" in did_you_mean("prode", files=True)
