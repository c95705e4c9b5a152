"""Performing commands: each kind is a function of ``flowport.designer.commands``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flowport.designer.command_members import Members
from flowport.designer.commands import blocks, branches, canvas, document, parameters
from flowport.errors import DocumentError, EditError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from flowport.designer.draft import Draft

__all__ = ["COMMANDS", "perform", "perform_all"]

_DEEPEST = 4


def perform(draft: Draft, command: Any) -> Draft:
    """The document after one command.

    Raises:
        EditError: There is no such kind, a member is missing or wrong, or the document can't
            take it; the document is as it was.
    """
    if not isinstance(command, dict):
        raise EditError("a command is an object with a kind and its members")
    kind = command.get("kind")
    if not isinstance(kind, str) or kind not in COMMANDS:
        raise EditError(
            f"there is no command {kind!r}; the kinds are {', '.join(sorted(COMMANDS))}"
        )
    try:
        return COMMANDS[kind](draft, Members(command))
    except DocumentError as error:
        raise EditError(str(error)) from error


def perform_all(draft: Draft, several: Iterable[Any]) -> Draft:
    """The document after some commands.

    Raises:
        EditError: One of them can't be performed.
    """
    for command in several:
        draft = perform(draft, command)
    return draft


def _all(draft: Draft, members: Members) -> Draft:
    """Several commands as one step of the history."""
    if _depth(members.tree) > _DEEPEST:
        raise EditError(f"commands are nested more than {_DEEPEST} deep")
    return perform_all(draft, members.objects("commands"))


def _depth(command: object) -> int:
    inner = command.get("commands") if isinstance(command, dict) else None
    if not isinstance(inner, list) or not isinstance(command, dict) or command.get("kind") != "all":
        return 0
    return 1 + max(map(_depth, inner), default=0)


#: What performs each kind of command.
COMMANDS: Mapping[str, Callable[[Draft, Members], Draft]] = {
    "all": _all,
    **blocks.COMMANDS,
    **branches.COMMANDS,
    **canvas.COMMANDS,
    **document.COMMANDS,
    **parameters.COMMANDS,
}
