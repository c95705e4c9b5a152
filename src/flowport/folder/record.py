"""What ``instance.json`` says: the instance, its resources, and what files can't say themselves.

Every list is sorted and every default left out, so that version control shows real changes only.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, replace
from typing import TYPE_CHECKING, Any

import orjson

from flowport.catalogue.creatable import CREATABLE
from flowport.catalogue.references import REFERENCE_KINDS
from flowport.errors import DocumentError, InstanceError
from flowport.model.parse import parse as parse_json
from flowport.ports import Alias, FlowKind, State
from flowport.refs.arn import parse
from flowport.refs.resource import Resource

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["FlowRecord", "InstanceRecord", "dump", "load"]

#: What stands as text in a flow's entry.
_TEXTS = ("file", "id", "name", "type", "description", "settings", "published")

_HEADER = {"flowport": "folder"}

#: The formats of a folder: 1 is that of version 0.1, which knows no alias and no way to invoke a
#: module from outside. It is written for as long as it can say everything.
_FORMATS = (1, 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowRecord:
    """What is kept of a flow beside its file.

    Attributes:
        file: The file, relative to the folder, with slashes.
        kind: Flow or module.
        id: Its id.
        name: Its name.
        type: Its type as the API spells it.
        description: Its description.
        state: Active or archived.
        settings: A module's ``Settings`` as JSON text.
        tags: Its tags.
        published: The SHA-256 of the published text, None where it was never published.
        versions: Number, description and time of each version, the oldest first.
        aliases: Its aliases.
        invocation: A module's ``ExternalInvocationConfiguration``.
    """

    file: str
    kind: FlowKind
    id: str
    name: str
    type: str
    description: str = ""
    state: State = State.ACTIVE
    settings: str | None = None
    tags: Mapping[str, str] = field(default_factory=dict)
    published: str | None = None
    versions: tuple[tuple[int, str, float | None], ...] = ()
    aliases: tuple[Alias, ...] = ()
    invocation: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InstanceRecord:
    """The whole of ``instance.json``.

    Attributes:
        arn: The instance's ARN.
        alias: Its name.
        resources: Its resources by kind; a kind that is not there is unknown.
        entries: What is kept of each flow, by file.
        details: What resources were made from, by ARN or id.
    """

    arn: str
    alias: str = ""
    resources: Mapping[str, tuple[Resource, ...]] = field(default_factory=dict)
    entries: Mapping[str, FlowRecord] = field(default_factory=dict)
    details: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    def with_entry(self, entry: FlowRecord) -> InstanceRecord:
        """With a flow's entry added or replaced."""
        return replace(self, entries={**self.entries, entry.file: entry})

    def without_entry(self, file: str) -> InstanceRecord:
        """With a flow's entry gone."""
        return replace(self, entries={k: v for k, v in self.entries.items() if k != file})

    def with_resources(self, *resources: Resource) -> InstanceRecord:
        """With resources added; one of the same kind and ARN (or id) is replaced."""
        known = {kind: {r.arn or r.id: r for r in these} for kind, these in self.resources.items()}
        for resource in resources:
            known.setdefault(resource.kind, {})[resource.arn or resource.id] = resource
        every = {kind: tuple(these.values()) for kind, these in known.items()}
        return replace(self, resources=every)


def dump(record: InstanceRecord) -> bytes:
    """The file."""
    new = any(e.aliases or e.invocation is not None for e in record.entries.values())
    tree = {
        **_HEADER,
        "format": _FORMATS[new],
        "instance": {"arn": record.arn, "alias": record.alias},
        "resources": {
            kind: [_resource_tree(r, record.details) for r in sorted(record.resources[kind])]
            for kind in sorted(record.resources)
        },
        "flows": [_entry_tree(record.entries[file]) for file in sorted(record.entries)],
    }
    try:
        return orjson.dumps(tree, option=orjson.OPT_INDENT_2) + b"\n"
    except TypeError:  # half of a character in a name
        return (json.dumps(tree, indent=2) + "\n").encode()


