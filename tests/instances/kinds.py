"""Each kind of instance, made empty for a test, with a way to give it resources."""

from __future__ import annotations

import atexit
import json
import tempfile
import uuid
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from flowport.folder import FolderInstance
from flowport.ports import About, FlowKind, Instance, NewFlow
from serving import REGION, Served, serve

if TYPE_CHECKING:
    from collections.abc import Callable

from pathlib import Path

from flowport.refs.arn import parse
from flowport.refs.resource import Resource
from flowport.remote import RemoteInstance
from flowport.store import Store, access, instances, open_store, resources
from flowport.store.instance import StoredInstance
from flowport.store.seed import new_instance

__all__ = [
    "ACCOUNT",
    "ELSEWHERE",
    "KINDS",
    "Subject",
    "flow_text",
    "module_text",
    "new_flow",
    "new_module",
]

ACCOUNT = "111122223333"
ELSEWHERE = "444455556666"


@dataclass(frozen=True)
class Subject:
    """An instance under test, and how to put resources into it."""

    instance: Instance
    add: Callable[[str, str], Resource]
    close: Callable[[], None] = lambda: None
    behind: Any = None

    @property
    def create(self) -> Any:
        """Creates a flow that a server would refuse: in the store behind it."""
        return (self.behind or self.instance).create


def flow_text(text: str = "Hello.", *, metadata: dict[str, Any] | None = None) -> str:
    """A flow that says something and ends, fit to be published."""
    tree = {
        "Version": "2019-10-30",
        "StartAction": "say",
        "Metadata": {"entryPointPosition": {"x": 40, "y": 40}, **(metadata or {})},
        "Actions": [
            {
                "Identifier": "say",
                "Type": "MessageParticipant",
                "Parameters": {"Text": text},
                "Transitions": {
                    "NextAction": "end",
                    "Errors": [{"NextAction": "end", "ErrorType": "NoMatchingError"}],
                    "Conditions": [],
                },
            },
            {
                "Identifier": "end",
                "Type": "DisconnectParticipant",
                "Parameters": {},
                "Transitions": {},
            },
        ],
    }
    return json.dumps(tree)


def module_text(text: str = "Hello.") -> str:
    """A module that says something and returns."""
    tree = json.loads(flow_text(text))
    tree["Actions"][1]["Type"] = "EndFlowModuleExecution"
    settings = {
        "InputParameters": [],
        "OutputParameters": [],
        "Transitions": [
            {"DisplayName": "Success", "ReferenceName": "Success", "Description": ""},
            {"DisplayName": "Error", "ReferenceName": "Error", "Description": ""},
        ],
    }
    return json.dumps({**tree, "Settings": settings})


def new_flow(name: str, text: str | None = None, type_: str = "CONTACT_FLOW") -> NewFlow:
    """A flow to be made."""
    return NewFlow(kind=FlowKind.FLOW, name=name, type=type_, text=text or flow_text())


def new_module(name: str) -> NewFlow:
    """A module to be made."""
    return NewFlow(kind=FlowKind.MODULE, name=name, type="MODULE", text=module_text())


def outside(about: About, kind: str, name: str) -> Resource | None:
    """What other services keep for the instance's account; None for what an instance makes."""
    if kind == "encryption_key":
        return Resource(kind, "", "", str(uuid.uuid4()))
    if kind == "lex_bot":
        return Resource(kind, name, f"arn:aws:lex:{about.region}::bot:{name}", name)
    new = uuid.uuid4()
    parts = {
        "phone_number": f"connect:{{}}:{{}}:phone-number/{new}",
        "lambda_function": f"lambda:{{}}:{{}}:function:{name}",
        "lex_v2_bot_alias": f"lex:{{}}:{{}}:bot-alias/B{name}/{name}",
        "wisdom_assistant": f"wisdom:{{}}:{{}}:assistant/{new}",
        "knowledge_base": f"wisdom:{{}}:{{}}:knowledge-base/{new}",
        "message_template": f"wisdom:{{}}:{{}}:message-template/{new}/{new}",
        "case_template": f"cases:{{}}:{{}}:template/{new}",
        "cognito_user_pool": f"cognito-idp:{{}}:{{}}:userpool/{name}",
    }
    if kind not in parts:
        return None
    arn = "arn:aws:" + parts[kind].format(about.region, about.account)
    known = parse(arn)
    assert known is not None
    return Resource(
        kind, name if kind in {"lambda_function", "phone_number"} else "", arn, known.tail
    )


