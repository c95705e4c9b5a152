"""Small worlds to migrate: flows that use each other, in an instance held in memory."""

from __future__ import annotations

import json
import threading
import uuid
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from flowport.errors import ConflictError, NotFoundError
from flowport.jobs.moving.contents import digest
from flowport.ports import (
    About,
    Alias,
    Content,
    FlowKey,
    FlowKind,
    FlowSummary,
    NewFlow,
    State,
    Status,
    Version,
    Which,
)
from flowport.refs.resource import Resource

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

__all__ = ["FakeClock", "Memory", "flow", "module", "name_versions", "names", "picture", "populate"]

_SLUGS = {FlowKind.FLOW: "contact-flow", FlowKind.MODULE: "flow-module"}
_WORDS = {"contact_flow": FlowKind.FLOW, "contact_flow_module": FlowKind.MODULE}


class FakeClock:
    """Time that passes when someone waits."""

    def __init__(self) -> None:
        self.time = 1_700_000_000.0
        self._lock = threading.Lock()

    def now(self) -> float:
        """Seconds since 1970."""
        return self.time

    def sleep(self, seconds: float) -> None:
        """Let time pass at once."""
        with self._lock:
            self.time += seconds


@dataclass(frozen=True, slots=True)
class _Held:
    """A flow as the memory has it."""

    summary: FlowSummary
    saved: str
    published: str | None
    description: str = ""
    settings: str | None = None
    tags: Mapping[str, str] | None = None
    invocation: Mapping[str, Any] | None = None
    versions: tuple[tuple[Version, str], ...] = ()
    aliases: tuple[Alias, ...] = ()


