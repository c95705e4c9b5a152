"""What the jobs need of an instance, a directory and a clock, whatever stands behind them.

An instance is anywhere flows live: a live one over the Connect API, the local one, a folder. All
that can go wrong in one is reported as ``flowport.errors.InstanceError`` or one of its kinds:
``NotFoundError`` (no such flow, version or instance; never published), ``ForbiddenError`` (the
caller may not), ``ConflictError`` (the name is taken, or it has changed), ``RefusedError``
(the content, with its problems), ``QuotaError``, ``ThrottledError``, ``UnreachableError``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from flowport.catalogue.families import MODULE
from flowport.port_values import (
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
from flowport.refs.resource import Directory, Resource

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

__all__ = [
    "MODULE",
    "About",
    "Alias",
    "Clock",
    "Content",
    "Directory",
    "FlowKey",
    "FlowKind",
    "FlowSummary",
    "Instance",
    "NewFlow",
    "Resource",
    "ResourceMaker",
    "State",
    "Status",
    "Version",
    "Which",
]


@runtime_checkable
class ResourceMaker(Protocol):
    """An instance that can also make hours, queues and quick connects (kinds as in the catalogue).

    ``quick_connect`` is a kind here too, though no flow refers to one.
    """

    def details(self, resource: Resource) -> Mapping[str, Any]:
        """What it would be made from: the members of ``flowport.catalogue.creatable``.

        Members that are not known are left out.
        """
        ...

    def modified(self, resource: Resource) -> float | None:
        """When it was last changed, in seconds since 1970; None where the instance does not say."""
        ...

    def create_resource(self, kind: str, details: Mapping[str, Any]) -> Resource:
        """Make one from the members that its creation takes; the others are skipped.

        Raises:
            ConflictError: The name is taken.
        """
        ...

    def complete_resource(self, resource: Resource, details: Mapping[str, Any]) -> None:
        """Give one what its creation does not take; what it has already is left.

        It may be called again after it failed half way.
        """
        ...

    def delete_resource(self, resource: Resource) -> None:
        """Delete one."""
        ...


class Instance(ResourceMaker, Protocol):
    """Where flows live. Each call is one step that is done whole or not at all."""

    @property
    def paced(self) -> bool:
        """Whether its calls count against the rates of the Connect API."""
        ...

    @property
    def drafts_modules(self) -> bool:
        """Whether a module can be created without being published."""
        ...

    @property
    def root(self) -> Path | None:
        """The folder that it is; None for every other kind."""
        ...

    def remove_if_empty(self) -> None:
        """Remove the folder that it is, if nothing is in it; every other kind stays."""
        ...

    @property
    def address(self) -> str:
        """What a person can write for it from anywhere; empty where only the caller knows that."""
        ...

    def now(self) -> float:
        """The time by the clock that its modification times are of, in seconds since 1970.

        It may be behind by the second to which a service tells the time, and never ahead of it.
        """
        ...

    def forget(self, kind: str | None = None) -> None:
        """List the resources of a kind (or of all) again when they are asked for next."""
        ...

    def unread(self) -> Sequence[str]:
        """A sentence for everything that may be a flow and can't be read."""
        ...

    @property
    def about(self) -> About:
        """Which instance it is."""
        ...

    @property
    def directory(self) -> Directory:
        """Its resources, flows and modules among them; each kind is read when it is asked for."""
        ...

    def flows(self) -> Sequence[FlowSummary]:
        """All flows and modules, archived ones too, by kind and name."""
        ...

    def read(self, key: FlowKey, which: Which | int = Which.SAVED) -> Content:
        """The saved or published content, or a version.

        Raises:
            NotFoundError: There is no such flow or version, or it was never published.
        """
        ...

    def create(self, new: NewFlow, *, publish: bool = False) -> FlowSummary:
        """Make a flow or module: saved, or also published.

        Raises:
            ConflictError: The name is taken.
            RefusedError: It was to be published, and its content won't do.
        """
        ...

    def save(self, key: FlowKey, text: str, *, settings: str | None = None) -> None:
        """Replace the draft."""
        ...

    def publish(self, key: FlowKey, text: str, *, settings: str | None = None) -> None:
        """Replace the draft and what callers hear.

        Raises:
            RefusedError: The content won't do.
        """
        ...

    def describe(
        self, key: FlowKey, *, name: str | None = None, description: str | None = None
    ) -> None:
        """Change the name or description; None leaves it.

        Raises:
            ConflictError: The name is taken.
        """
        ...

    def set_state(self, key: FlowKey, state: State) -> None:
        """Archive, or take back from the archive."""
        ...

    def delete(self, key: FlowKey) -> None:
        """Delete with all versions."""
        ...

    def versions(self, key: FlowKey) -> Sequence[Version]:
        """The versions, the newest first."""
        ...

    def make_version(self, key: FlowKey, description: str = "") -> Version:
        """Keep the published content as a version.

        Raises:
            NotFoundError: It was never published.
        """
        ...

    def delete_version(self, key: FlowKey, number: int) -> None:
        """Delete a version that no alias names.

        Raises:
            NotFoundError: There is no such version.
        """
        ...

    def aliases(self, key: FlowKey) -> Sequence[Alias]:
        """The aliases, by name."""
        ...

    def create_alias(self, key: FlowKey, name: str, version: int, description: str = "") -> Alias:
        """Name a version.

        Raises:
            NotFoundError: There is no such version.
            ConflictError: The name is taken.
        """
        ...

    def delete_alias(self, key: FlowKey, alias: str) -> None:
        """Delete the alias of an id; its version stays.

        Raises:
            NotFoundError: There is no such alias.
        """
        ...

    def set_tags(self, key: FlowKey, tags: Mapping[str, str]) -> None:
        """Replace all tags."""
        ...


class Clock(Protocol):
    """Time, so that tests can have their own."""

    def now(self) -> float:
        """Seconds since 1970."""
        ...

    def sleep(self, seconds: float) -> None:
        """Wait."""
        ...
