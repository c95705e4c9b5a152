"""What the server says of sessions, instances, lists, searches and the audit log."""

from __future__ import annotations

from typing import Annotated, Literal, NotRequired, TypedDict

#: Aliases say beside the type of Python what the page's type is.
Kind = Annotated[str, Literal["flow", "module"]]


class RightsJSON(TypedDict):
    """What a user may do with flows, or with modules."""

    view: bool
    create: bool
    edit: bool
    publish: bool
    delete: bool


class PermissionsJSON(TypedDict):
    """What a user may do in an instance."""

    flow: RightsJSON
    module: RightsJSON


class InstanceJSON(TypedDict):
    """An instance, with what its user may do there.

    Attributes:
        audit: Whether the user may read the audit log.
        color: The color that flowport.toml marks it with, or "".
        protected: Whether flowport.toml protects it.
    """

    id: str
    arn: str
    alias: str | None
    name: str
    region: str
    account: str
    user: str
    permissions: PermissionsJSON
    audit: bool
    color: str
    protected: bool


class OpenSessionJSON(TypedDict):
    """One of the sessions of a person; times are seconds."""

    id: str
    instance: str
    instanceName: str
    user: str
    began: float
    used: float
    expires: float
    host: str
    browser: str
    current: bool


class AuditEventJSON(TypedDict):
    """An event of the audit log.

    Attributes:
        hash: The hash that links the event to the one before it.
    """

    number: int
    time: str
    event: str
    by: str
    host: str
    target: str
    details: NotRequired[dict[str, object]]
    hash: str


class SignedInUserJSON(TypedDict):
    """The user of the first session."""

    id: str
    name: str
    fullName: str


class SessionJSON(TypedDict):
    """Who is signed in, and where."""

    user: SignedInUserJSON
    csrf: str
    instances: list[InstanceJSON]


class FaultCountsJSON(TypedDict):
    """What is wrong with a flow, in numbers."""

    errors: int
    warnings: int
    unresolved: int


class CountsJSON(FaultCountsJSON):
    """What lists say of a flow, in numbers.

    Attributes:
        legacy: 1 for a flow in the legacy format.
    """

    legacy: int


class RowJSON(TypedDict):
    """A flow or module in a list."""

    id: str
    arn: str
    kind: Kind
    name: str
    type: str
    description: str
    state: Annotated[str, Literal["ACTIVE", "ARCHIVED"]]
    status: Annotated[str, Literal["PUBLISHED", "SAVED"]]
    draft: bool
    fixed: bool
    tags: dict[str, str]
    modified: float
    version: int
    base: str
    counts: CountsJSON | None


class OpenSessionsJSON(TypedDict):
    """The sessions of a person.

    Attributes:
        idle: After how many seconds without use a session ends.
    """

    sessions: list[OpenSessionJSON]
    idle: float


class AuditPageJSON(TypedDict):
    """A part of the audit log, the newest event first."""

    events: list[AuditEventJSON]
    more: bool


class RowsJSON(TypedDict):
    """A whole list of flows or modules."""

    flows: list[RowJSON]


class RowPageJSON(RowsJSON):
    """A page of a list.

    Attributes:
        next: Where the list goes on; null at its end.
        total: How many rows the whole list has.
    """

    next: str | None
    total: int


class RowCountsJSON(TypedDict):
    """The counts of flows that are known, by the flows' ids."""

    counts: dict[str, CountsJSON]


class ChangedRowJSON(TypedDict):
    """A row after its flow was changed."""

    summary: RowJSON


class CreatedFlowJSON(ChangedRowJSON):
    """A flow that was created."""

    base: str


class FlowNameJSON(TypedDict):
    """A flow or module, as a search names it."""

    id: str
    kind: Kind
    name: str
    type: str


class BlockNameJSON(TypedDict):
    """A block, as a change or a search names it."""

    id: str
    title: str
    name: str


class FoundPlaceJSON(TypedDict):
    """A place that a query finds; without a block where it is a note of the canvas."""

    block: BlockNameJSON | None
    pointer: str
    what: str


class FoundFlowJSON(FlowNameJSON):
    """A flow in which a query finds something."""

    places: list[FoundPlaceJSON]


class SearchedJSON(TypedDict):
    """What a query finds in the flows of an instance.

    Attributes:
        more: Whether there are more places than an answer has.
        searched: How many flows were read.
        unreadable: How many of them can't be read as flows.
    """

    flows: list[FoundFlowJSON]
    more: bool
    searched: int
    unreadable: int


class SearchTermJSON(TypedDict):
    """A term of queries."""

    example: str
    help: str


class FoundJSON(SearchedJSON):
    """What a query finds, and what may be written in queries."""

    terms: list[SearchTermJSON]


class UsingFlowJSON(FlowNameJSON):
    """A flow that uses a resource, in what is saved, published, or both."""

    saved: bool
    published: bool
    blocks: list[BlockNameJSON | None]


class UsingResourceJSON(TypedDict):
    """A resource that uses a flow, such as a phone number."""

    type: str
    resource: str


class UsesJSON(TypedDict):
    """What uses a resource or a flow."""

    flows: list[UsingFlowJSON]
    resources: list[UsingResourceJSON]