class Memory:
    """An instance that lives as long as its test."""

    paced = False
    drafts_modules = False
    root = None
    address = ""

    def remove_if_empty(self) -> None:
        """Nothing: it is not a folder."""

    def __init__(self, account: str = "111122223333") -> None:
        identifier = str(uuid.uuid4())
        arn = f"arn:aws:connect:eu-west-2:{account}:instance/{identifier}"
        self.about = About(
            arn=arn, account=account, region="eu-west-2", id=identifier, name=f"memory {account}"
        )
        self.changed: float | None = None
        self.held: dict[FlowKey, _Held] = {}
        self.things: dict[str, dict[str, tuple[Resource, dict[str, Any]]]] = {
            "queue": {},
            "hours_of_operation": {},
            "quick_connect": {},
            "lambda_function": {},
        }

    @property
    def directory(self) -> Memory:
        """Itself."""
        return self

    @property
    def instance(self) -> str:
        """Its ARN."""
        return self.about.arn

    def forget(self, kind: str | None = None) -> None:
        """Nothing is remembered."""

    @staticmethod
    def now() -> float:
        """No matter: it does not say when anything was changed."""
        return 0.0

    def unread(self) -> Sequence[str]:
        """Nothing can't be read."""
        return ()

    def resources(self, kind: str) -> Sequence[Resource] | None:
        """What it has of a kind."""
        if kind in _WORDS:
            return [f.resource for f in self.flows() if f.key.kind is _WORDS[kind]]
        return [r for r, _ in self.things[kind].values()] if kind in self.things else None

    def flows(self) -> Sequence[FlowSummary]:
        """All flows, by kind and name."""
        every = [held.summary for held in self.held.values()]
        return sorted(every, key=lambda flow: (flow.key.kind, flow.name))

    def _get(self, key: FlowKey) -> _Held:
        if key not in self.held:
            raise NotFoundError(f"there is no {key.kind} {key.id}")
        return self.held[key]

    def read(self, key: FlowKey, which: Which | int = Which.SAVED) -> Content:
        """A content."""
        held = self._get(key)
        text = held.published if which is Which.PUBLISHED else held.saved
        if not isinstance(which, Which):
            text = next((text for version, text in held.versions if version.number == which), None)
        if text is None:
            raise NotFoundError(f"{held.summary.name!r} was never published")
        return Content(
            summary=held.summary,
            text=text,
            description=held.description,
            settings=held.settings,
            tags=held.tags or {},
            invocation=held.invocation,
        )

    def create(self, new: NewFlow, *, publish: bool = False) -> FlowSummary:
        """Make a flow."""
        if any((s.key.kind, s.name) == (new.kind, new.name) for s in self.flows_now()):
            raise ConflictError(f"{new.name!r} exists already")
        key = FlowKey(new.kind, str(uuid.uuid4()))
        made = FlowSummary(
            key=key,
            arn=f"{self.about.arn}/{_SLUGS[new.kind]}/{key.id}",
            name=new.name,
            type=new.type,
            status=Status.PUBLISHED if publish else Status.SAVED,
        )
        self.held[key] = _Held(
            made,
            new.text,
            new.text if publish else None,
            new.description,
            new.settings,
            dict(new.tags),
            new.invocation,
        )
        return made

    def flows_now(self) -> list[FlowSummary]:
        """All flows, without any fault that a subclass puts before the list."""
        return [held.summary for held in self.held.values()]

    def save(self, key: FlowKey, text: str, *, settings: str | None = None) -> None:
        """Replace the draft."""
        held = self._get(key)
        self.held[key] = replace(held, saved=text, settings=settings or held.settings)

    def publish(self, key: FlowKey, text: str, *, settings: str | None = None) -> None:
        """Replace the draft and what callers hear."""
        self.save(key, text, settings=settings)
        held = self._get(key)
        summary = replace(held.summary, status=Status.PUBLISHED)
        self.held[key] = replace(held, published=text, summary=summary)

    def describe(
        self, key: FlowKey, *, name: str | None = None, description: str | None = None
    ) -> None:
        """Change name or description."""
        held = self._get(key)
        summary = replace(held.summary, name=name or held.summary.name)
        told = held.description if description is None else description
        self.held[key] = replace(held, summary=summary, description=told)

    def set_state(self, key: FlowKey, state: State) -> None:
        """Archive, or take back."""
        held = self._get(key)
        self.held[key] = replace(held, summary=replace(held.summary, state=state))

    def delete(self, key: FlowKey) -> None:
        """Delete."""
        self._get(key)
        del self.held[key]

    def versions(self, key: FlowKey) -> Sequence[Version]:
        """The versions, the newest first."""
        return [version for version, _ in reversed(self._get(key).versions)]

    def make_version(self, key: FlowKey, description: str = "") -> Version:
        """Keep what is published."""
        held = self._get(key)
        if held.published is None:
            raise NotFoundError(f"{held.summary.name!r} was never published")
        number = max((version.number for version, _ in held.versions), default=0) + 1
        made = Version(number=number, description=description)
        self.held[key] = replace(held, versions=(*held.versions, (made, held.published)))
        return made

    def delete_version(self, key: FlowKey, number: int) -> None:
        """Delete one."""
        held = self._get(key)
        left = tuple(each for each in held.versions if each[0].number != number)
        if left == held.versions:
            raise NotFoundError(f"{held.summary.name!r} has no version {number}")
        self.held[key] = replace(held, versions=left)

    def aliases(self, key: FlowKey) -> Sequence[Alias]:
        """The aliases, by name."""
        return sorted(self._get(key).aliases, key=lambda alias: alias.name)

    def create_alias(self, key: FlowKey, name: str, version: int, description: str = "") -> Alias:
        """Name a version."""
        held = self._get(key)
        if all(known.number != version for known, _ in held.versions):
            raise NotFoundError(f"{held.summary.name!r} has no version {version}")
        if any(each.name == name for each in held.aliases):
            raise ConflictError(f"an alias named {name!r} exists already")
        made = Alias(id=str(uuid.uuid4()), name=name, version=version, description=description)
        self.held[key] = replace(held, aliases=(*held.aliases, made))
        return made

    def delete_alias(self, key: FlowKey, alias: str) -> None:
        """Delete one."""
        held = self._get(key)
        left = tuple(each for each in held.aliases if each.id != alias)
        if left == held.aliases:
            raise NotFoundError(f"{held.summary.name!r} has no alias {alias}")
        self.held[key] = replace(held, aliases=left)

    def set_tags(self, key: FlowKey, tags: Mapping[str, str]) -> None:
        """Replace all tags."""
        self.held[key] = replace(self._get(key), tags=dict(tags))

    def details(self, resource: Resource) -> Mapping[str, Any]:
        """What a resource was made from."""
        return self.things[resource.kind][resource.name][1]

    def modified(self, resource: Resource) -> float | None:
        """When a resource was last changed, where a test says it."""
        del resource
        return self.changed

    def create_resource(self, kind: str, details: Mapping[str, Any]) -> Resource:
        """Make one."""
        name = str(details["Name"])
        if name in self.things[kind]:
            raise ConflictError(f"{name!r} exists already")
        identifier = str(uuid.uuid4())
        slug = kind.replace("_", "-").replace("hours-of-operation", "operating-hours")
        arn = f"{self.about.arn}/{slug}/{identifier}"
        if kind == "lambda_function":
            arn = f"arn:aws:lambda:eu-west-2:{self.about.account}:function:{name}"
        made = Resource(kind, name, arn, identifier)
        self.things[kind][name] = (made, dict(details))
        return made

    def complete_resource(self, resource: Resource, details: Mapping[str, Any]) -> None:
        """Add to what one was made from."""
        made, held = self.things[resource.kind][resource.name]
        self.things[resource.kind][resource.name] = (made, {**held, **details})

    def delete_resource(self, resource: Resource) -> None:
        """Delete one."""
        if resource.name not in self.things[resource.kind]:
            raise NotFoundError(f"there is no {resource.name!r}")
        del self.things[resource.kind][resource.name]


