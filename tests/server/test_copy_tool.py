"""A copy tool's save, diff and copy: everything of an instance, with ids replaced as text.

Source of the order, of what is left out of each description and of the templates that new flows
begin with: amazon-connect-copy (connect_save, connect_diff, connect_copy) and the backup tool made
of it. What a description has too much, the client refuses before it sends, as the AWS CLI does.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest

from flowport.store import access
from serving import ACCOUNT, content, module_content

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from serving import Served

_STAMPS = {"LastModifiedTime", "LastModifiedRegion"}


@dataclass(frozen=True)
class _Kind:
    """How the tool saves and creates one kind.

    Attributes:
        word: What operations call it.
        rows: The member of the list.
        apart: What it deletes from a description before it creates.
        key: The member that holds the id.
    """

    word: str
    rows: str
    apart: frozenset[str]
    key: str

    @property
    def described(self) -> str:
        """The member of a describe that holds it."""
        return "".join(part.capitalize() for part in self.word.split("_"))


_KINDS = (
    _Kind(
        "hours_of_operation",
        "HoursOfOperationSummaryList",
        frozenset({"HoursOfOperationId", "HoursOfOperationArn"}),
        "HoursOfOperationId",
    ),
    _Kind("queue", "QueueSummaryList", frozenset({"QueueId", "QueueArn", "Status"}), "QueueId"),
    _Kind(
        "routing_profile",
        "RoutingProfileSummaryList",
        frozenset(
            {
                "IsDefault",
                "NumberOfAssociatedManualAssignmentQueues",
                "NumberOfAssociatedQueues",
                "NumberOfAssociatedUsers",
                "RoutingProfileArn",
                "RoutingProfileId",
            }
        ),
        "RoutingProfileId",
    ),
    _Kind(
        "quick_connect",
        "QuickConnectSummaryList",
        frozenset({"QuickConnectARN", "QuickConnectId"}),
        "QuickConnectId",
    ),
    _Kind(
        "security_profile",
        "SecurityProfileSummaryList",
        frozenset({"Arn", "Id", "OrganizationResourceId"}),
        "Id",
    ),
)
_PLURALS = {"hours_of_operation": "hours_of_operations"}


@dataclass
class _Alias:
    """One instance, and what was saved of it, by the names of the tool's files."""

    client: Any
    instance: str
    files: dict[str, Any] = field(default_factory=dict)

    def call(self, operation: str, **params: Any) -> dict[str, Any]:
        found = getattr(self.client, operation)(**{**params, "InstanceId": self.instance})
        return {name: each for name, each in found.items() if name != "ResponseMetadata"}

    def listed(self, operation: str, rows: str, **params: Any) -> list[dict[str, Any]]:
        pages = self.client.get_paginator(operation).paginate(InstanceId=self.instance, **params)
        return [each for page in pages for each in page[rows]]

    def save(self) -> None:
        """Everything of the instance, as connect_save writes it."""
        self.files = {}
        for kind in _KINDS:
            self._save_kind(kind)
        for prompt in self.listed("list_prompts", "PromptSummaryList"):
            self.files[f"prompt_{prompt['Name']}"] = prompt["Id"]
        for each in self.listed("list_contact_flow_modules", "ContactFlowModulesSummaryList"):
            found = self.call("describe_contact_flow_module", ContactFlowModuleId=each["Id"])
            self.files[f"module_{each['Name']}"] = found["ContactFlowModule"]
        for each in self.listed("list_contact_flows", "ContactFlowSummaryList"):
            found = self.call("describe_contact_flow", ContactFlowId=each["Id"])
            self.files[f"flow_{each['Name']}"] = found["ContactFlow"]

    def _save_kind(self, kind: _Kind) -> None:
        operation = f"list_{_PLURALS.get(kind.word, kind.word + 's')}"
        standard = {"QueueTypes": ["STANDARD"]} if kind.word == "queue" else {}
        for each in self.listed(operation, kind.rows, **standard):
            key = f"{kind.described}Id"
            found = self.call(f"describe_{kind.word}", **{key: each["Id"]})[kind.described]
            kept = {name: value for name, value in found.items() if name not in _STAMPS}
            self.files[f"{kind.word}_{each['Name']}"] = kept
            self._save_more(kind, each)

    def _save_more(self, kind: _Kind, each: Mapping[str, Any]) -> None:
        """What the tool saves beside a description."""
        if kind.word == "routing_profile":
            rows = self.listed(
                "list_routing_profile_queues",
                "RoutingProfileQueueConfigSummaryList",
                RoutingProfileId=each["Id"],
            )
            self.files[f"routingQs_{each['Name']}"] = rows
        if kind.word == "security_profile":
            self.files[f"permissions_{each['Name']}"] = self.listed(
                "list_security_profile_permissions", "Permissions", SecurityProfileId=each["Id"]
            )
        if kind.word == "hours_of_operation":
            self.files[f"overrides_{each['Name']}"] = self.listed(
                "list_hours_of_operation_overrides",
                "HoursOfOperationOverrideList",
                HoursOfOperationId=each["Id"],
            )


