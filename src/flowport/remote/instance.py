"""An instance over the Connect API: a live one, or any server that speaks it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from flowport.catalogue.families import FAMILIES, VERSION, settings
from flowport.errors import (
    DocumentError,
)
from flowport.model import Flow, read_text
from flowport.ports import (
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
from flowport.remote.answer_checks import pages
from flowport.remote.directory import RemoteDirectory, summary_of
from flowport.remote.errors import told

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from flowport.catalogue.families import FlowFamily

__all__ = ["RemoteInstance"]

_VERSIONS_PAGE = 100

_SUFFIXES = {Which.SAVED: ":$SAVED", Which.PUBLISHED: ""}

#: A module can't be made as a draft over the API: it is made as this, and the draft saved over it.
_SHELL = {
    "Version": VERSION,
    "StartAction": "end",
    "Metadata": {},
    "Actions": [
        {"Identifier": "end", "Type": "EndFlowModuleExecution", "Parameters": {}, "Transitions": {}}
    ],
    "Settings": settings("Success", "Error"),
}


class RemoteInstance(RemoteDirectory):
    """An instance over the Connect API, with its flows and modules."""

    paced = True
    drafts_modules = False
    root = None
    address = ""

    def flows(self) -> Sequence[FlowSummary]:
        """All flows and modules, by kind and name."""
        found = [flow for family in FAMILIES.values() for flow in self._of(family)]
        return sorted(found, key=lambda flow: (flow.key.kind, flow.name, flow.key.id))

    def read(self, key: FlowKey, which: Which | int = Which.SAVED) -> Content:
        """The saved or published content, or a version."""
        family = FAMILIES[key.kind]
        suffix = _SUFFIXES[which] if isinstance(which, Which) else f":{which}"
        found = self._call(family, "describe", key, f"read {family.title} {key.id}", suffix=suffix)
        row = found[family.word]
        return Content(
            summary=summary_of(family, row),
            text=row.get("Content", ""),
            description=row.get("Description") or "",
            settings=row.get("Settings") or None,
            tags=row.get("Tags") or {},
            version=None if isinstance(which, Which) else which,
            invocation=row.get("ExternalInvocationConfiguration") or None,
            modified=modified.timestamp() if (modified := row.get("LastModifiedTime")) else None,
        )

    def create(self, new: NewFlow, *, publish: bool = False) -> FlowSummary:
        """Make a flow or module; a module that is not to be published begins as an empty one."""
        family = FAMILIES[new.kind]
        params: dict[str, Any] = {
            "InstanceId": self.about.id,
            "Name": new.name,
            "Content": new.text,
        }
        params |= {"Description": new.description} if new.description else {}
        params |= {"Tags": dict(new.tags)} if new.tags else {}
        if new.invocation is not None:
            params |= {"ExternalInvocationConfiguration": dict(new.invocation)}
        if new.kind is FlowKind.FLOW:
            params |= {
                "Type": new.type,
                "Status": str(Status.PUBLISHED if publish else Status.SAVED),
            }
        elif publish:
            params |= _settings(new.settings, new.text)
        else:
            params["Content"] = json.dumps(_SHELL)
            params |= _settings(None, params["Content"])
        with told(self.label, f"create {family.title} {new.name!r}"):
            found = getattr(self.client, family.method("create"))(**params)
        self.forget(family.reference)
        made = FlowSummary(
            key=FlowKey(new.kind, found[family.new_id]),
            arn=found[family.new_arn],
            name=new.name,
            type=new.type,
            status=Status.PUBLISHED if publish or new.kind is FlowKind.MODULE else Status.SAVED,
        )
        if new.kind is FlowKind.MODULE and not publish:
            self.save(made.key, new.text, settings=new.settings)
        return made

    def save(self, key: FlowKey, text: str, *, settings: str | None = None) -> None:
        """Replace the draft."""
        self._write(key, text, settings, ":$SAVED", "save")

    def publish(self, key: FlowKey, text: str, *, settings: str | None = None) -> None:
        """Replace the draft and what callers hear."""
        self._write(key, text, settings, "", "publish")

    def _write(self, key: FlowKey, text: str, settings: str | None, suffix: str, verb: str) -> None:
        family = FAMILIES[key.kind]
        more = _settings(settings, text) if key.kind is FlowKind.MODULE else {}
        step = f"{verb} {family.title} {key.id}"
        self._call(family, "content", key, step, suffix=suffix, Content=text, **more)

    def describe(
        self, key: FlowKey, *, name: str | None = None, description: str | None = None
    ) -> None:
        """Change the name or description."""
        family = FAMILIES[key.kind]
        given = {"Name": name, "Description": description}
        params = {word: value for word, value in given.items() if value is not None}
        if params:
            self._call(family, "metadata", key, f"rename {family.title} {key.id}", **params)
            self.forget(family.reference)

    def set_state(self, key: FlowKey, state: State) -> None:
        """Archive, or take back."""
        family = FAMILIES[key.kind]
        verb = "archive" if state is State.ARCHIVED else "restore"
        self._call(
            family, "metadata", key, f"{verb} {family.title} {key.id}", **{family.state: str(state)}
        )

    def delete(self, key: FlowKey) -> None:
        """Delete with all versions."""
        family = FAMILIES[key.kind]
        self._call(family, "delete", key, f"delete {family.title} {key.id}")
        self.forget(family.reference)

    def versions(self, key: FlowKey) -> Sequence[Version]:
        """The versions, the newest first."""
        family = FAMILIES[key.kind]
        found: list[Version] = []
        with told(self.label, f"list the versions of {family.title} {key.id}"):
            asked = {"InstanceId": self.about.id, family.id: key.id}
            for page in pages(self.client, family.method("versions"), _VERSIONS_PAGE, **asked):
                found += [_version(row) for row in page[family.version_rows]]
        return sorted(found, key=lambda version: -version.number)

    def make_version(self, key: FlowKey, description: str = "") -> Version:
        """Keep the published content as a version."""
        family = FAMILIES[key.kind]
        more = {"Description": description} if description else {}
        found = self._call(
            family, "version", key, f"make a version of {family.title} {key.id}", **more
        )
        return Version(number=found["Version"], description=description)

    def delete_version(self, key: FlowKey, number: int) -> None:
        """Delete a version."""
        family = FAMILIES[key.kind]
        step = f"delete version {number} of {family.title} {key.id}"
        which: dict[str, Any] = {family.version: number}
        self._call(family, "delete_version", key, step, **which)

    def aliases(self, key: FlowKey) -> Sequence[Alias]:
        """The aliases, by name."""
        family = FAMILIES[key.kind]
        found: list[Alias] = []
        with told(self.label, f"list the aliases of {family.title} {key.id}"):
            asked = {"InstanceId": self.about.id, family.id: key.id}
            for page in pages(self.client, family.method("aliases"), _VERSIONS_PAGE, **asked):
                found += [_alias(row) for row in page[family.alias_rows]]
        return sorted(found, key=lambda alias: alias.name)

    def create_alias(self, key: FlowKey, name: str, version: int, description: str = "") -> Alias:
        """Name a version."""
        family = FAMILIES[key.kind]
        params: dict[str, Any] = {"AliasName": name, family.version: version}
        params |= {"Description": description} if description else {}
        step = f"create the alias {name!r} of {family.title} {key.id}"
        made = self._call(family, "alias", key, step, **params)
        return Alias(id=made["Id"], name=name, version=version, description=description)

    def delete_alias(self, key: FlowKey, alias: str) -> None:
        """Delete an alias."""
        family = FAMILIES[key.kind]
        step = f"delete the alias {alias} of {family.title} {key.id}"
        self._call(family, "delete_alias", key, step, AliasId=alias)

    def set_tags(self, key: FlowKey, tags: Mapping[str, str]) -> None:
        """Replace all tags."""
        family = FAMILIES[key.kind]
        arn = f"{self.about.arn}/{family.slug}/{key.id}"
        with told(self.label, f"tag {family.title} {key.id}"):
            now = self.client.list_tags_for_resource(resourceArn=arn)["tags"]
            gone = sorted(set(now) - set(tags))
            if gone:
                self.client.untag_resource(resourceArn=arn, tagKeys=gone)
            if tags:
                self.client.tag_resource(resourceArn=arn, tags=dict(tags))

    def _call(
        self,
        family: FlowFamily,
        verb: str,
        key: FlowKey,
        step: str,
        *,
        suffix: str = "",
        **params: Any,
    ) -> Any:
        method: Callable[..., Any] = getattr(self.client, family.method(verb))
        with told(self.label, step):
            return method(InstanceId=self.about.id, **{family.id: key.id + suffix}, **params)


def _version(row: Mapping[str, Any]) -> Version:
    modified = row.get("LastModifiedTime")
    return Version(
        number=row["Version"],
        description=row.get("VersionDescription") or "",
        modified=modified.timestamp() if modified else None,
    )


def _alias(row: Mapping[str, Any]) -> Alias:
    return Alias(
        id=row["AliasId"],
        name=row["AliasName"],
        version=row["Version"],
        description=row.get("AliasDescription") or "",
    )


def _settings(given: str | None, text: str) -> dict[str, str]:
    """A module's settings, which the API wants beside the content that has them."""
    if given is not None:
        return {"Settings": given}
    try:
        document = read_text(text)
    except DocumentError:
        return {}
    if isinstance(document, Flow) and document.settings:
        return {"Settings": json.dumps(document.settings, ensure_ascii=False)}
    return {}