def _resource_tree(resource: Resource, details: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    tree: dict[str, Any] = {"name": resource.name, "arn": resource.arn}
    if resource.id and resource.id != _tail(resource.arn):
        tree["id"] = resource.id
    tree |= {"type": resource.type} if resource.type else {}
    made = details.get(resource.arn or resource.id)
    return {**tree, "details": dict(made)} if made else tree


def _tail(arn: str) -> str:
    found = parse(arn)
    return found.tail if found else ""


def _entry_tree(entry: FlowRecord) -> dict[str, Any]:
    tree: dict[str, Any] = {"file": entry.file, "kind": str(entry.kind), "id": entry.id}
    tree |= {"name": entry.name, "type": entry.type}
    tree |= {"description": entry.description} if entry.description else {}
    tree |= {"state": str(entry.state)} if entry.state is not State.ACTIVE else {}
    tree |= {"settings": entry.settings} if entry.settings else {}
    tree |= {"tags": dict(sorted(entry.tags.items()))} if entry.tags else {}
    tree |= {"published": entry.published} if entry.published else {}
    if entry.versions:
        words = ("number", "description", "modified")
        tree["versions"] = [dict(zip(words, each, strict=True)) for each in entry.versions]
    if entry.aliases:
        tree["aliases"] = [asdict(each) for each in sorted(entry.aliases, key=lambda a: a.name)]
    if entry.invocation is not None:
        tree["externalInvocation"] = dict(entry.invocation)
    return tree


def load(data: bytes, name: str) -> InstanceRecord:
    """The record that a file holds; ``name`` is what messages call the file.

    Raises:
        InstanceError: It is damaged; the sentence says where.
    """
    try:
        tree = parse_json(data, source=name, most=len(data))
    except DocumentError as error:
        raise InstanceError(str(error)) from None
    try:
        return _record(tree)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        wrong = f"lacks {error}" if isinstance(error, KeyError) else f"is damaged: {error}"
        raise InstanceError(f"{name}: it {wrong}; fix it, or restore it from a backup") from None


def _record(tree: Any) -> InstanceRecord:
    if tree.get("format", 1) not in _FORMATS:
        raise ValueError(
            f"its format is {tree['format']!r}, and this version reads {_FORMATS[-1]} at most; "
            "upgrade Flowport"
        )
    resources: dict[str, tuple[Resource, ...]] = {}
    details: dict[str, Mapping[str, Any]] = {}
    for kind, these in tree.get("resources", {}).items():
        if kind not in REFERENCE_KINDS and kind not in CREATABLE:
            raise ValueError(f"there is no kind of resource {kind!r}")
        resources[kind] = tuple(_resource(kind, each) for each in these)
        details |= {e.get("arn") or e["id"]: e["details"] for e in these if "details" in e}
    entries = [_entry(each) for each in tree.get("flows", [])]
    arn = parse(tree["instance"]["arn"])
    if arn is None or arn.instance is None:
        raise ValueError(f"{tree['instance']['arn']!r} is not the ARN of an instance")
    return InstanceRecord(
        arn=tree["instance"]["arn"],
        alias=tree["instance"].get("alias", ""),
        resources=resources,
        entries={entry.file: entry for entry in entries},
        details=details,
    )


def _resource(kind: str, tree: Mapping[str, Any]) -> Resource:
    arn, name = tree.get("arn", ""), tree["name"]
    if not isinstance(arn, str) or not isinstance(name, str):
        raise TypeError("the name and ARN of a resource are text")
    return Resource(kind, name, arn, tree.get("id", "") or _tail(arn), tree.get("type", ""))


def _is_text(tree: Mapping[str, Any], word: str) -> bool:
    value = tree.get(word, "")
    return isinstance(value, str) or (value is None and word in {"settings", "published"})


def _entry(tree: Mapping[str, Any]) -> FlowRecord:
    wrong = next((word for word in _TEXTS if not _is_text(tree, word)), None)
    tags = tree.get("tags", {})
    if wrong or not isinstance(tags, dict):
        raise TypeError(
            f"{wrong or 'tags'} of the flow {tree['id']!r} is {tree[wrong or 'tags']!r}, "
            f"and should be {'a string' if wrong else 'an object'}"
        )
    versions = [
        (v["number"], v.get("description", ""), v.get("modified")) for v in tree.get("versions", [])
    ]
    return FlowRecord(
        file=tree["file"],
        kind=FlowKind(tree["kind"]),
        id=tree["id"],
        name=tree["name"],
        type=tree["type"],
        description=tree.get("description", ""),
        state=State(tree.get("state", "ACTIVE")),
        settings=tree.get("settings"),
        tags=tags,
        published=tree.get("published"),
        versions=tuple(versions),
        aliases=tuple(Alias(**each) for each in tree.get("aliases", [])),
        invocation=tree.get("externalInvocation"),
    )
