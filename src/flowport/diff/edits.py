"""The kinds of edit that a comparison finds: frozen values, which the formats only read."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any, ClassVar

from flowport.dataclass import dataclass

if TYPE_CHECKING:
    from flowport.model.block_names import BlockName

__all__ = [
    "Added",
    "Aspect",
    "BranchAdded",
    "BranchLed",
    "BranchRemoved",
    "ConditionChanged",
    "ConditionsReordered",
    "DetailsChanged",
    "Edit",
    "EntryMoved",
    "Moved",
    "NoteAdded",
    "NoteChanged",
    "NoteMoved",
    "NotePinned",
    "NoteRemoved",
    "ParameterAdded",
    "ParameterChanged",
    "ParameterRemoved",
    "PropertyChanged",
    "ReachedBy",
    "Removed",
    "Renamed",
    "Replaced",
    "StartLed",
]

Path = tuple[str | int, ...]
Point = tuple[float, float]


class Aspect(StrEnum):
    """What an edit touches; two flows mean the same if no edit touches ``MEANING``."""

    MEANING = "meaning"
    """What a contact goes through."""
    NAMES = "names"
    """What people call things: block names, notes, the flow's name and description."""
    LAYOUT = "layout"
    """Where things are on the canvas."""
    DESIGNER = "designer"
    """What the designer keeps for itself, such as copies of resource names."""


@dataclass(frozen=True, slots=True)
class ReachedBy:
    """A branch through which an added or removed block was reached.

    Attributes:
        block: Whose branch it is; None for the flow's start.
        branch: The branch's name.
        other: Where it led before the block was added, or leads since it was removed; None
            for nowhere.
    """

    block: BlockName | None
    branch: str
    other: BlockName | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """What all edits share.

    Attributes:
        was: The pointer in the former flow; None where there is none.
        now: The pointer in the new flow; None where there is none.
    """

    aspect: ClassVar[Aspect] = Aspect.MEANING
    was: str | None = None
    now: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Added(Edit):
    """A block is new; ``ways`` are the branches that it was put into."""

    block: BlockName
    ways: tuple[ReachedBy, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Removed(Edit):
    """A block is gone; ``ways`` are the branches that led to it and now pass it by."""

    block: BlockName
    ways: tuple[ReachedBy, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Replaced(Edit):
    """A block became one of another type, under the same identifier."""

    block: BlockName
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ParameterAdded(Edit):
    """A setting is new. ``path`` begins at the action: ``("Parameters", "Text")``."""

    block: BlockName
    path: Path
    after: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class ParameterRemoved(Edit):
    """A setting is gone."""

    block: BlockName
    path: Path
    before: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class ParameterChanged(Edit):
    """A setting has another value; ``names`` are what the designer shows for the two values."""

    block: BlockName
    path: Path
    before: Any
    after: Any
    names: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class BranchAdded(Edit):
    """A block has a new branch; ``target`` is None where it is not connected."""

    block: BlockName
    branch: str
    target: BlockName | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BranchRemoved(Edit):
    """A branch of a block is gone."""

    block: BlockName
    branch: str
    target: BlockName | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BranchLed(Edit):
    """A branch leads elsewhere."""

    block: BlockName
    branch: str
    before: BlockName | None
    after: BlockName | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionChanged(Edit):
    """A branch is taken under another condition, and leads where it led."""

    block: BlockName
    before: str
    after: str
    target: BlockName | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionsReordered(Edit):
    """Conditions that can hold at the same time are tried in another order."""

    block: BlockName
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StartLed(Edit):
    """The flow begins at another block."""

    before: BlockName | None
    after: BlockName | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PropertyChanged(Edit):
    """The flow itself says something else; None for what it does not say."""

    path: Path
    before: Any
    after: Any
    touches: Aspect = Aspect.MEANING


@dataclass(frozen=True, slots=True, kw_only=True)
class Renamed(Edit):
    """A block has another identifier."""

    aspect: ClassVar[Aspect] = Aspect.NAMES
    block: BlockName
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteAdded(Edit):
    """A note is new."""

    aspect: ClassVar[Aspect] = Aspect.NAMES
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteRemoved(Edit):
    """A note is gone."""

    aspect: ClassVar[Aspect] = Aspect.NAMES
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteChanged(Edit):
    """A note says something else."""

    aspect: ClassVar[Aspect] = Aspect.NAMES
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NotePinned(Edit):
    """A note hangs on another block, or none."""

    aspect: ClassVar[Aspect] = Aspect.NAMES
    text: str
    before: BlockName | None
    after: BlockName | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved(Edit):
    """A block stands elsewhere, in canvas units; None for no place of its own."""

    aspect: ClassVar[Aspect] = Aspect.LAYOUT
    block: BlockName
    before: Point | None
    after: Point | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryMoved(Edit):
    """The entry point stands elsewhere."""

    aspect: ClassVar[Aspect] = Aspect.LAYOUT
    before: Point | None
    after: Point | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteMoved(Edit):
    """A note stands elsewhere, has another size, or is folded or unfolded."""

    aspect: ClassVar[Aspect] = Aspect.LAYOUT
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DetailsChanged(Edit):
    """The designer keeps something else of a block; ``keys`` say what."""

    aspect: ClassVar[Aspect] = Aspect.DESIGNER
    block: BlockName
    keys: tuple[str, ...]