def _block(number: int, kind: str, value: str) -> dict[str, Any]:
    type_, parameter = {
        "flow": ("TransferToFlow", "ContactFlowId"),
        "module": ("InvokeFlowModule", "FlowModuleId"),
        "queue": ("UpdateContactTargetQueue", "QueueId"),
        "lambda": ("InvokeLambdaFunction", "LambdaFunctionARN"),
    }[kind]
    more = {"InvocationTimeLimitSeconds": "3"} if kind == "lambda" else {}
    return {
        "Identifier": f"use-{number}",
        "Type": type_,
        "Parameters": {parameter: value, **more},
        "Transitions": {
            "NextAction": f"use-{number + 1}",
            "Errors": [{"NextAction": "end", "ErrorType": "NoMatchingError"}],
            "Conditions": [],
        },
    }


def flow(uses: Iterable[tuple[str, str]] = (), text: str = "Hello.", end: str = "") -> str:
    """A content that says something, uses things (kind and id or ARN), and ends."""
    blocks = [_block(number, kind, value) for number, (kind, value) in enumerate(uses, 1)]
    say = {
        "Identifier": "use-0",
        "Type": "MessageParticipant",
        "Parameters": {"Text": text},
        "Transitions": {
            "NextAction": "use-1",
            "Errors": [{"NextAction": "end", "ErrorType": "NoMatchingError"}],
            "Conditions": [],
        },
    }
    every = [say, *blocks]
    every[-1]["Transitions"] = {**every[-1]["Transitions"], "NextAction": "end"}
    last = {
        "Identifier": "end",
        "Type": end or "DisconnectParticipant",
        "Parameters": {},
        "Transitions": {},
    }
    tree = {
        "Version": "2019-10-30",
        "StartAction": "use-0",
        "Metadata": {},
        "Actions": [*every, last],
    }
    return json.dumps(tree)


def module(uses: Iterable[tuple[str, str]] = (), text: str = "Hello.") -> str:
    """The same as a module."""
    tree = json.loads(flow(uses, text, "EndFlowModuleExecution"))
    transitions = [
        {"DisplayName": n, "ReferenceName": n, "Description": ""} for n in ("Success", "Error")
    ]
    settings = {"InputParameters": [], "OutputParameters": [], "Transitions": transitions}
    return json.dumps({**tree, "Settings": settings})


