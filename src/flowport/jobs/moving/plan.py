"""The plan as a pure value: what a migration would do, in which order, and why.

It holds the contents to be written, so that what was approved is what is written even if the
source changes in the meantime. It holds hashes of the target, so that a change there is noticed
before it is overwritten.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flowport.ports import FlowKey, FlowKind, State
    from flowport.refs.outcome import Outcome
    from flowport.refs.resource import Resource

__all__ = [
    "Do",
    "FlowChange",
    "Item",
    "NewQualifier",
    "NewResource",
    "Plan",
    "PlanEnd",
    "Step",
    "TargetFlow",
    "label_of",
]

#: From when on archiving is asked about: more than so many; or so many that are such a share.
_MANY = 10
_SEVERAL = 3
_SHARE = 0.1


def label_of(kind: FlowKind | str, name: str) -> str:
    """What a plan calls a flow, module or resource: ``flow:Main``."""
    return f"{kind}:{name}"


class FlowChange(StrEnum):
    """What becomes of one flow or module."""

    CREATE = "create"
    UPDATE = "update"
    UNCHANGED = "unchanged"
    BLOCKED = "blocked"
    ARCHIVE = "archive"
    """The source no longer has it, and pruning was asked for."""
    EXTRA = "only in the target"
    """The source does not have it, and it is left alone."""
    SKIP = "skip"
    """The target has its name, and a person chose to leave that alone."""
    PUBLISH = "publish"
    """What the target has saved is published."""
    RESTORE = "restore"
    DELETE = "delete"
    VERSION = "create version"
    """What it has published is kept as a version."""


class Do(StrEnum):
    """What one step does."""

    RESOURCE = "create resource"
    COMPLETE = "complete resource"
    """What waited for flows and quick connects: a queue's outbound flow and quick connects."""
    SHELL = "create shell"
    """A minimal flow of the right type, which others of a cycle can refer to."""
    CREATE = "create"
    FILL = "fill shell"
    UPDATE = "update"
    ARCHIVE = "archive"
    VERSION = "create version"
    """What is published is kept as a version, before it is replaced."""
    PUBLISH = "publish"
    RESTORE = "restore"
    DELETE = "delete"
    NUMBER = "create version of"
    """What is published is kept as a version, because a flow of the plan names it."""
    ALIAS = "create alias of"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanEnd:
    """The source or target: its name, its ARN, and what a person wrote to mean it."""

    name: str
    arn: str
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetFlow:
    """A flow of the target as the plan found it.

    Attributes:
        key: Its kind and id.
        arn: Its ARN.
        state: Active or archived.
        saved: The hash of its saved content.
        published: The hash of its published content; None where it was never published.
        description: Its description.
        tags: Its tags.
        name: Its name; empty where it is the one that the plan gives it.
    """

    key: FlowKey
    arn: str
    state: State
    saved: str
    published: str | None
    description: str = ""
    tags: Mapping[str, str] = field(default_factory=dict)
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """What is planned for one flow or module.

    Attributes:
        kind: Flow or module.
        name: Its name, in both instances.
        type: Its type as the API spells it.
        action: What becomes of it.
        text: The source's content, in the flow language; its references are still the source's.
        source: The hash of the source's content.
        description: Its description; None where the source says none, and the target's stays.
        settings: A module's settings, where they are separate.
        tags: Its tags; others that the target's has stay.
        publish: Whether it is to be published.
        reasons: Why it is blocked, or saved only.
        changes: What changes for its callers, one sentence each.
        outcomes: Every reference, and what becomes of it; the ARN of what is yet to be made begins
            with ``awaited:``.
        target: What the target has of that name.
        drift: Whether the target's changed since Flowport wrote it.
        draft: Another content, saved over the one that is published; empty for none.
        version: The description of a version that keeps what is published before; empty for none.
        revives: Whether a flow that the target has archived is restored.
        origin: Where it comes from, for sentences: a file.
        notes: What its conversion has to say, one sentence each.
        undecided: Whether it is blocked because nobody said what to do with the target's.
        invocation: A module's ``ExternalInvocationConfiguration``.
        loss: What of it no update can change; empty if nothing.
    """

    kind: FlowKind
    name: str
    type: str
    action: FlowChange
    text: str = ""
    source: str = ""
    description: str | None = None
    settings: str | None = None
    tags: Mapping[str, str] = field(default_factory=dict)
    publish: bool = False
    reasons: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    target: TargetFlow | None = None
    drift: bool = False
    draft: str = ""
    version: str = ""
    revives: bool = True
    origin: str = ""
    notes: tuple[str, ...] = ()
    undecided: bool = False
    invocation: Mapping[str, Any] | None = None
    loss: str = ""

    @property
    def label(self) -> str:
        """What the plan calls it."""
        return label_of(self.kind, self.name)

    @property
    def new_tags(self) -> dict[str, str]:
        """The tags that the target's does not have, or has with another value."""
        known = self.target.tags if self.target else {}
        return {key: value for key, value in self.tags.items() if known.get(key) != value}

    @property
    def unresolved(self) -> tuple[Outcome, ...]:
        """The references that keep it from being published."""
        return tuple(outcome for outcome in self.outcomes if outcome.blocks_publishing)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewResource:
    """Hours, a queue or a quick connect to be made in the target.

    Attributes:
        kind: Its reference kind.
        name: Its name.
        details: The members of the API's Create operation; the id of what is yet to be made begins
            with ``awaited:``.
        source: What it is in the source.
        notes: What of it is not carried over.
    """

    kind: str
    name: str
    details: Mapping[str, Any]
    source: Resource
    notes: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """What the plan calls it."""
        return label_of(self.kind, self.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewQualifier:
    """A version or alias to be created in the target, because a flow of the plan names it.

    Attributes:
        owner: The label of the flow or module that it is of.
        name: The alias's name, or the number that the version has in the source.
        alias: Whether it is an alias.
        version: For an alias: the number of its version, or the label of one that is created.
        digest: For a version: the hash of the content that must be published.
        key: The flow or module in the target; None where the run creates it.
    """

    owner: str
    name: str
    alias: bool = False
    version: str = ""
    digest: str = ""
    key: FlowKey | None = None

    @property
    def label(self) -> str:
        """What the plan calls it: ``module:Pay@live``."""
        return f"{self.owner}@{self.name}"

    @property
    def do(self) -> Do:
        """What creates it."""
        return Do.ALIAS if self.alias else Do.NUMBER


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of the writing: what it does to what, and the steps that must be done before."""

    do: Do
    label: str
    needs: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """Its name in the journal."""
        return f"{self.do} {self.label}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The whole.

    Attributes:
        source: Where the flows come from.
        target: Where they go.
        items: Every flow and module, by kind and name.
        resources: What is made beside them.
        steps: The writing, in an order in which it could be done one by one.
        calls: How many calls the writing makes at least, by operation of the API.
        seconds: How long that takes at the rates in force; 0 where there are none.
        warnings: What a person should know before approving it.
        rates: Requests a second by operation, where they are not the published ones; None for no
            pace at all.
        command: What made it, as the command line calls it.
        qualifiers: Versions and aliases that are created.
        held: How many active flows and modules the target had.
        losses: What the source has and the target will not, one sentence each.
    """

    source: PlanEnd
    target: PlanEnd
    items: tuple[Item, ...] = ()
    resources: tuple[NewResource, ...] = ()
    qualifiers: tuple[NewQualifier, ...] = ()
    steps: tuple[Step, ...] = ()
    calls: Mapping[str, int] = field(default_factory=dict)
    seconds: float = 0.0
    warnings: tuple[str, ...] = ()
    rates: Mapping[str, float] | None = None
    command: str = "migrate"
    held: int = 0
    losses: tuple[str, ...] = ()

    @property
    def blocked(self) -> tuple[Item, ...]:
        """What blocks an import: with any of these it writes nothing."""
        return self.of(FlowChange.BLOCKED)

    @property
    def archived(self) -> int:
        """How many flows and modules it archives."""
        return sum(step.do is Do.ARCHIVE for step in self.steps)

    @property
    def archives_many(self) -> bool:
        """Whether it archives so many that a person should be asked for the number."""
        share = self.archived > self.held * _SHARE
        return self.archived > _MANY or (self.archived >= _SEVERAL and share)

    def exceeds(self, most: int | None) -> bool:
        """Whether a person has yet to confirm how many it archives.

        Args:
            most: How many were allowed; None where nobody gave a number.
        """
        return self.archives_many if most is None else self.archived > most

    def of(self, action: FlowChange) -> tuple[Item, ...]:
        """The items that something becomes of."""
        return tuple(item for item in self.items if item.action is action)
