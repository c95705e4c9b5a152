"""What the server says of files that are imported, and of legacy flows."""

from __future__ import annotations

from typing import Literal, NotRequired, TypedDict

from flowport.designer.schema.document_schema import Command, NoteJSON, ReferenceJSON
from flowport.designer.schema.list_schema import FaultCountsJSON, Kind


class HeldJSON(TypedDict):
    """A flow or module that the instance has."""

    id: str
    type: str


class NamesJSON(TypedDict, total=False):
    """The flows and modules of the instance by their names; none of what one may not view."""

    flow: dict[str, HeldJSON]
    module: dict[str, HeldJSON]


class FlowlessJSON(TypedDict):
    """A file without a flow, or one on which Flowport failed."""

    file: str
    ok: Literal[False]
    message: str


class ListedJSON(TypedDict):
    """A flow in a file, as it is listed before it is examined.

    Attributes:
        suggestedType: The type to offer first where the file says none: a type, MODULE, or "".
    """

    file: str
    ok: Literal[True]
    message: str
    name: str
    type: str
    kind: Kind
    description: str
    legacy: bool
    content: str
    notes: list[NoteJSON]
    blockCount: int
    bytes: int
    suggestedType: str
    exists: HeldJSON | None


class FlowReferencesJSON(TypedDict):
    """What a flow in a file refers to.

    Attributes:
        commands: They take what the instance has under the same name.
    """

    references: list[ReferenceJSON]
    commands: list[Command]


class ReferringJSON(FlowReferencesJSON):
    """The same, or why nothing is known of the flow, where Flowport failed on it."""

    message: NotRequired[str]


class ImportedJSON(ListedJSON, FlowReferencesJSON):
    """A flow in a file, examined."""

    counts: FaultCountsJSON


class FlowFilesJSON(TypedDict):
    """The flows in files, as they are listed, and the names that the instance has."""

    documents: list[ListedJSON | FlowlessJSON]
    names: NamesJSON


class ExaminedFilesJSON(TypedDict):
    """The flows in files, examined."""

    documents: list[ImportedJSON | FlowlessJSON]


class ImportReferencesJSON(TypedDict):
    """What the flows of an import refer to, and the names that the instance has."""

    documents: list[ReferringJSON]
    names: NamesJSON


class CheckedCountsJSON(TypedDict):
    """How many errors and warnings a flow in a file has, besides its references."""

    errors: int
    warnings: int


class ImportChecksJSON(TypedDict):
    """The counts of the flows of an import; null for one on which Flowport failed."""

    documents: list[CheckedCountsJSON | None]


class ImportedFlowJSON(TypedDict):
    """What became of a flow of an import.

    Attributes:
        blocked: Whether it is what keeps the others from being written.
    """

    name: str
    ok: bool
    message: str
    id: NotRequired[str]
    kind: NotRequired[Kind]
    blocked: NotRequired[bool]


class ImportResultJSON(TypedDict):
    """What an import did; nothing is written where one of its flows can't be."""

    written: bool
    done: list[ImportedFlowJSON]


class ConversionNoteJSON(TypedDict):
    """What converting a legacy flow says of a block."""

    block: str
    kind: str
    message: str


class LegacyFlowJSON(TypedDict):
    """A legacy flow of an instance, and what became of it where it was converted.

    Attributes:
        errors: Why its conversion would be saved, and not published.
        problem: Why it can't be converted at all, or "".
    """

    id: str
    kind: Kind
    name: str
    type: str
    exact: bool
    notes: list[ConversionNoteJSON]
    errors: list[str]
    problem: str
    draftOnly: bool
    ok: NotRequired[bool]
    reasons: NotRequired[list[str]]


class LegacyFlowsJSON(TypedDict):
    """The legacy flows of an instance."""

    flows: list[LegacyFlowJSON]
