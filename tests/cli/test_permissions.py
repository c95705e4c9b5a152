"""Without the right for a step, the command refuses it in one sentence and changes nothing."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from flowport.cli import app
from flowport.errors import FlowportError
from flowport.store import access, resources
from flowport.store.instance import StoredInstance
from flowport.store.seed import new_instance
from instances.kinds import ACCOUNT, flow_text, new_flow
from serving import REGION, serve

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from serving import Served

VIEW = ("ContactFlows.View", "ContactFlowModules.View")


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server for all tests of this file."""
    made = serve(tmp_path_factory.mktemp("server"))
    yield made
    made.stop()
    made.store.close()


@pytest.fixture
def caller(
    served: Served, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., StoredInstance]:
    """Makes the instance ``it`` that a user with only some permissions reaches by command."""
    monkeypatch.chdir(tmp_path)
    main = flow_text("New.", metadata={"name": "Main", "type": "contactFlow"})
    (tmp_path / "main.json").write_text(main)

    def make(*permissions: str) -> StoredInstance:
        with served.store.writing() as connection:
            row, admin = new_instance(connection, account=ACCOUNT, region=REGION)
            profile = resources.create(
                connection,
                row.id,
                "security-profile",
                name="Some",
                arn=f"{row.arn}/security-profile/{{id}}",
                body={"Permissions": list(permissions)},
            )
            body = {**admin.body, "SecurityProfileIds": [profile.id]}
            user = resources.create(
                connection, row.id, "user", name="some", arn=f"{row.arn}/agent/{{id}}", body=body
            )
            key = access.add_key(connection, ACCOUNT, row.id, user.id)
        monkeypatch.setenv("AWS_ACCESS_KEY_ID", key.id)
        monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", key.secret)
        toml = f'[instances.it]\narn = "{row.arn}"\nendpoint_url = "{served.url}"\n'
        (tmp_path / "flowport.toml").write_text(toml)
        return StoredInstance(served.store, row)

    return make


def run(*words: str) -> Result:
    """Run a command."""
    return CliRunner().invoke(app, words)


def sentence(result: Result) -> str:
    """What a refused command says, wherever it says it."""
    said = isinstance(result.exception, FlowportError)
    return str(result.exception) if said else result.output + result.stderr


def state(instance: StoredInstance) -> list[tuple[str, str, str]]:
    """Each flow's name, status and saved text."""
    return [(f.name, str(f.status), instance.read(f.key).text) for f in instance.flows()]


def draft(instance: StoredInstance, *, publish: bool = False) -> None:
    """Put a draft named Main into it, or a published flow."""
    instance.create(new_flow("Main", flow_text("Old.")), publish=publish)


def test_export_needs_view(caller: Callable[..., StoredInstance], tmp_path: Path) -> None:
    """Who may not view flows gets no file."""
    draft(caller("ContactFlows.Edit"))
    result = run("export", "it", "Main", "-o", "out.json")

    assert "can't list its flows" in sentence(result)
    assert not (tmp_path / "out.json").exists()


STEPS = {
    "edit": ((*VIEW, "ContactFlows.Create"), ("import", "main.json", "it")),
    "create": ((*VIEW, "ContactFlows.Edit"), ("import", "main.json", "it", "--name", "Other")),
    "publish": ((*VIEW, "ContactFlows.Edit"), ("publish", "it", "Main")),
    "publish at once": ((*VIEW, "ContactFlows.Create"), ("import", "main.json", "it", "--publish")),
    "archive": (VIEW, ("archive", "it", "Main")),
    "version": (VIEW, ("versions", "it", "Main", "--make", "x")),
}


@pytest.mark.parametrize("step", sorted(STEPS))
def test_a_step_needs_its_permission(caller: Callable[..., StoredInstance], step: str) -> None:
    """The command says what it may not do, and every flow is as it was."""
    permissions, words = STEPS[step]
    instance = caller(*permissions)
    draft(instance, publish=step == "version")
    before = state(instance)
    more = ("--on-conflict", "replace") if words[0] == "import" else ()
    result = run(*words, *more)

    assert result.exit_code != 0
    assert "can't" in sentence(result)
    assert state(instance) == before


def test_saving_does_not_need_publish(caller: Callable[..., StoredInstance]) -> None:
    """With edit alone an import replaces the draft."""
    instance = caller(*VIEW, "ContactFlows.Edit")
    draft(instance)
    result = run("import", "main.json", "it", "--on-conflict", "replace")

    assert result.exit_code == 0
    (text,) = [f[2] for f in state(instance) if f[0] == "Main"]
    assert json.loads(text)["Actions"][0]["Parameters"] == {"Text": "New."}
