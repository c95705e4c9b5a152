"""Copies and pastes: text for the system clipboard, and what a pasted text holds."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from flowport.convert import Exactness, convert
from flowport.designer.draft import BlockNote
from flowport.designer.new_blocks import derived
from flowport.errors import DocumentError, EditError, NotAFlowError, NotJSONError
from flowport.layout.flow_graph import positions
from flowport.model import Flow, edit, fragment, read_text
from flowport.model.fragment import free_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flowport.convert import Note

__all__ = ["PastedFlow", "block_notes", "copied", "pasted", "read", "read_piece"]

#: A fenced block of code, as in Markdown.
_FENCED = re.compile(r"```[^\n`]*\n(.*?)```", re.DOTALL)

#: What is said of a block whose identifier another block of the same piece had, too.
_TWICE = "Two blocks had this identifier when they were pasted. Links lead to the other one."

#: The flow that a list of actions is put into, as it is spelled.
_AROUND = '{{"Version":"2019-10-30","Metadata":{{}},"Actions":{}}}'


@dataclass(frozen=True, slots=True)
class PastedFlow:
    """What a string holds: a flow of the flow language, and what converting it said."""

    flow: Flow
    notes: tuple[BlockNote, ...] = ()
    legacy: bool = False


def read(text: str, *, called: str = "the clipboard") -> PastedFlow:
    """The piece in a string: a copy, an export of either format, or an answer of the API.

    Raises:
        EditError: It holds no flow; the sentence says what it is instead.
    """
    if not text.strip():
        raise EditError(f"{called} is empty; copy some blocks first")
    if not _begins(text, '{"'):
        raise EditError(f"{called} holds no blocks, but other text; copy some blocks first")
    try:
        found = read_text(text)
        converted = convert(found)
    except DocumentError as error:
        raise EditError(f"{called} {_plainly(error)}") from error
    notes = block_notes(converted.notes)
    return PastedFlow(converted.flow, notes, legacy=not isinstance(found, Flow))


def read_piece(text: str) -> PastedFlow:
    """The piece in a clipboard: what ``read`` takes, an action, a list of them, or one in a fence.

    Raises:
        EditError: It holds no blocks; the sentence says what it is instead.
    """
    found = _piece(text)
    if not found.flow.actions:
        raise EditError("there is nothing to paste: the clipboard holds a flow without blocks")
    return _told_apart(found)


def _piece(text: str) -> PastedFlow:
    fenced = [] if _begins(text, '{"[') else _FENCED.findall(text)
    fenced = [each for each in fenced if _begins(each, '{"[')] or fenced
    if len(fenced) > 1:
        raise EditError(f"the clipboard holds {len(fenced)} fenced pieces; copy one of them")
    plain = (fenced[0] if fenced else text).lstrip("\ufeff")
    of_actions = '"Identifier"' in plain and '"Type"' in plain
    if of_actions and _begins(plain, "["):
        return read(_AROUND.format(plain))
    try:
        return read(plain)
    except EditError as error:
        if not of_actions or not isinstance(error.__cause__, NotAFlowError):
            raise
        return read(_AROUND.format(f"[{plain}]"))


def _plainly(error: DocumentError) -> str:
    """What is wrong with a text, for someone who may never have seen JSON."""
    if isinstance(error, NotJSONError):
        place = f"line {error.line}, column {error.column}"
        return f"holds text that is cut off or damaged at {place}; copy all of it again"
    if isinstance(error, NotAFlowError) and "/" in error.message:
        place = error.message.removeprefix("no flow: ").lstrip("/")
        return f"holds blocks that are damaged: {place}"
    if isinstance(error, NotAFlowError):
        return "holds no blocks, but other data; copy some blocks, or a whole exported flow"
    return "holds no blocks, but other text; copy some blocks first"


def _told_apart(found: PastedFlow) -> PastedFlow:
    """The piece with a name of its own for each block; links lead to the first of a name."""
    flow, taken, notes = found.flow, {action.id for action in found.flow.actions}, []
    seen: set[str] = set()
    for action in found.flow.actions:
        if action.id and action.id not in seen:
            seen.add(action.id)
            continue
        plain = action.id and not fragment.is_generated(action.id)
        new = free_name(action.id, taken) if plain else derived(action.id, str(action.index))
        taken.add(new)
        flow = flow.with_value(f"{action.pointer}/Identifier", new)
        if action.id:
            notes.append(BlockNote(f"twice:{action.index}", new, "assumed", _TWICE))
    return replace(found, flow=flow, notes=(*found.notes, *notes))


def _begins(text: str, marks: str) -> bool:
    """Whether a text begins with one of some characters."""
    return text.lstrip("\ufeff \t\r\n").startswith(tuple(marks))


def block_notes(notes: Sequence[Note]) -> tuple[BlockNote, ...]:
    """What a conversion said that a person should look at, under ids that stay."""
    return tuple(
        BlockNote(f"{number}", note.block, note.kind.value, note.message)
        for number, note in enumerate(notes)
        if note.kind is not Exactness.EXACT
    )


def copied(flow: Flow, ids: Sequence[str], annotations: Sequence[str]) -> str:
    """The text for the clipboard.

    Raises:
        EditError: There is no such block.
    """
    return fragment.copy(flow, ids, annotations).content()


def pasted(
    flow: Flow, piece: PastedFlow, seed: str, at: tuple[float, float]
) -> tuple[Flow, dict[str, str]]:
    """The flow with a piece in it, and the new name of each of its blocks.

    The same seed gives the same names. Blocks that have no place are arranged first.
    """
    source = piece.flow
    if any(source.position_of(action.id) is None for action in source.actions):
        kept = {action.id for action in source.actions if source.position_of(action.id)}
        places = positions(source, keep=kept)
        source = edit.move(source, {name: (spot.x, spot.y) for name, spot in places.items()})
    return fragment.paste(flow, source, fresh=lambda name: derived(seed, name), at=at)
