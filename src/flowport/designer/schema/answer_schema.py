"""What the server says of edits, versions, differences, splits and the catalogue."""

from __future__ import annotations

from typing import NotRequired, TypedDict

from flowport.designer.schema.document_schema import (
    BlockJSON,
    Command,
    FindingJSON,
    NoteJSON,
    PublishJSON,
    ReferenceJSON,
    ViewJSON,
)
from flowport.designer.schema.form_schema import GoneJSON, OperatorJSON, PropertiesJSON
from flowport.designer.schema.list_schema import (
    BlockNameJSON,
    FaultCountsJSON,
    Kind,
    RightsJSON,
    RowJSON,
)
from flowport.diff.edits import Aspect


class EditedPartsJSON(TypedDict):
    """The parts of a report that the page does not have yet, and the marks of all of them."""

    marks: NotRequired[dict[str, str]]
    findings: NotRequired[list[FindingJSON]]
    references: NotRequired[list[ReferenceJSON]]
    publish: NotRequired[PublishJSON]


class EditedJSON(EditedPartsJSON):
    """A document after an edit."""

    token: str
    view: ViewJSON
    properties: NotRequired[PropertiesJSON | GoneJSON | None]
    blockCount: int
    bytes: int


class OpenedJSON(TypedDict):
    """A flow as the page opens it."""

    token: str
    marks: NotRequired[dict[str, str]]
    view: ViewJSON
    properties: NotRequired[PropertiesJSON | GoneJSON | None]
    summary: RowJSON
    base: str
    content: str
    permissions: RightsJSON
    findings: list[FindingJSON]
    references: list[ReferenceJSON]
    publish: PublishJSON
    blockCount: int
    bytes: int


class SavedJSON(TypedDict):
    """A flow after it was saved."""

    summary: RowJSON
    base: str
    content: str


class VersionJSON(TypedDict):
    """A numbered version of a flow."""

    number: int
    description: str
    created: float
    base: str
    published: bool


class PublicationJSON(TypedDict):
    """One publish of a flow."""

    number: int
    by: str
    note: str
    created: float
    base: str
    published: bool


class SavedContentJSON(TypedDict):
    """The draft of a flow."""

    base: str
    modified: float


class PublishedContentJSON(TypedDict):
    """What is published of a flow."""

    base: str


class VersionsJSON(TypedDict):
    """The versions of a flow and what was published, the newest first."""

    versions: list[VersionJSON]
    history: list[PublicationJSON]
    saved: SavedContentJSON
    published: PublishedContentJSON | None


class ChangeJSON(TypedDict):
    """One edit of a flow."""

    text: str
    what: str
    aspect: Aspect
    block: BlockNameJSON | None


class DiffJSON(TypedDict):
    """The edits that lead from one flow to another."""

    changes: list[ChangeJSON]
    same: bool
    sameMeaning: bool
    pairs: dict[str, str]


class PaletteModeJSON(TypedDict):
    """A mode of a block, with the actions that it becomes."""

    title: str
    actions: list[str]


class DrawnJSON(TypedDict):
    """A new block as it is drawn, and the branch that it is left by when all goes well, or ""."""

    block: BlockJSON
    leavesBy: str


class PaletteBlockJSON(TypedDict):
    """A block of the palette; drawn where documents of the type offer it."""

    title: str
    formerTitles: list[str]
    category: str
    modes: list[PaletteModeJSON]
    branches: list[str]
    allowed: bool
    drawn: DrawnJSON | None


class LinkSizesJSON(TypedDict):
    """Where links run, in pixels of way; flowport.layout.sizes says what each number is."""

    aside: float
    corner: float
    lanes: list[float]
    channels: list[float]
    clear: float
    jog: float
    hidden: float
    bend: float
    enough: float
    tried: int
    cell: float


class SizesJSON(TypedDict):
    """How large blocks are drawn, in pixels."""

    step: float
    width: float
    header: float
    settingRow: float
    branchRow: float
    padding: float
    maxSettings: int
    arrival: float
    columnGap: float
    blockGap: float
    entryWidth: float
    entryHeight: float
    links: LinkSizesJSON


class FlowTypeJSON(TypedDict):
    """A type of flows."""

    type: str
    title: str


class PaletteCategoryJSON(TypedDict):
    """A part of the palette."""

    name: str
    blocks: list[PaletteBlockJSON]


class LimitsJSON(TypedDict):
    """What names and contents may have."""

    nameCharacters: int
    nameForbidden: str
    nameWords: list[str]
    exportBlocks: int
    exportBytes: int
    actions: int
    contentCharacters: int


class CatalogueJSON(TypedDict):
    """All that the page needs to know beside documents, for one type of flow."""

    type: str
    flowTypes: list[FlowTypeJSON]
    categories: list[PaletteCategoryJSON]
    operators: list[OperatorJSON]
    referenceKinds: dict[str, str]
    sizes: SizesJSON
    limits: LimitsJSON


class ClipboardTextJSON(TypedDict):
    """The text of copied blocks."""

    text: str


class PerformableJSON(TypedDict):
    """A command for the page to perform."""

    command: Command


class PastedJSON(PerformableJSON):
    """What pasting makes: the ids of the new blocks, and what a conversion said of them."""

    ids: list[str]
    notes: list[NoteJSON]


class ComparedJSON(TypedDict):
    """What changed between two contents."""

    diff: DiffJSON


class ConflictJSON(ComparedJSON):
    """What a save is refused with where someone saved before; ``by`` is that user, or ""."""

    current: OpenedJSON
    by: str


class MergedJSON(TypedDict):
    """What two people changed, and the edits of one on top of the other's save.

    Attributes:
        left: Why edits can't be made on the newer save, a sentence each.
    """

    base: str
    content: str
    commands: list[Command]
    left: list[str]
    theirs: DiffJSON
    mine: DiffJSON


class PersonJSON(TypedDict):
    """Someone who has a flow open, or left so many seconds ago."""

    name: str
    left: int | None


class LastSaveJSON(TypedDict):
    """The newest save of a flow; ``ago`` is in seconds, since clocks differ."""

    base: str
    by: str
    ago: int
    published: bool


class PresenceJSON(TypedDict):
    """Who has a flow open, and who saved it last."""

    people: list[PersonJSON]
    saved: LastSaveJSON | None


class SplitPartJSON(TypedDict):
    """A part of a flow that is split."""

    name: str
    kind: Kind
    type: str
    content: str
    view: ViewJSON
    counts: FaultCountsJSON


class CarriedValueJSON(TypedDict):
    """A value that the parts of a split flow pass on in an attribute."""

    attribute: str
    path: str


class SplitPreviewJSON(TypedDict):
    """How a flow would be split.

    Attributes:
        added: The ids of the blocks that the split adds.
        blocks: How many blocks a part may have.
    """

    parts: list[SplitPartJSON]
    added: list[str]
    carried: list[CarriedValueJSON]
    blocks: int
