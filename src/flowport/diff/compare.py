"""The entry point of the comparison: two flows in, their edits out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.dataclass import dataclass
from flowport.diff.block_edits import block_edits
from flowport.diff.edits import Added, Aspect, Edit, PropertyChanged, Removed
from flowport.diff.flow_edits import flow_edits, start_edits
from flowport.diff.note_edits import note_edits
from flowport.diff.sides import sides

if TYPE_CHECKING:
    from flowport.diff.sides import Sides
    from flowport.model import Flow

__all__ = ["Comparison", "aspect_of", "compare"]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed from one flow to another.

    Attributes:
        before: The former flow.
        after: The new flow.
        edits: What changed, in the order of the new flow's blocks.
        pairs: The identifier in the new flow of each block that is still there, by its
            identifier in the former one.
    """

    before: Flow
    after: Flow
    edits: tuple[Edit, ...]
    pairs: dict[str, str]

    @property
    def same_meaning(self) -> bool:
        """Whether a contact goes through the same."""
        return not self.of(Aspect.MEANING)

    def of(self, aspect: Aspect) -> tuple[Edit, ...]:
        """The edits that touch one aspect."""
        return tuple(edit for edit in self.edits if aspect_of(edit) is aspect)


def aspect_of(edit: Edit) -> Aspect:
    """What an edit touches."""
    return edit.touches if isinstance(edit, PropertyChanged) else edit.aspect


def compare(before: Flow, after: Flow) -> Comparison:
    """Compare two flows; blocks are recognised under other identifiers and in any order."""
    if before.tree is after.tree and before.about == after.about:
        return Comparison(before, after, (), {action.id: action.id for action in after.actions})
    both = sides(before, after)
    known = {
        both.before.pieces[old].action.id: both.after.pieces[new].action.id
        for old, new in both.pairs.items()
    }
    return Comparison(before, after, tuple(_edits(both, known)), known)


def _edits(both: Sides, known: dict[str, str]) -> list[Edit]:
    back = {new: old for old, new in both.pairs.items()}
    found: list[Edit] = [*flow_edits(both), *start_edits(both)]
    for new, piece in enumerate(both.after.pieces):
        if new in back:
            found += block_edits(both, back[new], new, known)
        else:
            ways = tuple(both.ways_in.get(new, ()))
            found.append(Added(block=both.new[new], ways=ways, now=piece.action.pointer))
    for old, piece in enumerate(both.before.pieces):
        if old not in both.pairs:
            ways = tuple(both.ways_past.get(old, ()))
            found.append(Removed(block=both.old[old], ways=ways, was=piece.action.pointer))
    return [*found, *note_edits(both, known)]