#: What is in a store for what other services keep: its word, and what its row says more.
_ROWS: dict[str, tuple[str, dict[str, Any]]] = {
    "phone_number": ("phone-number", {}),
    "lambda_function": ("lambda", {}),
    "lex_v2_bot_alias": ("lex-v2-bot", {}),
    "lex_bot": ("lex-bot", {}),
    "encryption_key": ("security-key", {}),
    "wisdom_assistant": (
        "integration-association",
        {"IntegrationType": "WISDOM_ASSISTANT"},
    ),
    "knowledge_base": (
        "integration-association",
        {"IntegrationType": "WISDOM_KNOWLEDGE_BASE"},
    ),
}

#: What a resource must have beside its name.
_DETAILS: dict[str, dict[str, Any]] = {
    "view": {"Saved": {}, "Published": {}, "Versions": {}, "LastVersion": 0},
}


def inside(instance: StoredInstance, kind: str, name: str) -> Resource:
    """A resource put into a store."""
    made = outside(instance.about, kind, name)
    if made is None:
        return instance.create_resource(kind, {"Name": name, **_DETAILS.get(kind, {})})
    if kind not in _ROWS:
        return made
    word, body = _ROWS[kind]
    label = f"{name}|{instance.about.region}" if kind == "lex_bot" else made.arn or made.id
    own = kind in {"encryption_key", "phone_number"}
    with instance.store.writing() as connection:
        resources.create(
            connection,
            instance.row.id,
            word,
            name=name if kind == "phone_number" else label,
            arn=label,
            body=body,
            resource_id=made.id if own else None,
        )
    return made


def folder(path: Path) -> Subject:
    """A folder."""
    instance = FolderInstance(path)

    def add(kind: str, name: str) -> Resource:
        found = outside(instance.about, kind, name)
        if found and kind in _ROWS:
            instance.keep_resources(instance.about, [found])
        return found or instance.create_resource(kind, {"Name": name})

    account = ELSEWHERE if path.name == "other" else ACCOUNT
    instance.keep_resources(
        About(
            arn=f"arn:aws:connect:us-west-2:{account}:instance/{uuid.uuid4()}",
            account=account,
            region="us-west-2",
            id="",
            name=path.name,
        ),
        (),
    )
    return Subject(instance, add)


@cache
def _store() -> Store:
    """One database for all tests; each has an instance of its own."""
    store = open_store(str(Path(tempfile.mkdtemp(prefix="flowport-tests-")) / "flowport.db"))
    atexit.register(store.close)
    return store


def local(path: Path) -> Subject:
    """An instance in a database."""
    del path
    store, alias = _store(), f"local-{uuid.uuid4().hex}"
    with store.writing() as connection:
        row = instances.create(connection, account=ACCOUNT, region="eu-west-2", alias=alias)
    instance = StoredInstance(store, row)
    return Subject(instance, lambda kind, name: inside(instance, kind, name))


@cache
def _server() -> Served:
    """One server for all tests; each has an instance of its own."""
    served = serve(Path(tempfile.mkdtemp(prefix="flowport-tests-")))
    atexit.register(served.stop)
    return served


def remote(path: Path) -> Subject:
    """An instance behind our own server, over a socket."""
    del path
    served = _server()
    with served.store.writing() as connection:
        row, admin = new_instance(connection, account=ACCOUNT, region=REGION)
        key = access.add_key(connection, ACCOUNT, row.id, admin.id)
    behind = StoredInstance(served.store, row)
    instance = RemoteInstance(served.client(key), row.arn, label="server")

    def add(kind: str, name: str) -> Resource:
        made = inside(behind, kind, name)
        instance.forget(kind)
        return made

    return Subject(instance, add, behind=behind)


KINDS: dict[str, Callable[[Path], Subject]] = {"folder": folder, "local": local, "remote": remote}