class _Copy:
    """What connect_copy does: what the target lacks is created, the rest updated."""

    def __init__(self, source: _Alias, target: _Alias) -> None:
        self.source, self.target = source, target
        self.sed: dict[str, str] = {source.instance: target.instance}
        for kind in _KINDS:
            self._pair(f"{kind.word}_", kind.key)
        self._pair("module_", "Id")
        self._pair("flow_", "Id")
        for name, one in source.files.items():
            if name.startswith("prompt_") and name in target.files:
                self.sed[one] = target.files[name]

    def _pair(self, prefix: str, key: str) -> None:
        """Ids of what both have under one name."""
        for name in self.source.files.keys() & self.target.files.keys():
            if name.startswith(prefix):
                self.sed[self.source.files[name][key]] = self.target.files[name][key]

    def replaced(self, found: Any) -> Any:
        """A saved file with the target's ids, as sed makes it of the text."""
        text = json.dumps(found, default=str)
        for old, new in self.sed.items():
            text = text.replace(old, new)
        return json.loads(text)

    def new(self, prefix: str) -> list[str]:
        """The files of a kind that the target lacks, by connect_diff's rule: the name."""
        missing = self.source.files.keys() - self.target.files.keys()
        return sorted(name for name in missing if name.startswith(prefix))

    def run(self) -> int:
        """Copy, what refers to flows at the end; gives how many things were created."""
        created = sum(self._create_kind(kind) for kind in _KINDS[:-2])
        modules, flows = self.new("module_"), self.new("flow_")
        for name in modules:
            made = self.target.call(
                "create_contact_flow_module", Name=name[7:], Content=module_content()
            )
            self.sed[self.source.files[name]["Id"]] = made["Id"]
        for name in flows:
            made = self.target.call(
                "create_contact_flow",
                Name=name[5:],
                Type=self.source.files[name]["Type"],
                Content=content(),
            )
            self.sed[self.source.files[name]["Id"]] = made["ContactFlowId"]
        for name in modules:
            self._update("contact_flow_module", "ContactFlowModuleId", self.source.files[name])
        for name in flows:
            self._update("contact_flow", "ContactFlowId", self.source.files[name])
        created += sum(self._create_kind(kind) for kind in _KINDS[-2:])
        return created + len(modules) + len(flows)

    def _create_kind(self, kind: _Kind) -> int:
        names = self.new(f"{kind.word}_")
        for name in names:
            found = self.replaced(self.source.files[name])
            params = {key: each for key, each in found.items() if key not in kind.apart}
            if kind.word == "security_profile":
                title = name.removeprefix("security_profile_")
                params["Permissions"] = self.source.files[f"permissions_{title}"]
            made = self.target.call(f"create_{kind.word}", **params)
            one = made.get(f"{kind.described}Id")
            self.sed[self.source.files[name][kind.key]] = str(one)
            self._create_more(kind, name.removeprefix(f"{kind.word}_"), str(one))
        return len(names)

    def _create_more(self, kind: _Kind, title: str, one: str) -> None:
        if kind.word == "routing_profile":
            rows = self.replaced(self.source.files[f"routingQs_{title}"])
            configs = [
                {
                    "QueueReference": {"QueueId": each["QueueId"], "Channel": each["Channel"]},
                    "Priority": each["Priority"],
                    "Delay": each["Delay"],
                }
                for each in rows
            ]
            self.target.call(
                "associate_routing_profile_queues", RoutingProfileId=one, QueueConfigs=configs
            )
        if kind.word == "hours_of_operation":
            for each in self.source.files[f"overrides_{title}"]:
                apart = {"HoursOfOperationOverrideId", "HoursOfOperationArn", "HoursOfOperationId"}
                params = {k: v for k, v in each.items() if k not in apart | _STAMPS}
                self.target.call(
                    "create_hours_of_operation_override", HoursOfOperationId=one, **params
                )

    def _update(self, word: str, key: str, found: Mapping[str, Any]) -> None:
        where = {key: self.sed[found["Id"]]}
        text = found["Content"]
        for old, new in self.sed.items():
            text = text.replace(old, new)
        self.target.call(f"update_{word}_content", **where, Content=text)
        description = found.get("Description") or found["Name"]
        self.target.call(f"update_{word}_metadata", **where, Description=description)


