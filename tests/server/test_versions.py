"""Versions and aliases of flows and modules with boto3."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

import pytest
from botocore.exceptions import ClientError

from serving import Served, content, module_content

MODULE = module_content()


@dataclass(frozen=True)
class Thing:
    """A flow or module, and its operations by what they do."""

    connect: Any
    word: str
    text: str
    where: dict[str, Any]

    def ask(self, verb: str, rest: str, **params: Any) -> Any:
        """Call ``<verb>_contact_flow[_module]<rest>``."""
        name = "contact_flow" if self.word == "ContactFlow" else "contact_flow_module"
        return getattr(self.connect, f"{verb}_{name}{rest}")(**self.where, **params)


@pytest.fixture(params=["ContactFlow", "ContactFlowModule"])
def thing(request: pytest.FixtureRequest, served: Served, connect: Any) -> Thing:
    """A published flow, or a module."""
    where = {"InstanceId": served.instance}
    if request.param == "ContactFlow":
        made = connect.create_contact_flow(
            **where, Name=uuid.uuid4().hex, Type="CONTACT_FLOW", Content=content()
        )
        found = {**where, "ContactFlowId": made["ContactFlowId"]}
        return Thing(connect, request.param, content(), found)
    made = connect.create_contact_flow_module(**where, Name=uuid.uuid4().hex, Content=MODULE)
    found = {**where, "ContactFlowModuleId": made["Id"]}
    return Thing(connect, request.param, MODULE, found)


def test_versions_count_up(thing: Thing) -> None:
    """Every version has the next number, and the list begins with the newest."""
    for _ in range(2):
        thing.ask("create", "_version")

    rows = next(
        value for value in thing.ask("list", "_versions").values() if isinstance(value, list)
    )

    assert [row["Version"] for row in rows] == [2, 1]


def test_version_keeps_its_content(thing: Thing) -> None:
    """An update after a version leaves the version as it was."""
    thing.ask("create", "_version", Description="first")
    thing.ask("update", "_content", Content=thing.text.replace("Hello.", "Bye."))
    key = f"{thing.word}Id"
    numbered = Thing(
        thing.connect, thing.word, thing.text, {**thing.where, key: f"{thing.where[key]}:1"}
    )

    found = numbered.ask("describe", "")[thing.word]

    assert (found["Content"], found["Version"], found["VersionDescription"]) == (
        thing.text,
        1,
        "first",
    )


def test_alias_names_a_version(thing: Thing) -> None:
    """An alias is made, described, moved to another version, and deleted."""
    for _ in range(2):
        thing.ask("create", "_version")
    made = thing.ask("create", "_alias", AliasName="live", **{f"{thing.word}Version": 1})["Id"]
    thing.ask("update", "_alias", AliasId=made, **{f"{thing.word}Version": 2})

    found = thing.ask("describe", "_alias", AliasId=made)[f"{thing.word}Alias"]
    thing.ask("delete", "_alias", AliasId=made)

    assert (found["Name"], found["Version"]) == ("live", 2)
    with pytest.raises(ClientError, match="ResourceNotFoundException"):
        thing.ask("describe", "_alias", AliasId=made)


def test_alias_of_no_version_is_refused(thing: Thing) -> None:
    """An alias can't name a version that does not exist."""
    with pytest.raises(ClientError, match="ResourceNotFoundException"):
        thing.ask("create", "_alias", AliasName="live", **{f"{thing.word}Version": 7})


def test_wrong_hash_makes_no_version(thing: Thing) -> None:
    """A version of a content that is no longer the published one is refused."""
    member = "FlowContentSha256" if thing.word == "ContactFlow" else "FlowModuleContentSha256"

    with pytest.raises(ClientError, match="InvalidParameterException"):
        thing.ask("create", "_version", **{member: "0" * 64})


def test_deleted_version_is_gone(thing: Thing) -> None:
    """A deleted version's number is not given again."""
    thing.ask("create", "_version")
    thing.ask("delete", "_version", **{f"{thing.word}Version": 1})

    made = thing.ask("create", "_version")

    assert made["Version"] == 2
