"""Without the right for a step, the step is refused in one sentence, over the API and below it."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from flowport.errors import ForbiddenError, UnreachableError, UsageError
from flowport.jobs import exporting
from flowport.jobs.documents import incoming
from flowport.jobs.moving.options import Conflict
from flowport.model import read_text
from flowport.remote import Access, RemoteInstance, connect
from flowport.store import access, resources
from flowport.store.seed import new_instance
from instances.importing import Done, carry_out, plan_import, plan_publish
from instances.kinds import ACCOUNT, flow_text, new_flow
from jobs.moving.running import apply
from serving import REGION, serve

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from flowport.ports import FlowSummary, NewFlow
    from serving import Served


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server."""
    made = serve(tmp_path_factory.mktemp("server"))
    yield made
    made.stop()
    made.store.close()


@pytest.fixture
def caller(served: Served) -> Callable[..., tuple[RemoteInstance, RemoteInstance]]:
    """Makes an instance: as its admin sees it, and as a user with only some permissions does."""

    def make(*permissions: str) -> tuple[RemoteInstance, RemoteInstance]:
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
            body: dict[str, Any] = {**admin.body, "SecurityProfileIds": [profile.id]}
            user = resources.create(
                connection, row.id, "user", name="some", arn=f"{row.arn}/agent/{{id}}", body=body
            )
            keys = [access.add_key(connection, ACCOUNT, row.id, u.id) for u in (admin, user)]
        chief, some = (RemoteInstance(served.client(key), row.arn, label="it") for key in keys)
        return chief, some

    return make


def test_export_needs_view(caller: Callable[..., Any]) -> None:
    """Who may not view flows can't export one."""
    chief, some = caller("ContactFlows.Edit")
    flow = chief.create(new_flow("Main"))

    with pytest.raises(ForbiddenError):
        list(exporting.export(some, [flow], exporting.ExportOptions()))


def _import(instance: RemoteInstance, *, publish: bool = False) -> Done:
    text = flow_text("Hi.", metadata={"name": "Main", "type": "contactFlow"})
    batch = [incoming(read_text(text), "a file")]
    todo = plan_import(batch, instance, conflict=Conflict.REPLACE, publish=publish)
    return carry_out(todo, instance)[0]


VIEW = ("ContactFlows.View", "ContactFlowModules.View")


def test_import_over_a_flow_needs_edit(caller: Callable[..., Any]) -> None:
    """Who may only view can't replace a flow."""
    chief, some = caller(*VIEW, "ContactFlows.Create")
    chief.create(new_flow("Main"))

    assert _import(some).state == "failed"


def test_import_of_a_new_flow_needs_create(caller: Callable[..., Any]) -> None:
    """Who may only edit can't make a flow."""
    _, some = caller(*VIEW, "ContactFlows.Edit")

    assert _import(some).state == "failed"


def test_saving_does_not_need_publish(caller: Callable[..., Any]) -> None:
    """Edit is enough for a draft."""
    chief, some = caller(*VIEW, "ContactFlows.Edit")
    chief.create(new_flow("Main"))

    assert _import(some).state == "saved"


def test_publishing_needs_publish(caller: Callable[..., Any]) -> None:
    """Who may edit can't publish."""
    chief, some = caller(*VIEW, "ContactFlows.Edit")
    flow = chief.create(new_flow("Main"))
    (done,) = carry_out(plan_publish(some, flow), some)

    assert done.state == "failed"


def test_a_kind_that_may_not_be_listed_is_unknown(caller: Callable[..., Any]) -> None:
    """Who may not view queues sees that they can't be listed, not that there are none."""
    _, some = caller(*VIEW)

    assert some.resources("queue") is None


def test_wrong_credentials_are_told(served: Served) -> None:
    """A key that nobody has is refused in words."""
    key = access.Key(**{**_fields(served.key), "secret": "x" * 40})

    with pytest.raises(ForbiddenError):
        RemoteInstance(served.client(key), served.arn).flows()


def _fields(key: access.Key) -> dict[str, Any]:
    return {name: getattr(key, name) for name in key.__slots__}


def test_nobody_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that does not answer can't be reached."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "x")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "x")
    arn = f"arn:aws:connect:{REGION}:{ACCOUNT}:instance/6f1a2b3c-0000-4000-8000-000000000001"
    instance = connect(Access(instance=arn, endpoint_url="http://127.0.0.1:1"), attempts=1)

    with pytest.raises(UnreachableError):
        instance.flows()


def test_an_unknown_profile_is_told() -> None:
    """A profile that the AWS configuration lacks is a wrong call."""
    with pytest.raises(UsageError, match="no-such-profile"):
        connect(Access(instance="i", region=REGION, profile="no-such-profile"))


ARN = "arn:aws:connect:eu-west-2:111122223333:instance/i"


@pytest.mark.parametrize(
    ("access_", "word"),
    [
        (Access(instance=ARN, endpoint_url="nonsense"), "nonsense"),
        (Access(instance="i", region="eu west/2"), "eu west/2"),
        (Access(instance="arn:aws:s3:::bucket"), "not an ARN of a Connect instance"),
        (Access(instance="i"), "say the Region"),
    ],
)
def test_a_wrong_address_is_told(
    monkeypatch: pytest.MonkeyPatch, access_: Access, word: str
) -> None:
    """An address, Region or ARN that is none is a wrong call, before anything is asked."""
    monkeypatch.setenv("AWS_CONFIG_FILE", "")
    monkeypatch.delenv("AWS_DEFAULT_REGION", raising=False)

    with pytest.raises(UsageError, match=word):
        connect(access_)


def _to(name: str, following: str) -> str:
    """The text of a flow that transfers to another one, known by its name."""
    tree = json.loads(flow_text())
    tree["Actions"][0] |= {"Type": "TransferToFlow", "Parameters": {"ContactFlowId": ""}}
    shown = {"say": {"parameters": {"ContactFlowId": {"displayName": following}}}}
    tree["Metadata"] = {"name": name, "type": "contactFlow", "ActionMetadata": shown}
    return json.dumps(tree)


def test_a_session_that_ends_midway_is_told_of_every_flow(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of three flows one is half written when the key goes; each says what became of it."""
    with served.store.writing() as connection:
        row, admin = new_instance(connection, account=ACCOUNT, region=REGION)
        key = access.add_key(connection, ACCOUNT, row.id, admin.id)
    instance = RemoteInstance(served.client(key), row.arn)
    batch = [incoming(read_text(_to(*names)), "a file") for names in ("AB", "BA", "ZA")]
    todo, create = plan_import(batch, instance), instance.create

    def last(new: NewFlow, *, publish: bool = False) -> FlowSummary:
        made = create(new, publish=publish)
        gone = access.Key(**{**_fields(key), "secret": "x" * 40})
        monkeypatch.setattr(instance, "client", served.client(gone))
        return made

    monkeypatch.setattr(instance, "create", last)
    with tempfile.TemporaryDirectory() as place:
        result = apply(todo, instance, Path(place) / "journal")
    told = {o.step.id: (o.state, "".join(o.reasons).rpartition(": ")[2]) for o in result.outcomes}

    assert told == {
        "create shell flow:B": ("done", ""),
        "create flow:A": ("failed", "the credentials are wrong"),
        "fill shell flow:B": ("left", "it needs 'create flow:A' first"),
        "create flow:Z": ("left", "it needs 'create flow:A' first"),
    }
