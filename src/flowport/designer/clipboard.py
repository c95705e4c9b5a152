"""Copies and pastes: text for the system clipboard, and what a pasted text holds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flowport.convert import Exactness, convert
from flowport.designer.draft import BlockNote
from flowport.designer.new_blocks import derived
from flowport.errors import DocumentError, EditError, NotAFlowError
from flowport.layout.flow_graph import positions
from flowport.model import Flow, edit, fragment, read_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flowport.convert import Note

__all__ = ["PastedFlow", "block_notes", "copied", "pasted", "read", "read_piece"]

#: A fenced block of code, as in Markdown.
_FENCED = re.compile(r"```[^\n`]*\n(.*?)```", re.DOTALL)

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
        raise EditError(f"{called} holds no blocks that can be read: {error}") from error
    notes = block_notes(converted.notes)
    return PastedFlow(converted.flow, notes, legacy=not isinstance(found, Flow))


def read_piece(text: str) -> PastedFlow:
    """The piece in a clipboard: what ``read`` takes, an action, a list of them, or one in a fence.

    Raises:
        EditError: It holds no blocks; the sentence says what it is instead.
    """
    fenced = _FENCED.search(text)
    plain = (fenced.group(1) if fenced and not _begins(text, '{"[') else text).lstrip("\ufeff")
    of_actions = '"Identifier"' in plain and '"Type"' in plain
    if of_actions and _begins(plain, "["):
        return read(_AROUND.format(plain))
    try:
        return read(plain)
    except EditError as error:
        if not of_actions or not isinstance(error.__cause__, NotAFlowError):
            raise
        return read(_AROUND.format(f"[{plain}]"))


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
