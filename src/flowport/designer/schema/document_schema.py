"""What the server says of instances, flows and documents; see docs/reference/designer-api.md."""

from __future__ import annotations

from typing import Annotated, Literal, NotRequired, TypedDict

from flowport.catalogue.terms import Dynamic, ValueKind
from flowport.check.finding import Severity
from flowport.layout.faces import Tone

#: Aliases say beside the type of Python what the page's type is.
Json = Annotated[object, "null | boolean | number | string | Json[] | { [key: string]: Json }"]
Path = Annotated[list[str | int], "(string | number)[]"]
Kind = Annotated[str, Literal["flow", "module"]]
#: One undo step. Kinds and members are in docs/reference/designer-api.md.
Command = Annotated[dict[str, object], "{ kind: string; [member: string]: unknown }"]


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
    """An event of the audit log."""

    number: int
    time: str
    event: str
    by: str
    host: str
    target: str
    details: NotRequired[dict[str, object]]


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


class NoteJSON(TypedDict):
    """What a conversion said of a block."""

    id: str
    block: str
    kind: Annotated[str, Literal["assumed", "dropped", "unknown"]]
    message: str


class BranchJSON(TypedDict):
    """A branch of a block."""

    key: str
    label: str
    kind: Annotated[str, Literal["next", "condition", "error"]]
    tone: Tone
    target: str
    connected: bool


class BoxJSON(TypedDict):
    """A place on the canvas, in pixels."""

    x: float
    y: float
    width: float
    height: float


class BlockJSON(BoxJSON):
    """A block on the canvas."""

    id: str
    type: str
    title: str
    name: str
    category: str
    settings: list[tuple[str, str]]
    branches: list[BranchJSON]
    terminal: bool
    known: bool
    notes: list[NoteJSON]


class AnnotationJSON(BoxJSON):
    """A note that a person put on the canvas."""

    id: str
    content: str
    block: str
    folded: bool


class RemovedJSON(TypedDict):
    """What is no longer on the canvas."""

    blocks: NotRequired[list[str]]
    annotations: NotRequired[list[str]]


class ViewJSON(TypedDict):
    """What the canvas shows of a document."""

    name: str
    description: str
    type: str
    kind: Kind
    start: str
    entry: BoxJSON
    blocks: list[BlockJSON]
    annotations: list[AnnotationJSON]
    notes: list[NoteJSON]
    partial: bool
    removed: NotRequired[RemovedJSON]


class FixJSON(TypedDict):
    """The command that fixes a finding."""

    title: str
    command: Command


class FindingJSON(TypedDict):
    """What is wrong with a document.

    Attributes:
        blocks: Whether it keeps the flow from being published.
    """

    code: str
    severity: Severity
    blocks: bool
    message: str
    block: str
    pointer: str
    path: Path | None
    branch: str | None
    fix: FixJSON | None


class ResourceJSON(TypedDict):
    """A resource of an instance."""

    kind: str
    id: str
    arn: str
    name: str


class ReferenceSideJSON(TypedDict):
    """A reference on one side of a move."""

    value: str
    name: str
    account: str
    region: str


ReferenceSidesJSON = TypedDict(
    "ReferenceSidesJSON", {"from": ReferenceSideJSON, "to": ReferenceSideJSON | None}
)


class ReferenceJSON(ReferenceSidesJSON, TypedDict):
    """A reference and what became of it.

    Attributes:
        blockName: What a person calls the block; said of files that are imported.
    """

    pointer: str
    block: str
    kind: str
    kindTitle: str
    path: Path
    written: str
    name: str | None
    form: str
    state: Annotated[
        str,
        Literal["resolved", "by-name", "unresolved", "dynamic", "unchecked", "reported"],
    ]
    how: str
    resource: ResourceJSON | None
    candidates: list[ResourceJSON]
    reason: str
    note: str
    qualifiers: list[str]
    blockName: NotRequired[str]


class PublishJSON(TypedDict):
    """Whether a document can be published, and why not."""

    allowed: bool
    reasons: list[str]