_OPEN = {
    "Day": "MONDAY",
    "StartTime": {"Hours": 8, "Minutes": 0},
    "EndTime": {"Hours": 17, "Minutes": 30},
}


def _furnish(alias: _Alias) -> None:
    """What the source has beyond a new instance, with names that a file can't have."""
    hours = alias.call(
        "create_hours_of_operation", Name="Ladenöffnung / Süd", TimeZone="UTC", Config=[_OPEN]
    )["HoursOfOperationId"]
    alias.call(
        "create_hours_of_operation_override",
        HoursOfOperationId=hours,
        Name="Closed",
        Config=[],
        EffectiveFrom="2026-12-25",
        EffectiveTill="2026-12-26",
    )
    queue = alias.call(
        "create_queue", Name='The "big" queue', HoursOfOperationId=hours, Tags={"a": "b"}
    )
    routing = alias.call(
        "create_routing_profile",
        Name="Big",
        Description="d",
        DefaultOutboundQueueId=queue["QueueId"],
        MediaConcurrencies=[{"Channel": "VOICE", "Concurrency": 1}],
    )["RoutingProfileId"]
    reference = {"QueueId": queue["QueueId"], "Channel": "VOICE"}
    config = {"QueueReference": reference, "Priority": 2, "Delay": 30}
    alias.call("associate_routing_profile_queues", RoutingProfileId=routing, QueueConfigs=[config])
    alias.call(
        "create_security_profile",
        SecurityProfileName="Readers",
        Description="d",
        Permissions=["ContactFlows.View"],
    )
    module = alias.call(
        "create_contact_flow_module", Name="Greeting", Content=module_content(), Description="d"
    )["Arn"]
    prompt = next(each for each in alias.listed("list_prompts", "PromptSummaryList"))["Arn"]
    flow = alias.call(
        "create_contact_flow",
        Name="Menu & more",
        Type="QUEUE_TRANSFER",
        Content=_flow(queue["QueueArn"], module, prompt),
        Description="Sends everybody on.",
    )
    alias.call(
        "create_quick_connect",
        Name="To the queue",
        QuickConnectConfig={
            "QuickConnectType": "QUEUE",
            "QueueConfig": {"QueueId": queue["QueueId"], "ContactFlowId": flow["ContactFlowId"]},
        },
    )


