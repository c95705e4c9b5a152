"""A fault deep inside Flowport at one flow stays with that flow, whatever the command.

For each command that works on many flows, and each function that such commands are made of: the
function fails at one flow. That flow's result is a sentence with the path of a report, the others
are done, and the exit code is 1.
"""

from __future__ import annotations

import json
import pkgutil
import shutil
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner, Result

from flowport.cli import app, commands
from flowport.ports import FlowKind, NewFlow, State
from flowport.store import open_store
from flowport.store.instance import stored
from instances.kinds import flow_text

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

BAD = "what is to fail"
INSTANCES = ("dev", "old", "new", "gone")
NAMES = ("first", "bad", "third")

#: What commands do with a flow, from reading it to writing it.
DEEP = (
    "flowport.containers.reading.read",
    "flowport.model.read.read_text",
    "flowport.refs.all_references.find",
    "flowport.refs.own_references.with_names",
    "flowport.refs.rewrite.rewrite",
    "flowport.convert.conversion.convert",
    "flowport.check.check",
    "flowport.find.search.search",
    "flowport.store.flows.create",
    "flowport.store.flows.change",
    "flowport.store.flows.remove",
    "flowport.jobs.moving.contents.digest",
    "flowport.testing.verdict.run_case",
)

COMMANDS = {
    "import": "import batch new --publish --type CONTACT_FLOW",
    "import legacy": "import legacy new --publish --type CONTACT_FLOW",
    "plan": "plan dev new",
    "migrate": "migrate dev new --yes",
    "opt-in": "opt-in old",
    "publish": "publish dev first bad third",
    "archive": "archive dev first bad third --archive-at-most 3 --yes",
    "restore": "restore gone first bad third",
    "restore and publish": "restore gone first bad third --publish",
    "delete": "archive gone first bad third --delete --yes",
    "export": "export dev first bad third -o out",
    "export converted": "export old first bad third --convert -o out",
    "export as Terraform": "export dev first bad third --drafts --as terraform -o out",
    "check": "check batch",
    "convert": "convert legacy -o out",
    "find": "find Hello batch",
    "find in an instance": "find Hello dev",
    "refs": "refs dev",
    "diff": "diff dev batch",
    "list": "list batch",
    "show": "show batch",
    "arrange": "arrange legacy -o out",
    "draw": "draw batch -o out",
    "test": "test run cases --flows batch",
}

#: Commands that say nothing of flows in which they find nothing.
QUIET = {"check", "diff", "refs"}

_CONFIG = '[instances.{0}]\nlocal = "{0}"\ndatabase = "f.db"\n'


def legacy(name: str, text: str) -> str:
    """A legacy flow that says a text."""
    at = {"metadata": {"position": {"x": 1, "y": 1}}}
    say = {
        "id": "say",
        "type": "PlayPrompt",
        "branches": [{"condition": "Success", "transition": "end"}],
        "parameters": [{"name": "Text", "value": text}],
    }
    end: dict[str, Any] = {"id": "end", "type": "Disconnect", "branches": [], "parameters": []}
    metadata = {"entryPointPosition": {"x": 0, "y": 0}, "name": name}
    modules = [say | at, end | at]
    tree = {"modules": modules, "version": "1", "type": "contactFlow", "start": "say"}
    return json.dumps({**tree, "metadata": metadata})


def _case(name: str, text: str) -> str:
    steps = [{"when": "start", "then": []}, {"when": {"hears": text}, "then": ["end"]}]
    return json.dumps({"name": f"{name} {text}", "given": {"flow": name}, "steps": steps})


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folders and instances, each with three flows of which one is to fail."""
    here = tmp_path_factory.mktemp("world")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(here)
        (here / "flowport.toml").write_text("".join(map(_CONFIG.format, INSTANCES)))
        for name in INSTANCES:
            assert run(f"instance create {name} --database f.db").exit_code == 0
        for folder in ("batch", "legacy", "cases"):
            (here / folder).mkdir()
        store = open_store("f.db")
        for name in NAMES:
            text = BAD if name == "bad" else "Hello."
            now, before = flow_text(text, metadata={"name": name}), legacy(name, text)
            about: dict[str, Any] = {"kind": FlowKind.FLOW, "name": name, "type": "CONTACT_FLOW"}
            stored(store, "dev").create(NewFlow(text=now, **about))
            gone = stored(store, "gone").create(NewFlow(text=now, **about), publish=True)
            stored(store, "gone").set_state(gone.key, State.ARCHIVED)
            stored(store, "old").create(NewFlow(text=before, **about), publish=True)
            (here / "batch" / f"{name}.json").write_text(now)
            (here / "legacy" / f"{name}.json").write_text(before)
            (here / "cases" / f"{name}.json").write_text(_case(name, text))
        store.close()
    for module in pkgutil.iter_modules(commands.__path__):
        import_module(f"{commands.__name__}.{module.name}")
    return here


def run(words: str) -> Result:
    """Run a command in which a person says yes."""
    return CliRunner().invoke(app, words.split(), input="y\ny\n")


def is_bad(given: Any) -> bool:
    """Whether a text, a document, a content or a case is that of the flow that is to fail."""
    said = getattr(given, "content", given)
    said = said() if callable(said) else said
    said = said if isinstance(said, str | bytes) else getattr(given, "text", "")
    name = str(getattr(given, "name", ""))
    if isinstance(said, bytes):
        return BAD.encode() in said
    return BAD in str(said) or BAD in name or name == "bad"


def broken(place: str, monkeypatch: pytest.MonkeyPatch) -> Callable[[], int]:
    """Have a function fail at the bad flow, whoever calls it; gives how often it did."""
    module, _, name = place.rpartition(".")
    usual = getattr(import_module(module), name)
    count = 0

    def faulty(*given: Any, **more: Any) -> Any:
        nonlocal count
        if any(map(is_bad, (*given, *more.values()))):
            count += 1
            raise TypeError("unhashable type: 'list'")
        return usual(*given, **more)

    for each in [each for name, each in sys.modules.items() if name.startswith("flowport")]:
        for attribute, value in list(vars(each).items()):
            if value is usual:
                monkeypatch.setattr(each, attribute, faulty)
    return lambda: count


@pytest.mark.parametrize("words", COMMANDS.values(), ids=COMMANDS)
def test_a_fault_stays_with_its_flow(
    words: str, world: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The bad flow has a sentence and a report, its neighbours are done, the exit code is 1."""
    wrong, met = [], 0
    for number, place in enumerate(DEEP):
        here = tmp_path / str(number)
        shutil.copytree(world, here)
        with monkeypatch.context() as patch:
            patch.chdir(here)
            patch.setenv("XDG_STATE_HOME", str(here / "state"))
            patch.setenv("XDG_DATA_HOME", str(here / "data"))
            count = broken(place, patch)
            done = run(words)
            reports = list((here / "state").rglob("*.txt"))
            seen = done.output + " ".join(path.name for path in here.glob("out/*"))
            if not count():
                continue
            met += 1
            ended = done.exception is None or isinstance(done.exception, SystemExit)
            others = words.split(maxsplit=1)[0] in QUIET or ("first" in seen and "third" in seen)
            sentence = reports and "unexpected error in Flowport" in done.output
            if not (ended and done.exit_code == 1 and sentence and others):
                wrong.append((place, done.exit_code, done.exception, done.output[-400:]))

    assert wrong == []
    assert met
