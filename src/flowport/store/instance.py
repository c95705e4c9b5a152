"""The local instance as the jobs see it: the store's functions behind the port.

Whoever can open the database may do everything; permissions are the server's affair.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from flowport.catalogue.creatable import CREATABLE
from flowport.catalogue.families import KIND_OF_REFERENCE
from flowport.catalogue.references import slug_of
from flowport.errors import NotFoundError
from flowport.ports import (
    About,
    Alias,
    Content,
    FlowKey,
    FlowKind,
    FlowSummary,
    NewFlow,
    State,
    Version,
    Which,
)
from flowport.store import (
    contents,
    flows,
    instances,
    making,
    publications,
    resources,
    tags,
    versions,
)
from flowport.store.port_rows import (
    ASSOCIATED,
    INVOCATION,
    NOT_HELD,
    alias_of,
    body_of,
    resource_of,
    summary_of,
    version_of,
    word_of,
)
from flowport.store.uses import uses

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Connection

    from flowport.refs.resource import Resource
    from flowport.store.database import Store
    from flowport.store.flows import Stored
    from flowport.store.instances import InstanceRow
    from flowport.store.publications import Publication

__all__ = ["StoredInstance"]


class StoredInstance:
    """One instance of a store.

    Attributes:
        store: The database.
        row: What it says of the instance.
        note: What the history keeps of each publish: why it was done.
    """

    def __init__(self, store: Store, row: InstanceRow) -> None:
        self.store = store
        self.row = row
        self.note = ""

    paced = False
    drafts_modules = True
    root = None
    address = ""

    def forget(self, kind: str | None = None) -> None:
        """Nothing: every list is read when it is asked for."""

    def unread(self) -> Sequence[str]:
        """Nothing: a database is read whole."""
        return ()

    def remove_if_empty(self) -> None:
        """Do nothing: it is not a folder."""

    @staticmethod
    def now() -> float:
        """The time of this machine."""
        return time.time()

    @property
    def about(self) -> About:
        """Which instance it is."""
        row = self.row
        return About(
            arn=row.arn,
            account=row.account,
            region=row.region,
            id=row.id,
            name=row.alias or row.id,
        )

    @property
    def directory(self) -> StoredInstance:
        """Itself: it lists its resources."""
        return self

    @property
    def instance(self) -> str:
        """The instance's ARN."""
        return self.row.arn

    def resources(self, kind: str) -> Sequence[Resource] | None:
        """All resources of a kind; None for one that a store does not hold."""
        if kind in KIND_OF_REFERENCE:
            return [
                flow.resource for flow in self.flows() if flow.key.kind == KIND_OF_REFERENCE[kind]
            ]
        with self.store.reading() as connection:
            rows = resources.page(connection, self.row.id, word_of(kind))
        if kind in ASSOCIATED:
            rows = [row for row in rows if row.body.get("IntegrationType") == ASSOCIATED[kind]]
        return None if kind in NOT_HELD and not rows else [resource_of(kind, row) for row in rows]

    def flows(self) -> Sequence[FlowSummary]:
        """All flows and modules, by kind and name."""
        with self.store.reading() as connection:
            rows = [
                row for kind in FlowKind for row in flows.page(connection, self.row.id, str(kind))
            ]
        return [summary_of(row) for row in rows]

    def read(self, key: FlowKey, which: Which | int = Which.SAVED) -> Content:
        """The saved or published content, or a version."""
        with self.store.reading() as connection:
            row = self._row(connection, key)
            settings = row.body.get("Settings")
            number = None if isinstance(which, Which) else which
            if number is None:
                text = flows.text(connection, row, draft=which is Which.SAVED)
            else:
                version = versions.get(connection, row, number)
                settings = version.body.get("Settings")
                text = contents.read(connection, version.content)
            marks = tags.of(connection, row.arn)
        return Content(
            summary=summary_of(row),
            text=text,
            description=row.description or "",
            settings=settings,
            tags=marks,
            version=number,
            invocation=row.body.get(INVOCATION) or None,
            modified=row.modified,
        )

    def create(self, new: NewFlow, *, publish: bool = False) -> FlowSummary:
        """Make a flow or module."""
        made = flows.FlowToMake(
            name=new.name,
            content=new.text,
            type=new.type,
            kind=str(new.kind),
            description=new.description or None,
            published=publish,
            body=body_of(new),
            uses=uses(new.text),
            note=self.note,
        )
        with self.store.writing() as connection:
            row = flows.create(connection, self.row.id, self.row.arn, made)
            tags.add(connection, self.row.id, row.arn, new.tags)
        return summary_of(row)

    def save(self, key: FlowKey, text: str, *, settings: str | None = None) -> None:
        """Replace the draft."""
        self._write(key, text, settings, publish=False)

    def publish(self, key: FlowKey, text: str, *, settings: str | None = None) -> None:
        """Replace the draft and what callers hear."""
        self._write(key, text, settings, publish=True)

    def _write(self, key: FlowKey, text: str, settings: str | None, *, publish: bool) -> None:
        found = uses(text)
        with self.store.writing() as connection:
            row = self._row(connection, key)
            more = {} if settings is None else {"body": {**row.body, "Settings": settings}}
            flows.put_content(
                connection, row, text, publish=publish, uses=found, note=self.note, **more
            )

    def describe(
        self, key: FlowKey, *, name: str | None = None, description: str | None = None
    ) -> None:
        """Change the name or description."""
        given = {"name": name, "description": description}
        values = {word: value for word, value in given.items() if value is not None}
        self._change(key, **values)

    def set_state(self, key: FlowKey, state: State) -> None:
        """Archive, or take back."""
        self._change(key, state=str(state))

    def _change(self, key: FlowKey, **values: Any) -> None:
        with self.store.writing() as connection:
            flows.change(connection, self._row(connection, key), **values)

    def delete(self, key: FlowKey) -> None:
        """Delete with all versions."""
        with self.store.writing() as connection:
            flows.remove(connection, self._row(connection, key))

    def versions(self, key: FlowKey) -> Sequence[Version]:
        """The versions, the newest first."""
        with self.store.reading() as connection:
            rows = versions.newest_first(connection, self._row(connection, key))
        return [version_of(row) for row in rows]

    def publications(self, key: FlowKey) -> Sequence[Publication]:
        """What was published, the newest first."""
        with self.store.reading() as connection:
            return publications.newest_first(connection, self._row(connection, key))

    def published_text(self, key: FlowKey, number: int) -> str:
        """The content of one publish.

        Raises:
            NotFoundError: There is none of that number, or no longer.
        """
        with self.store.reading() as connection:
            found = publications.get(connection, self._row(connection, key), number)
            return contents.read(connection, found.content)

    def make_version(self, key: FlowKey, description: str = "") -> Version:
        """Keep the published content as a version."""
        with self.store.writing() as connection:
            row = self._row(connection, key)
            return version_of(versions.create(connection, row, description or None))

    def delete_version(self, key: FlowKey, number: int) -> None:
        """Delete a version."""
        with self.store.writing() as connection:
            versions.remove(connection, self._row(connection, key), number)

    def aliases(self, key: FlowKey) -> Sequence[Alias]:
        """The aliases, by name."""
        with self.store.reading() as connection:
            rows = versions.aliases(connection, self._row(connection, key))
        return [alias_of(row) for row in rows]

    def create_alias(self, key: FlowKey, name: str, version: int, description: str = "") -> Alias:
        """Name a version."""
        with self.store.writing() as connection:
            row = self._row(connection, key)
            return alias_of(versions.add_alias(connection, row, name, version, description or None))

    def delete_alias(self, key: FlowKey, alias: str) -> None:
        """Delete an alias."""
        with self.store.writing() as connection:
            versions.remove_alias(connection, self._row(connection, key), alias)

    def set_tags(self, key: FlowKey, new: Mapping[str, str]) -> None:
        """Replace all tags."""
        with self.store.writing() as connection:
            row = self._row(connection, key)
            tags.take_off(connection, row.arn, set(tags.of(connection, row.arn)) - set(new))
            tags.add(connection, self.row.id, row.arn, new)

    def _row(self, connection: Connection, key: FlowKey) -> Stored:
        return flows.get(connection, self.row.id, str(key.kind), key.id)

    # Resources that are made here

    def details(self, resource: Resource) -> Mapping[str, Any]:
        """What a resource was made from."""
        with self.store.reading() as connection:
            row = resources.get(connection, self.row.id, word_of(resource.kind), resource.id)
            return making.read(connection, resource.kind, row)

    def modified(self, resource: Resource) -> float | None:
        """When it was last changed."""
        with self.store.reading() as connection:
            row = resources.get(connection, self.row.id, word_of(resource.kind), resource.id)
        return row.modified

    def create_resource(self, kind: str, details: Mapping[str, Any]) -> Resource:
        """Make one."""
        with self.store.writing() as connection:
            arn = f"{self.row.arn}/{slug_of(kind)}/{{id}}"
            word = kind if kind in CREATABLE else word_of(kind)
            row = making.create(connection, self.row.id, word, arn, details)
        return resource_of(kind, row)

    def complete_resource(self, resource: Resource, details: Mapping[str, Any]) -> None:
        """Give one what its creation does not take."""
        with self.store.writing() as connection:
            row = resources.get(connection, self.row.id, word_of(resource.kind), resource.id)
            making.complete(connection, row, details)

    def delete_resource(self, resource: Resource) -> None:
        """Delete one."""
        with self.store.writing() as connection:
            row = resources.get(connection, self.row.id, word_of(resource.kind), resource.id)
            resources.remove(connection, row)


def stored(store: Store, name: str | None = None) -> StoredInstance:
    """The instance of an id, ARN or alias; without a name the only one.

    Raises:
        NotFoundError: There is none of that name, or not just one.
    """
    with store.reading() as connection:
        if name:
            return StoredInstance(store, instances.find(connection, name))
        every = instances.every(connection)
    if len(every) != 1:
        raise NotFoundError(f"the database holds {len(every)} instances; write local:NAME")
    return StoredInstance(store, every[0])