class ReportJSON(TypedDict):
    """What is wrong with a document, and what it refers to."""

    findings: list[FindingJSON]
    references: list[ReferenceJSON]
    publish: PublishJSON


class FieldItemJSON(TypedDict):
    """A value in a list or map; only those of a map have a key."""

    key: NotRequired[str]
    path: Path
    value: str


class FieldJSON(TypedDict):
    """A parameter in the form of a block.

    Attributes:
        languages: The language of each known voice, where the parameter takes a voice.
    """

    path: Path
    name: str
    label: str
    kind: ValueKind
    present: bool
    value: str | None
    items: list[FieldItemJSON] | None
    required: bool
    refused: bool
    dynamic: Dynamic
    isDynamic: bool
    allowed: list[str]
    suggested: list[str]
    languages: dict[str, str]
    minimum: float | None
    maximum: float | None
    maxLength: int | None
    refersTo: str | None
    resource: ResourceJSON | None
    depth: int
    group: int | None
    alternative: int | None
    note: str


class UnknownValueJSON(TypedDict):
    """A value that the catalogue does not know, as JSON."""

    path: Path
    text: str


class NamespaceKeyJSON(TypedDict):
    """An attribute; ``where`` is the document, flows around it, or neither."""

    path: str
    where: Annotated[str, Literal["here", "around", "known"]]


class NamespaceJSON(TypedDict):
    """Attributes that a field can read."""

    title: str
    prefix: str
    keys: list[NamespaceKeyJSON]


class ModeJSON(TypedDict):
    """One of the things that a block can be set to do."""

    title: str
    selected: bool


class OperatorJSON(TypedDict):
    """An operator of conditions."""

    name: str
    title: str
    sign: str


class ConditionRowJSON(TypedDict):
    """A condition of a block."""

    operator: str
    operands: list[str]
    target: str


class ConditionsJSON(TypedDict):
    """The conditions of a block: those that are there, and those that may be."""

    operators: list[OperatorJSON]
    operands: list[tuple[str, str]]
    free: bool
    minimum: int
    maximum: int | None
    rows: list[ConditionRowJSON]


class ErrorBranchJSON(TypedDict):
    """An error branch that a block has or may have."""

    type: str
    title: str
    present: bool
    required: bool
    target: str


class GoneJSON(TypedDict):
    """What is left to say of a block that is not in the document any more."""

    block: str
    gone: Literal[True]


class PropertiesJSON(TypedDict):
    """The form of one block.

    Attributes:
        gone: Whether the block is not in the document any more; then it is ``Gone``.
    """

    block: str
    gone: NotRequired[bool]
    type: str
    title: str
    name: str
    titles: list[str]
    doc: str
    status: str
    modes: list[ModeJSON]
    fields: list[FieldJSON]
    unknown: list[UnknownValueJSON]
    branches: list[BranchJSON]
    conditions: ConditionsJSON | None
    errors: list[ErrorBranchJSON]
    json: str
    references: list[ReferenceJSON]


class EditedJSON(TypedDict):
    """A document after an edit."""

    token: str
    view: ViewJSON
    marks: NotRequired[dict[str, str]]
    findings: NotRequired[list[FindingJSON]]
    references: NotRequired[list[ReferenceJSON]]
    publish: NotRequired[PublishJSON]
    properties: NotRequired[PropertiesJSON | None]
    blockCount: int
    bytes: int


class OpenedJSON(TypedDict):
    """A flow as the page opens it."""

    token: NotRequired[str]
    marks: NotRequired[dict[str, str]]
    view: ViewJSON
    properties: NotRequired[PropertiesJSON | None]
    summary: RowJSON
    base: str
    content: str
    permissions: RightsJSON
    findings: list[FindingJSON]
    references: list[ReferenceJSON]
    publish: PublishJSON


class SpotJSON(TypedDict):
    """A point of the canvas."""

    x: float
    y: float


class SavedJSON(TypedDict):
    """A flow after it was saved."""

    summary: RowJSON
    base: str
    content: str
