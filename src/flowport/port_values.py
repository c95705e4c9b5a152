"""What an instance gives and takes: flows, their contents, versions and aliases.

Whoever needs them imports them from ``flowport.ports``, beside the instance itself.
"""

from __future__ import annotations

from dataclasses import field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from flowport.catalogue.families import FAMILIES
from flowport.dataclass import dataclass
from flowport.refs.resource import Resource

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "About",
    "Alias",
    "Content",
    "FlowKey",
    "FlowKind",
    "FlowSummary",
    "NewFlow",
    "State",
    "Status",
    "Version",
    "Which",
]


class FlowKind(StrEnum):
    """Flows and flow modules have ids and names of their own."""

    FLOW = "flow"
    MODULE = "module"


class State(StrEnum):
    """Whether a flow is in use."""

    ACTIVE = "ACTIVE"
    ARCHIVED = "ARCHIVED"


class Status(StrEnum):
    """Whether what was last saved is what callers hear."""

    PUBLISHED = "PUBLISHED"
    SAVED = "SAVED"


class Which(StrEnum):
    """The content that is meant, where it is not a numbered version."""

    SAVED = "saved"
    """What was last saved, published or not."""
    PUBLISHED = "published"
    """What callers hear."""


@dataclass(frozen=True, slots=True, order=True)
class FlowKey:
    """A flow or module within its instance."""

    kind: FlowKind
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowSummary:
    """A flow or module as a list shows it.

    Attributes:
        key: Its kind and id.
        arn: Its ARN.
        name: Its name.
        type: Its type as the API spells it, ``MODULE`` for a module.
        state: Active or archived.
        status: ``PUBLISHED`` where there is a published content, perhaps with a newer draft beside
            it. The API does not list it for modules, which are taken as published.
    """

    key: FlowKey
    arn: str
    name: str
    type: str
    state: State = State.ACTIVE
    status: Status = Status.PUBLISHED

    @property
    def resource(self) -> Resource:
        """It, as something that other flows refer to."""
        return Resource(
            FAMILIES[self.key.kind].reference, self.name, self.arn, self.key.id, self.type
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """A flow or module as it is read.

    Attributes:
        summary: What a list says of it.
        text: The content, in either format.
        description: Its description.
        settings: A module's ``Settings`` as JSON text, where the instance keeps them apart.
        tags: Its tags.
        version: The version that was read, None for saved or published content.
        invocation: A module's ``ExternalInvocationConfiguration``; None where it has none.
        modified: When it was last changed, in seconds since 1970; None where the instance does not
            say.
    """

    summary: FlowSummary
    text: str
    description: str = ""
    settings: str | None = None
    tags: Mapping[str, str] = field(default_factory=dict)
    version: int | None = None
    invocation: Mapping[str, Any] | None = None
    modified: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewFlow:
    """What a flow or module is made from.

    Attributes:
        kind: Which of the two.
        name: Its name.
        type: Its type as the API spells it, ``MODULE`` for a module.
        text: The content.
        description: Its description.
        settings: A module's ``Settings`` as JSON text.
        tags: Its tags.
        invocation: A module's ``ExternalInvocationConfiguration``, which no update changes.
    """

    kind: FlowKind
    name: str
    type: str
    text: str
    description: str = ""
    settings: str | None = None
    tags: Mapping[str, str] = field(default_factory=dict)
    invocation: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A version that never changes.

    Attributes:
        number: Counted from 1.
        description: What its maker wrote.
        modified: When it was made, in seconds since 1970; None if unknown.
    """

    number: int
    description: str = ""
    modified: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Alias:
    """A name for one version of a flow or module.

    Attributes:
        id: Its id, which no other instance has.
        name: Its name.
        version: The number of the version.
        description: What its maker wrote.
    """

    id: str
    name: str
    version: int
    description: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What an instance says of itself; ``name`` is its alias or what the caller called it."""

    arn: str
    account: str
    region: str
    id: str
    name: str