def _flow(queue: str, module: str, prompt: str) -> str:
    """A flow that plays a prompt, runs a module and transfers to a queue."""
    found = json.loads(content({"PromptId": prompt}))
    say, end = found["Actions"]
    say["Transitions"]["NextAction"] = "module"

    def block(name: str, kind: str, parameters: Any, then: str, *errors: str) -> dict[str, Any]:
        return {
            "Identifier": name,
            "Type": kind,
            "Parameters": parameters,
            "Transitions": {
                "NextAction": then,
                "Errors": [{"NextAction": "end", "ErrorType": each} for each in errors],
                "Conditions": [],
            },
        }

    found["Actions"] = [
        say,
        block("module", "InvokeFlowModule", {"FlowModuleId": module}, "set", "NoMatchingError"),
        block("set", "UpdateContactTargetQueue", {"QueueId": queue}, "transfer", "NoMatchingError"),
        block(
            "transfer", "TransferContactToQueue", {}, "end", "QueueAtCapacity", "NoMatchingError"
        ),
        end,
    ]
    return json.dumps(found)


@pytest.fixture(scope="module")
def aliases(start: Callable[..., Served]) -> tuple[_Alias, _Alias]:
    """A furnished source, and a new target of the same account, after one copy."""
    served = start(alias="saved-from")
    with served.store.writing() as connection:
        client = served.client(access.add_key(connection, ACCOUNT))
    made = client.create_instance(
        IdentityManagementType="CONNECT_MANAGED",
        InboundCallsEnabled=True,
        OutboundCallsEnabled=True,
        InstanceAlias="copied-into",
    )
    source, target = _Alias(client, served.instance), _Alias(client, made["Id"])
    _furnish(source)
    source.save()
    target.save()
    assert _Copy(source, target).run() == 7
    target.save()
    return source, target


def test_second_copy_has_nothing_to_create(aliases: tuple[_Alias, _Alias]) -> None:
    """After a copy, a diff by name finds nothing that the target lacks."""
    assert _Copy(*aliases).run() == 0


def test_target_is_saved_as_the_source(aliases: tuple[_Alias, _Alias]) -> None:
    """With its ids in place of the source's, the target's files are those of the source."""
    source, target = aliases
    copy = _Copy(*aliases)
    plain = {
        name: _plain(copy.replaced(each))
        for name, each in source.files.items()
        if not name.startswith("prompt_")
    }

    assert plain == {
        name: _plain(json.loads(json.dumps(each, default=str)))
        for name, each in target.files.items()
        if not name.startswith("prompt_")
    }


def _plain(found: Any) -> Any:
    """A saved file without times, hashes of contents, and the ids of overrides."""
    text = json.dumps(found, sort_keys=True)
    text = re.sub(r'"(LastModifiedTime|\w+Sha256|HoursOfOperationOverrideId)": "[^"]*"', "", text)
    return re.sub(r"/operating-hours-override/[\w-]+", "", text)


def test_nothing_of_the_target_names_the_source(aliases: tuple[_Alias, _Alias]) -> None:
    """No file of the target has the id of the source instance."""
    source, target = aliases

    assert source.instance not in json.dumps(target.files, default=str)


@pytest.mark.parametrize("kind", _KINDS[:3], ids=lambda kind: kind.word)
def test_older_tool_creates_from_classic_fields(start: Callable[..., Served], kind: _Kind) -> None:
    """With ``--fields classic``, a tool that drops ids and ARNs alone can create from the rest."""
    served = start(classic=True)
    alias = _Alias(served.client(), served.instance)
    alias.save()
    name, found = next(each for each in alias.files.items() if each[0].startswith(kind.word))
    apart = {f"{kind.described}Id", f"{kind.described}Arn", "Status"}
    params = {member: each for member, each in found.items() if member not in apart}
    title = name.removeprefix(f"{kind.word}_")
    made = alias.call(f"create_{kind.word}", **{**params, "Name": f"{title} again"})

    assert made[f"{kind.described}Arn"].startswith(served.arn)
