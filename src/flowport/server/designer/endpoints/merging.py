"""A conflict of two saves: what each side changed, and one's own edits on top of the newer save."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flowport.server.designer.differences import difference
from flowport.server.designer.documents import start, state_of, text_of
from flowport.server.designer.endpoint_registry import endpoint
from flowport.server.designer.refusals import Refusal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flowport.designer.schema.answer_schema import MergedJSON
    from flowport.server.designer.ask import Ask
    from flowport.server.designer.open_documents import DocumentState


@endpoint("POST", "/{instance}/flows/{flow}/merge", needs="Edit")
def merge(ask: Ask) -> MergedJSON:
    """What both sides changed since a document was saved, and its later edits on the newer save.

    ``since`` says how many of the commands were saved. Of a command that can't be performed on
    the newer save, ``left`` says why.

    Raises:
        Refusal: ``since`` is no number of commands.
    """
    row, commands = ask.flow(), ask.items("commands")
    since = ask.body.get("since")
    if not isinstance(since, int) or not 0 <= since <= len(commands):
        raise Refusal("bad-request", "'since' is how many of the commands were saved.")
    mine = state_of(ask).draft.flow
    ask.body = {**ask.body, "commands": commands[:since]}
    common = state_of(ask).draft.flow
    ask.body = {}
    theirs = start(ask, row, row.saved)
    kept, left = _replayed(ask, theirs, commands[since:])
    return {
        "base": row.saved,
        "content": text_of(ask, row.saved),
        "commands": kept,
        "left": left,
        "theirs": ask.worked(difference, common, theirs.draft.flow),
        "mine": ask.worked(difference, common, mine),
    }


def _replayed(
    ask: Ask, state: DocumentState, commands: Sequence[Any]
) -> tuple[list[Any], list[str]]:
    """The commands that can be performed one after the other, and why each other one can't."""
    kept: list[Any] = []
    left: list[str] = []
    for command in commands:
        try:
            state = ask.open_documents.after(state, [command])
        except Refusal as refusal:
            left.append(str(refusal))
        else:
            kept.append(command)
    return kept, left
