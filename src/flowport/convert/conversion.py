"""The entry point of the conversion: a legacy flow in, a flow and its notes out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.catalogue.flow_types import FLOW_TYPES, flow_type
from flowport.convert.conversion_notes import Exactness, Note
from flowport.convert.tree import Home, convert_tree
from flowport.dataclass import dataclass
from flowport.model import Flow, LegacyFlow
from flowport.model.pointer import parts

if TYPE_CHECKING:
    from flowport.model.repeated_members import Repeat

__all__ = ["Conversion", "convert"]


@dataclass(frozen=True, slots=True)
class Conversion:
    """What a conversion gives.

    Attributes:
        flow: The flow, in the flow language.
        notes: What there is to say, the flow as a whole first, then block by block, and last
            what the file says twice.
    """

    flow: Flow
    notes: tuple[Note, ...] = ()

    @property
    def exact(self) -> bool:
        """Whether nothing was assumed, dropped or unknown: what ``--strict`` asks for."""
        return all(note.kind is Exactness.EXACT for note in self.notes)


def convert(legacy: LegacyFlow | Flow, *, home: Home = Home.CONSOLE) -> Conversion:
    """Convert a legacy flow as Amazon's own designer does; a converted one comes back as it is.

    Args:
        legacy: The flow to convert.
        home: Whether the designer is to import the flow, or the API to take its content.

    Raises:
        ConversionError: The modules are no list, one is not an object, has no id, or has another's.
    """
    if isinstance(legacy, Flow):
        return Conversion(legacy)
    tree, notes = convert_tree(legacy.tree, home)
    if legacy.origin is not None and legacy.tree is legacy.origin.tree:
        notes += tuple(_displaced(legacy, repeat) for repeat in legacy.origin.repeats)
    if home is Home.CONSOLE and legacy.about:
        about = _about(legacy)
        tree = {**tree, "Metadata": {**about, **tree["Metadata"], **about}}
    return Conversion(Flow.from_tree(tree, like=legacy), notes)


def _about(legacy: LegacyFlow) -> dict[str, str]:
    """What an API answer around the flow says of it, by the names that an export has inside."""
    about = {
        key.lower(): legacy.about.get(key) for key in ("Name", "Description", "Type", "Status")
    }
    known = flow_type(about["type"]) if isinstance(about["type"], str) else None
    about["type"] = FLOW_TYPES[known].export_name if known else None
    return {key: value for key, value in about.items() if isinstance(value, str)}


def _displaced(legacy: LegacyFlow, repeat: Repeat) -> Note:
    """The note on a member of which the file has two, so that readers only see the last."""
    steps = parts(repeat.pointer)
    within = legacy.tree["modules"][int(steps[1])] if steps[0] == "modules" and steps[1:] else {}
    message = f"{steps[-1]} occurs twice in one object; the last one counts"
    return Note(
        Exactness.DROPPED, within.get("id", ""), repeat.pointer, message, value=repeat.value
    )
