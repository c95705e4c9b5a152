"""What commands ask before they write, and what they do where there is nobody to ask."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from flowport.cli import app, asking
from flowport.errors import FlowportError
from flowport.folder import FolderInstance
from flowport.ports import State
from flowport.store import first_use, open_store
from instances.kinds import flow_text, folder, new_flow

if TYPE_CHECKING:
    from instances.kinds import Subject

CLI = Path(asking.__file__).parent
PROJECT = """
[instances.prod]
folder = "p"
protected = true

[instances.dev]
folder = "d"
"""

#: Every way to write into the instance ``prod``; the run that is undone is made by the fixture.
WRITES = {
    "import": ("import", "new.json", "prod", "--type", "CONTACT_FLOW", "--name", "New"),
    "migrate": ("migrate", "dev", "prod"),
    "publish": ("publish", "prod", "Draft"),
    "archive": ("archive", "prod", "Main"),
    "delete": ("archive", "prod", "Old", "--delete"),
    "restore": ("restore", "prod", "Old"),
    "versions": ("versions", "prod", "Main", "--make", "before"),
    "apply": ("apply", "plan.json"),
}


@pytest.fixture
def prod(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Subject:
    """The protected instance, with a flow in use and an archived one, and dev beside it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    (tmp_path / "flowport.toml").write_text(PROJECT)
    (tmp_path / "new.json").write_text(flow_text())
    made = folder(tmp_path / "p")
    made.instance.create(new_flow("Main", flow_text()), publish=True)
    made.instance.create(new_flow("Draft", flow_text()))
    old = made.instance.create(new_flow("Old", flow_text()))
    made.instance.set_state(old.key, State.ARCHIVED)
    dev = folder(tmp_path / "d")
    dev.instance.create(new_flow("Fresh", flow_text()), publish=True)
    assert run("plan", "dev", "prod", "-o", "plan.json").exit_code == 0
    return made


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal to ask at."""
    monkeypatch.setattr(asking, "is_terminal", lambda _stream: True)


def run(*words: str, text: str | None = None) -> Result:
    """Run a command; an error of ours is in ``result.exception``."""
    return CliRunner().invoke(app, words, input=text)


def sentence(result: Result) -> str:
    """What a refused command says."""
    assert isinstance(result.exception, FlowportError), result.output
    return str(result.exception)


def held(root: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    found = (path for path in sorted(root.rglob("*")) if path.is_file() and path.name != "lock")
    return {str(path): path.read_bytes() for path in found}


@pytest.mark.parametrize("words", WRITES.values(), ids=WRITES)
@pytest.mark.usefixtures("prod")
def test_protected_instance_is_not_written_without_its_name(words: tuple[str, ...]) -> None:
    """Without a terminal every write into a protected instance is refused, and nothing changes."""
    before = held(Path("p"))

    assert "use --yes-to prod" in sentence(run(*words))
    assert held(Path("p")) == before


@pytest.mark.parametrize("words", [WRITES["migrate"], WRITES["archive"]], ids=lambda w: w[0])
@pytest.mark.usefixtures("prod", "terminal")
def test_yes_alone_is_refused_where_protected(words: tuple[str, ...]) -> None:
    """--yes does not answer for a protected instance, also before a terminal."""
    assert "use --yes-to prod" in sentence(run(*words, "--yes"))


@pytest.mark.parametrize("words", WRITES.values(), ids=WRITES)
@pytest.mark.usefixtures("prod")
def test_name_option_allows_every_write(words: tuple[str, ...]) -> None:
    """With --yes-to and the right name every command writes."""
    done = run(*words, "--yes-to", "prod")

    assert (done.exit_code, done.exception and str(done.exception)) == (0, None)


@pytest.mark.usefixtures("prod")
def test_another_name_is_refused() -> None:
    """--yes-to with the name of another instance does not allow the write."""
    assert "--yes-to says 'dev'" in sentence(run(*WRITES["migrate"], "--yes-to", "dev"))
    assert "--yes-to says 'prod'" in sentence(run("migrate", "prod", "dev", "--yes-to", "prod"))


@pytest.mark.usefixtures("prod", "terminal")
def test_typed_name_allows_the_write() -> None:
    """A person who types the name of the protected instance goes on; another word ends it."""
    refused = run(*WRITES["migrate"], text="yes\n")
    done = run(*WRITES["migrate"], text="prod\n")

    assert (sentence(refused), done.exit_code) == ("not confirmed; nothing was written", 0)


@pytest.mark.usefixtures("prod")
def test_path_of_a_protected_folder_is_protected() -> None:
    """The same instance written otherwise is protected as well."""
    assert "use --yes-to prod" in sentence(run("archive", "p", "Main"))


@pytest.mark.usefixtures("prod", "terminal")
def test_question_says_what_where_and_how_many() -> None:
    """A question has the name as it was typed, the place, and how many flows are written."""
    asked = run("migrate", "prod", "dev", text="n\n")

    assert f"Write 2 flows (2 create) into dev (folder {Path('d').resolve()})?" in asked.output
    assert "nothing was written" in sentence(asked)


def test_question_has_account_and_region(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, terminal: None
) -> None:
    """The question before a deletion says the account, the Region and how many flows."""
    del terminal
    monkeypatch.setenv("FLOWPORT_DATABASE", str(tmp_path / "data.db"))
    store = open_store(str(tmp_path / "data.db"))
    with store.writing() as connection:
        first_use.another(connection, "shop", account="111122223333", region="eu-west-2")
    store.close()

    asked = run("instance", "delete", "shop", text="n\n")

    assert "9 flows, shop (account 111122223333, Region eu-west-2)?" in asked.output


@pytest.mark.parametrize(
    "words",
    [
        ("migrate", "prod", "dev"),
        ("undo", "last"),
        ("archive", "dev", "Gone", "--delete"),
        ("instance", "delete", "shop"),
    ],
    ids=lambda words: words[0],
)
@pytest.mark.usefixtures("prod")
def test_without_a_terminal_the_option_is_named(
    words: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A command that asks ends with a sentence that says which option answers."""
    monkeypatch.setenv("FLOWPORT_DATABASE", str(tmp_path / "data.db"))
    run("instance", "create", "shop")
    dev = FolderInstance(tmp_path / "d")
    dev.set_state(dev.create(new_flow("Gone", flow_text())).key, State.ARCHIVED)
    run("migrate", "prod", "dev", "--yes", "--flows", "Old")
    run("migrate", "dev", "./other", "--yes")

    assert "There is no terminal to ask at: use --yes" in sentence(run(*words))


def test_questions_are_in_one_place() -> None:
    """Only the module of questions calls click's prompts."""
    asks = {"confirm", "prompt", "pause", "Abort"}
    users = {
        path.relative_to(CLI).as_posix()
        for path in CLI.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == "click"
        and node.attr in asks
    }

    assert users == {"asking.py"}
