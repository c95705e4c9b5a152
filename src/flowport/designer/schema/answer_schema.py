"""What the server says of versions, differences, the catalogue and imported files."""

from __future__ import annotations

from typing import NotRequired, TypedDict

from flowport.designer.schema.document_schema import (
    BlockJSON,
    Command,
    CountsJSON,
    Kind,
    NoteJSON,
    OperatorJSON,
    ReferenceJSON,
)
from flowport.diff.edits import Aspect


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


class BlockNameJSON(TypedDict):
    """A block, as a change names it."""

    id: str
    title: str
    name: str


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


class HeldJSON(TypedDict):
    """A flow or module that the instance has."""

    id: str
    type: str


class NamesJSON(TypedDict, total=False):
    """The flows and modules of the instance by their names; none of what one may not view."""

    flow: dict[str, HeldJSON]
    module: dict[str, HeldJSON]


class ListedJSON(TypedDict):
    """A flow in a file, as it is listed before it is examined.

    Attributes:
        suggestedType: The type to offer first where the file says none: a type, MODULE, or "".
    """

    file: str
    ok: bool
    message: NotRequired[str]
    name: str
    type: str
    kind: Kind
    legacy: bool
    content: str
    notes: list[NoteJSON]
    blockCount: int
    bytes: int
    suggestedType: str
    exists: HeldJSON | None


class ReferringJSON(TypedDict):
    """What a flow in a file refers to.

    Attributes:
        commands: They take what the instance has under the same name.
    """

    references: list[ReferenceJSON]
    commands: list[Command]


class ImportedJSON(ListedJSON, ReferringJSON):
    """A flow in a file, examined."""

    counts: CountsJSON
