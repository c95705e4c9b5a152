"""Performing commands: each kind is a file of ``flowport.designer.commands``, found by its name."""

from __future__ import annotations

import importlib
import pkgutil
import re
from functools import cache
from typing import TYPE_CHECKING, Any

from flowport.designer import commands
from flowport.designer.members import Members
from flowport.errors import DocumentError, EditError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import TypeAlias

    from flowport.designer.draft import Draft

    Perform: TypeAlias = Callable[[Draft, Members], Draft]

__all__ = ["kinds", "perform"]


@cache
def kinds() -> Mapping[str, str]:
    """The kinds of commands, and the module of each: ``setParameter`` is ``set_parameter``."""
    found = (module.name for module in pkgutil.iter_modules(commands.__path__))
    return {_kind(name): name for name in found}


def _kind(module: str) -> str:
    return re.sub(r"_(\w)", lambda letter: letter[1].upper(), module.removesuffix("_"))


@cache
def _performing(kind: str) -> Perform:
    module = importlib.import_module(f"{commands.__name__}.{kinds()[kind]}")
    found: Perform = module.perform
    return found


def perform(draft: Draft, command: Any) -> Draft:
    """The document after one command.

    Raises:
        EditError: There is no such kind, a member is missing or wrong, or the document can't
            take it; the document is as it was.
    """
    if not isinstance(command, dict):
        raise EditError("a command is an object with a kind and its members")
    kind = command.get("kind")
    if not isinstance(kind, str) or kind not in kinds():
        raise EditError(f"there is no command {kind!r}; the kinds are {', '.join(kinds())}")
    try:
        return _performing(kind)(draft, Members(command))
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
