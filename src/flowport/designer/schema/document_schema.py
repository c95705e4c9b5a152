"""What the server says of documents; see docs/reference/designer-api.md."""

from __future__ import annotations

from typing import Annotated, Literal, NotRequired, TypedDict

from flowport.check.finding import Severity
from flowport.designer.schema.list_schema import Kind
from flowport.layout.faces import Tone

Json = Annotated[object, "null | boolean | number | string | Json[] | { [key: string]: Json }"]
Path = Annotated[list[str | int], "(string | number)[]"]
#: One undo step. Kinds and members are in docs/reference/designer-api.md.
Command = Annotated[dict[str, object], "{ kind: string; [member: string]: unknown }"]


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


class UnpublishedJSON(TypedDict):
    """A flow or module that a block leads to, and that was never published."""

    kind: Annotated[str, Literal["flow", "module"]]
    id: str
    name: str
    block: str


class PublishJSON(TypedDict):
    """Whether a document can be published, why not, and where contacts would hear an error then."""

    allowed: bool
    reasons: list[str]
    unpublished: NotRequired[list[UnpublishedJSON]]


class ReportJSON(TypedDict):
    """What is wrong with a document, and what it refers to."""

    findings: list[FindingJSON]
    references: list[ReferenceJSON]
    publish: PublishJSON


class SpotJSON(TypedDict):
    """A point of the canvas."""

    x: float
    y: float
