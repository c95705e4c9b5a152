"""Which instance an address means: names, typing errors, and folders that do not exist yet."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flowport.errors import InstanceError, UsageError
from flowport.folder import FolderInstance
from flowport.places import did_you_mean, instance_at, looks_like_instance, protected_name
from flowport.store import open_store, opening

PROJECT = """
[instances.prod]
local = "shop"
protected = true

[instances.dev]
folder = "flows"
"""


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with a flowport.toml, a folder of flows and a database with one instance."""
    database = tmp_path / "data.db"
    store = open_store(str(database))
    with store.writing() as connection:
        opening.another(connection, "shop")
    store.close()
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
    with pytest.raises(UsageError, match=f"write ./{address} or use --create-folder"):
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