def populate(
    instance: Any,
    graph: Mapping[str, Sequence[str]],
    *,
    types: Mapping[str, str] | None = None,
    tags: Mapping[str, str] | None = None,
) -> None:
    """Make published flows that use each other.

    Args:
        instance: Where.
        graph: For each label (``flow:Main``) the labels that it uses; ``queue:`` and ``lambda:``
            are made too, where they are not there.
        types: The types of flows that are no inbound ones.
        tags: What all of them are tagged with.
    """
    made: dict[str, Resource] = {}
    for label in graph:
        kind, _, name = label.partition(":")
        new = NewFlow(
            kind=FlowKind(kind),
            name=name,
            type="MODULE" if kind == "module" else (types or {}).get(label, "CONTACT_FLOW"),
            text=module() if kind == "module" else flow(),
            description=f"It is {name}.",
            tags=tags or {},
        )
        made[label] = instance.create(new, publish=True).resource
    for used in {u for uses in graph.values() for u in uses} - set(graph):
        kind, _, name = used.partition(":")
        word = "lambda_function" if kind == "lambda" else kind
        known = instance.directory.resources(word) or ()
        found = next((each for each in known if each.name == name), None)
        made[used] = found or create(instance, word, name)
    for label, uses in graph.items():
        kind = FlowKind(label.partition(":")[0])
        wanted = [
            (u.partition(":")[0], made[u].id if u.startswith("module") else made[u].arn)
            for u in uses
        ]
        make = module if kind is FlowKind.MODULE else flow
        instance.publish(FlowKey(kind, made[label].id), make(wanted, f"This is {label}."))


def name_versions(instance: Any) -> None:
    """A module with a version and an alias, and a flow that names both."""
    populate(instance, {"module:Kept": [], "flow:Named": []})
    keys = {each.name: each.key for each in instance.flows()}
    instance.make_version(keys["Kept"])
    alias = instance.create_alias(keys["Kept"], "live", 1)
    uses = [("module", f"{keys['Kept'].id}:{behind}") for behind in ("1", alias.id)]
    instance.publish(keys["Named"], flow(uses))


def create(instance: Any, kind: str, name: str) -> Resource:
    """A resource with what one of its kind must have."""
    details: dict[str, Any] = {"Name": name}
    if kind == "queue":
        known = instance.directory.resources("hours_of_operation") or ()
        hours = next((each for each in known if each.name == "Always"), None)
        hours = hours or create(instance, "hours_of_operation", "Always")
        details["HoursOfOperationId"] = hours.id
    if kind == "hours_of_operation":
        day = {"StartTime": {"Hours": 0, "Minutes": 0}, "EndTime": {"Hours": 0, "Minutes": 0}}
        details |= {"TimeZone": "UTC", "Config": [{"Day": "MONDAY", **day}]}
    made: Resource = instance.create_resource(kind, details)
    return made


def names(instance: Any) -> list[str]:
    """The labels of all flows."""
    return [f"{flow.key.kind}:{flow.name}" for flow in instance.flows()]


def picture(instance: Any, *, ids: bool = False) -> dict[str, Any]:
    """All that an instance holds, ids put as names, so that two can be compared."""
    words: dict[str, str] = {}
    if not ids:
        for each in instance.flows():
            words |= {each.key.id: f"<{each.key.kind}:{each.name}>"}
        for kind in ("queue", "hours_of_operation", "quick_connect"):
            for each in instance.directory.resources(kind) or ():
                words[each.id] = f"<{kind}:{each.name}>"
        for each in instance.flows():
            words |= {alias.id: f"<alias:{alias.name}>" for alias in instance.aliases(each.key)}
        words[instance.about.arn] = "<instance>"
    found: dict[str, Any] = {}
    for each in instance.flows():
        saved = instance.read(each.key, Which.SAVED)
        try:
            published = instance.read(each.key, Which.PUBLISHED).text
        except NotFoundError:
            published = None
        label = f"{each.key.kind}:{each.name}"
        assert label not in found, f"{label} is there twice"
        found[label] = (
            each.key.id if ids else "",
            each.type,
            str(each.state),
            saved.description,
            dict(saved.tags),
            digest(_put(saved.text, words)),
            None if published is None else digest(_put(published, words)),
            [(version.number, version.description) for version in instance.versions(each.key)],
            [(alias.name, alias.version) for alias in instance.aliases(each.key)],
        )
    for kind in ("queue", "hours_of_operation", "quick_connect"):
        for each in instance.directory.resources(kind) or ():
            found[f"{kind}:{each.name}"] = each.id if ids else ""
    return found


def _put(text: str, words: Mapping[str, str]) -> str:
    for old, new in words.items():
        text = text.replace(old, new)
    return text
